"""``ivrsim show``: the menu read back in plain sentences."""

from __future__ import annotations

from simulator.cli.arguments import Parser, add_flow, add_format, add_view
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.graph.readback.flow_readback import read_back
from simulator.report.flow_summary import READ_IN_FULL, FlowSummary
from simulator.report.section_layout import sections_markdown, sections_text


def run(arguments: list[str]) -> int:
    """Read the flow back."""
    parser = Parser("show", "read the menu back in plain sentences", "ivrsim show flows/clinic --format markdown")
    add_flow(parser)
    parser.add_argument("--full", action="store_true", help="as text: print each menu in full, however many there are")
    add_view(parser)
    add_format(parser, "text", "markdown")
    options = parser.read_arguments(arguments)
    flow = open_flow(options)
    if options.format == "markdown":
        say(sections_markdown(read_back(flow)))
    elif options.full or len(flow.receptionists) <= READ_IN_FULL:
        say(sections_text(read_back(flow)))
    else:
        summary = FlowSummary(flow)
        if (stopped := follow(summary.steps())) is not None:
            complain(partial_note(stopped))
            return INTERRUPTED
        say(summary.text())
    return 0
