"""``ivrsim show``: the menu read back in plain sentences."""

from __future__ import annotations

import argparse

from simulator.cli.arguments import Parser, add_flow, add_format, add_many, add_view
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_settings
from simulator.config.flow import Flow
from simulator.graph.readback.flow_readback import read_back
from simulator.report.section_layout import READ_IN_FULL, sections_markdown, sections_text


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser("show", "read the menu back in plain sentences", "ivrsim show flows/clinic --format markdown")
    add_flow(parser)
    add_many(parser)
    parser.add_argument("--full", action="store_true", help="as text: print each menu in full, however many there are")
    add_view(parser)
    add_world(parser)
    add_format(parser, "text", "markdown")
    return parser


def run(arguments: list[str]) -> int:
    """Read the flow back."""
    options = build_parser().read_arguments(arguments)
    flow = _held_flow(options, open_flow(options))
    if options.format == "markdown":
        say(sections_markdown(read_back(flow)))
    elif options.full or len(flow.receptionists) <= READ_IN_FULL:
        say(sections_text(read_back(flow)))
    else:
        from simulator.report.flow_summary import FlowSummary

        summary = FlowSummary(flow)
        if (stopped := follow(summary.steps())) is not None:
            complain(partial_note(stopped))
            return INTERRUPTED
        say(summary.text())
    return 0


def _held_flow(options: argparse.Namespace, flow: Flow) -> Flow:
    """The flow at the moment, and with the answers, that the command line says."""
    if options.at is None and not options.given:
        return flow
    from simulator.graph.worlds import fix_schedules, hold_answers

    answered, states = hold_answers(flow, read_settings(options, flow))
    return fix_schedules(answered, states).flow if states else answered
