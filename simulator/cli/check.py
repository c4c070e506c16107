"""``ivrsim check``: what is wrong with a flow. Loading it finds what cannot be played."""

from __future__ import annotations

from simulator.cli.arguments import Parser, add_flow, add_format
from simulator.cli.opened import opened
from simulator.cli.screen import say


def run(arguments: list[str]) -> int:
    """Load, and say that there is nothing to object to; every problem is an error of loading."""
    parser = Parser("check", "report what is wrong with a flow", "ivrsim check flows/clinic")
    add_flow(parser)
    add_format(parser, "text", "json")
    asked = parser.read(arguments)
    flow = opened(asked)
    if asked.format == "json":
        say("[]")
        return 0
    count = len(flow.receptionists)
    source = "standard input" if flow.source == "-" else flow.source
    say(f"{source}: {count:,} {'receptionist' if count == 1 else 'receptionists'}, no problem found")
    return 0
