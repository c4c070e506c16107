"""``ivrsim call``: a person plays the caller, in real time."""

from __future__ import annotations

import sys

from simulator.cli.arguments import Parser, add_flow, add_view
from simulator.errors import UsageError

SPEED_MOST = 50.0


def run(arguments: list[str]) -> int:
    """Make the call; it needs a terminal."""
    parser = Parser("call", "play the caller yourself, at the terminal", "ivrsim call example:clinic --speed 2")
    add_flow(parser)
    add_view(parser)
    parser.add_argument("--speed", metavar="X", default="1", help=f"times real time, 1 to {SPEED_MOST:g}")
    asked = parser.read(arguments)
    speed = _speed(asked.speed)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "ivrsim call needs a terminal to press keys at; without one: ivrsim play FLOW --caller '9 silence 1'"
        )
    from simulator.callers.transcript import recap
    from simulator.cli.opened import opened
    from simulator.cli.screen import say
    from simulator.tui.app import run as call

    record = call(opened(asked), speed=speed)
    if record is not None:
        say(recap(record))
    return 0


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 1 <= speed <= SPEED_MOST:
        raise UsageError(f"--speed {text}: a number from 1 to {SPEED_MOST:g} is accepted")
    return speed
