"""``ivrsim show``: the menu read back in plain sentences."""

from __future__ import annotations

from simulator.cli.arguments import Parser, add_flow, add_format, add_view
from simulator.cli.opened import opened
from simulator.cli.screen import say
from simulator.graph.readback.whole import as_markdown, as_text, read_back
from simulator.report.flow_summary import READ_IN_FULL, summarize_flow


def run(arguments: list[str]) -> int:
    """Read the flow back."""
    parser = Parser("show", "read the menu back in plain sentences", "ivrsim show flows/clinic --format markdown")
    add_flow(parser)
    parser.add_argument("--full", action="store_true", help="as text: each menu in full, however many there are")
    add_view(parser)
    add_format(parser, "text", "markdown")
    asked = parser.read(arguments)
    flow = opened(asked)
    if asked.format == "markdown":
        say(as_markdown(read_back(flow)))
    elif asked.full or len(flow.receptionists) <= READ_IN_FULL:
        say(as_text(read_back(flow)))
    else:
        say(summarize_flow(flow))
    return 0
