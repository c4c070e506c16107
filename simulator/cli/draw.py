"""``ivrsim draw``: the map of a flow, as a picture or as text for Mermaid and Graphviz."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_flow, add_view, one_of
from simulator.cli.flow_argument import load_visibly, look_at_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.map_overlays import find_overlay
from simulator.cli.moment_odds import add_odds
from simulator.cli.picture_file import add_output, choose_format, write_picture
from simulator.cli.screen import complain
from simulator.cli.world_flags import add_world
from simulator.config.flow import Flow
from simulator.draw.map_tree import MapTree, build_tree
from simulator.errors import UsageError
from simulator.loader.flow_location import FLOW_FILES

if TYPE_CHECKING:
    from simulator.draw.map_graph import MapGraph
    from simulator.draw.map_overlay import MapOverlay
    from simulator.draw.svg_style import Theme

_FILE_ENDINGS = (".yaml", ".yml", ".json")

THEMES = ("auto", "light", "dark")


def _build_parser() -> Parser:
    parser = Parser(
        "draw",
        "draw the map of a flow: where each key, hour and mistake leads",
        "ivrsim draw example:council -o council.svg\n  ivrsim draw example:clinic --format mermaid",
    )
    add_flow(parser)
    add_output(parser)
    parser.add_argument("--title", metavar="TEXT", help="the heading (default: the name of the flow's folder or file)")
    parser.add_argument(
        "--theme",
        type=one_of(*THEMES),
        metavar="{auto,light,dark}",
        help="colours; auto follows the reader (default: auto in SVG, light in PNG)",
    )
    overlays = parser.add_argument_group("laid over the map")
    overlays.add_argument(
        "--caller", "--path", metavar="SCRIPT", help="the path of one call: steps in quotes, such as '9 silence 1'"
    )
    overlays.add_argument("--diff", metavar="OLD", help="what has changed since another flow, or since git:REV[:PATH]")
    add_odds(overlays)
    overlays.add_argument("--coverage", action="store_true", help="what no test covers")
    overlays.add_argument(
        "--tests", metavar="PATH", nargs="+", help="with --coverage: test files or folders (default: the flow's folder)"
    )
    parser.add_argument("--rounds", action="store_true", help="draw each round and retry (as Mermaid or DOT)")
    parser.add_argument("--no-findings", action="store_true", help="leave out what ivrsim check finds")
    add_view(parser)
    add_world(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Draw, and write the picture."""
    options = _build_parser().read_arguments(arguments)
    form = choose_format(options, "mermaid" if options.rounds else "svg")
    _refuse_combinations(options, form)
    flow, shelf = load_visibly(options.flow, options.variant)
    flow = look_at_flow(options, flow)
    title = options.title if options.title is not None else name_of_flow(flow)
    if options.rounds:
        from simulator.draw.round_graph import round_graph

        return _write_graph(options, form, round_graph(flow, title))
    tree = build_tree(flow, is_part=options.entry is not None)
    overlay = find_overlay(options, tree, shelf)
    if overlay is None:
        return INTERRUPTED
    if form in ("mermaid", "dot"):
        from simulator.draw.map_graph import tree_graph

        return _write_graph(options, form, tree_graph(tree, title, overlay))
    return _write_image(options, form, tree, title, overlay)


def _refuse_combinations(options: argparse.Namespace, form: str) -> None:
    """Raise ``UsageError`` for flags that do not go together."""
    if options.tests and not options.coverage:
        raise UsageError("--tests needs --coverage")
    if options.theme and form in ("mermaid", "dot"):
        raise UsageError(f"--theme is for SVG and PNG, not {form}, whose renderers choose the colours; remove it")
    if not options.rounds:
        return
    if form not in ("mermaid", "dot"):
        raise UsageError(f"--rounds draws Mermaid or DOT, not {form}: use --format mermaid or --format dot")
    overlays = {
        "--caller": options.caller,
        "--diff": options.diff,
        "--odds": options.odds,
        "--coverage": options.coverage,
        "--at": options.at,
    }
    given = [flag for flag, value in overlays.items() if value] + (["--given"] if options.given else [])
    if given:
        raise UsageError(f"--rounds and {given[0]} do not go together; draw the map without --rounds")


def _write_graph(options: argparse.Namespace, form: str, graph: MapGraph) -> int:
    if form == "dot":
        from simulator.draw.dot_writer import write_dot

        write_picture(options, write_dot(graph))
        return 0
    from simulator.draw.mermaid_writer import size_warning, write_mermaid

    text = write_mermaid(graph)
    write_picture(options, text)
    if warning := size_warning(text, graph):
        complain(f"warning: {warning}; draw a part (--entry NAME), or use SVG or DOT")
    return 0


def _write_image(options: argparse.Namespace, form: str, tree: MapTree, title: str, overlay: MapOverlay) -> int:
    from simulator.draw.map_layout import lay_out
    from simulator.draw.svg_writer import draw_svg

    theme: Theme = options.theme or "auto"
    if form == "png" and theme == "auto":
        theme = "light"  # a bitmap cannot follow its reader
    picture = draw_svg(lay_out(tree), title, overlay, theme)
    if form == "svg":
        write_picture(options, picture.text)
        return 0
    from simulator.draw.png_image import render_png

    write_picture(options, render_png(picture.text, picture.width, picture.height))
    return 0


def name_of_flow(flow: Flow) -> str:
    """Return a heading for a flow: the name of its folder or file, as a person would write it."""
    source = Path(flow.source.removeprefix("example:")).absolute()
    if source.name == "..":
        source = source.resolve()
    if source.name in FLOW_FILES:
        source = source.parent
    name = source.stem if source.suffix.lower() in _FILE_ENDINGS else source.name
    words = name.replace("-", " ").replace("_", " ").strip()
    name = f"{words[:1].upper()}{words[1:]}" or "Flow"
    return f"{name} ({flow.variant})" if flow.variant else name
