"""``ivrsim readings``: the parts of a flow that depend on settings which no document settles."""

from __future__ import annotations

from simulator.cli.arguments import Parser, add_dialect, add_flow, add_format, add_variant
from simulator.cli.compared_world import read_fixed_pair
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world
from simulator.graph.compare.readings import ReadingComparison, Readings
from simulator.graph.work_step import WorkStep
from simulator.report.readings_summary import dependency_lines, readings_json, readings_lines
from simulator.words.markup import dump_json


def run(arguments: list[str]) -> int:
    """Play the flow under every reading, and list what depends on which setting."""
    parser = Parser(
        "readings",
        "list what in a flow depends on behaviour that the provider does not document",
        "ivrsim readings example:clinic --dialect ivr",
    )
    add_flow(parser)
    parser.add_argument("--entry", metavar="NAME", help="the receptionist to call: its key, id or name")
    parser.add_argument("--number", metavar="N", help="the number that is called, wherever it leads: +441632960001")
    add_world(parser)
    add_variant(parser)
    add_dialect(parser)
    parser.add_argument(
        "--collect", action="store_true", help="also vary how keys are collected (three times as many readings)"
    )
    parser.add_argument(
        "--direct-dial",
        action="store_true",
        help="also vary whether callers can dial extensions at menus (three times as many readings)",
    )
    add_format(parser, "text", "json")
    options = parser.read_arguments(arguments)
    flow = open_flow(options)
    fixed = read_fixed_pair(options, flow, flow) if options.at is not None or options.given else None
    comparison = ReadingComparison(flow, collect=options.collect, direct_dial=options.direct_dial, fixed=fixed)
    stopped = follow(comparison.steps())
    readings = comparison.readings
    if stopped is not None:
        _show_part(readings, stopped, options.format)
        return INTERRUPTED
    say(*([dump_json(readings_json(readings), indent=2)] if options.format == "json" else readings_lines(readings)))
    return 0


def _show_part(readings: Readings, stopped: WorkStep, form: str) -> None:
    """Print the dependencies found before Ctrl-C; the verdict, which needs all readings, is left out."""
    if form == "json":
        unknown = dict.fromkeys(("robust", "classes", "destinations"))
        say(dump_json({**readings_json(readings), **unknown, "partial": True}, indent=2))
        complain(partial_note(stopped))
        return
    for line in dependency_lines(readings):
        say(line)
    say(partial_note(stopped))
