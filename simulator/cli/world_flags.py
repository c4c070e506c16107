"""``--at`` and ``--given``: the world in which calls are made."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from simulator.cli.arguments import Parser
from simulator.config.flow import Flow
from simulator.errors import ScriptError, UsageError
from simulator.fast_classes import NamedTuple

if TYPE_CHECKING:  # a third of what show starts with, and most command lines have neither flag
    from simulator.callers.fixed_answers import FixedAnswers
    from simulator.callers.world import WorldSettings


class WorldFlags(NamedTuple):
    """The moment of the calls (empty: none) and what is given, by name."""

    at: str
    given: dict[str, Any]


def add_world(parser: Parser) -> None:
    """Let a command say when calls are made, and what the world answers."""
    parser.add_argument(
        "--at", metavar="MOMENT", help="when the call is made: '25 Dec 2026 21:00', 2026-12-25T21:00, now, 'Sat 10:00'"
    )
    add_given(parser)


def add_given(parser: Parser) -> None:
    """Let a command say what the world answers."""
    parser.add_argument(
        "--given",
        metavar="'NAME: ANSWER'",
        action="append",
        default=[],
        help="what the world answers: 'office: closed', 'Booking desk: no answer', 'everyone: busy' (repeatable)",
    )


def read_world(options: argparse.Namespace, flow: Flow) -> WorldFlags:
    """The flags' meaning in a flow. Raises ``UsageError`` for a moment or an answer that cannot be read.

    Moments such as ``now`` and ``tomorrow 20:00`` are turned into instants here: only commands know what time it is.
    """
    return WorldFlags(_read_at(flow, options.at) if options.at is not None else "", read_given(options.given))


def read_fixed(options: argparse.Namespace, flow: Flow) -> FixedAnswers:
    """Read the answers that the flags fix for an analysis. Raises ``UsageError`` as ``read_world`` does."""
    from simulator.callers.fixed_answers import fixed_answers

    return fixed_answers(read_settings(options, flow))


def read_settings(options: argparse.Namespace, flow: Flow) -> WorldSettings:
    """The world that an analysis holds fixed. Raises ``UsageError`` for what the flow does not have."""
    from simulator.callers.given_answers import parse_given
    from simulator.callers.rehearsal import read_moment
    from simulator.callers.world import WorldSettings

    flags = read_world(options, flow)
    moment = read_moment(flow, flags.at).instant if flags.at else None
    return WorldSettings(flow, moment, parse_given(flags.given))


def _read_at(flow: Flow, text: str) -> str:
    from simulator.calendar.moments import parse_moment
    from simulator.calendar.zones import load_zone
    from simulator.callers.rehearsal import read_moment

    zone = load_zone(flow.timezone) if flow.timezone else None
    try:
        moment = parse_moment(text, zone, datetime.now(UTC))
    except ValueError as error:
        raise UsageError(f"--at: {error}") from None
    try:
        read_moment(flow, text)
    except ScriptError:  # it depends on the clock
        return moment.instant.astimezone(zone or UTC).isoformat()
    return text


def read_given(lines: list[str]) -> dict[str, Any]:
    """Read the answers of ``--given``, by name. Raises ``UsageError`` for one that cannot be read."""
    if not lines:
        return {}
    from simulator.callers.given_answers import parse_given_line

    given: dict[str, Any] = {}
    for line in lines:
        try:
            name, answer = parse_given_line(line)
        except ValueError as error:
            raise UsageError(f"--given: {error}") from None
        if name in given:
            message = f"{name} is given twice; use it once, or write a list of answers in a caller script"
            raise UsageError(f"--given: {message}")
        given[name] = answer
    return given
