"""``--callers`` and when they call: the flags of commands about many callers."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TypeVar

from simulator.callers.persona import Persona
from simulator.callers.persona_file import SHIPPED, load_personas, reaction_problem, shipped_persona
from simulator.cli.arguments import Parser
from simulator.cli.period_flag import add_during
from simulator.config.flow import Flow
from simulator.errors import FlowError, UsageError
from simulator.graph.odds.stay_library import LateReaction

Figures = TypeVar("Figures")

FIRST_TIME = "first-time"
"""The shipped persona that calls where the command line names no file."""


def add_callers(parser: Parser) -> None:
    """Let a command take a file of personas."""
    parser.add_argument(
        "--callers",
        metavar="PERSONAS",
        help=f"a file of personas, or {SHIPPED} (default: the shipped persona {FIRST_TIME})",
    )


def read_personas(source: str | None, flow: Flow, other: Flow | None = None) -> tuple[Persona, ...]:
    """Return the personas of a file, or the shipped one; ``other`` is a flow whose names they may use, too."""
    if source is None:
        return (shipped_persona(FIRST_TIME, flow),)
    return load_personas(source, flow, other)


def add_span(parser: Parser) -> None:
    """Let a command look at a week or a period of calls."""
    parser.add_argument("--week", action="store_true", help="over an ordinary week of the schedules, without holidays")
    add_during(parser, "over a period: 2026-12-21/2026-12-29")


def refuse_two_moments(options: argparse.Namespace) -> None:
    """Raise ``UsageError`` where two flags say when calls are made."""
    flags = [
        flag for flag, value in (("--at", options.at), ("--week", options.week), ("--during", options.during)) if value
    ]
    if len(flags) > 1:
        raise UsageError(f"{' and '.join(flags)} both say when calls are made; use one of them")


def place_late_reactions(
    source: str | None, personas: Sequence[Persona], compute: Callable[[Sequence[Persona]], Figures]
) -> Figures:
    """Return the figures of personas of a file.

    Raises ``FlowError`` with the place of every reaction that comes too late in the flow.
    """
    try:
        return compute(personas)
    except LateReaction as late:
        if source is None:
            raise UsageError(f"{late} (of a persona of your own: ivrsim odds --print-personas)") from None
    problems = []
    for persona in personas:
        try:
            compute((persona,))
        except LateReaction as late:
            problems.append(reaction_problem(source, persona.name, str(late)))
    raise FlowError(problems)
