"""``ivrsim show``: the menu read back in plain sentences."""

from __future__ import annotations

from simulator.cli.arguments import Parser, add_flow, add_format, add_view
from simulator.cli.opened import opened
from simulator.cli.screen import say
from simulator.graph.readback.whole import as_markdown, as_text, read_back


def run(arguments: list[str]) -> int:
    """Read the flow back."""
    parser = Parser("show", "read the menu back in plain sentences", "ivrsim show flows/clinic --format markdown")
    add_flow(parser)
    add_view(parser)
    add_format(parser, "text", "markdown")
    asked = parser.read(arguments)
    sections = read_back(opened(asked))
    say(as_markdown(sections) if asked.format == "markdown" else as_text(sections))
    return 0
