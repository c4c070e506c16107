"""Worlds in words: while which schedules are open, closed or on holiday, and who picks up."""

from __future__ import annotations

from collections.abc import Container, Sequence

from simulator.callers.caller_script import CallerScript
from simulator.graph.compare.paired_worlds import WorldPair
from simulator.graph.plain_words import visible
from simulator.graph.state_words import describe_states


def while_phrase(worlds: Sequence[WorldPair], compared: Sequence[WorldPair]) -> str:
    """Some of the worlds that were compared, such as *while office is closed*; empty where they are all."""
    words = describe_states([world.states for world in worlds], [world.states for world in compared])
    return f"while {words}" if words else ""


def given_phrase(script: CallerScript, unsaid: Container[str] = ()) -> str:
    """What a caller script gives of the world, such as *Booking desk: no answer*, without some of the names."""
    return "; ".join(
        f"{visible(name)}: {_answers(value)}" for name, value in script.given.items() if name not in unsaid
    )


def _answers(value: object) -> str:
    return ", then ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
