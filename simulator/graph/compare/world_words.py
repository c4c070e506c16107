"""Worlds in words: while which schedules are open, closed or on holiday, and who picks up."""

from __future__ import annotations

from collections.abc import Container, Sequence

from simulator.callers.caller_script import CallerScript
from simulator.config.routes import SCHEDULE_ANSWERS
from simulator.graph.compare.paired_worlds import WorldPair
from simulator.graph.plain_words import join_words, visible
from simulator.graph.state_conditions import StateCondition, cover_states

PHRASES_MOST = 3
"""Conditions that a sentence states before it only counts the worlds that are left."""

_WORDS = {"open": "open", "closed": "closed", "holiday": "on holiday"}


def while_phrase(worlds: Sequence[WorldPair], compared: Sequence[WorldPair]) -> str:
    """Some of the worlds that were compared, such as *while the office is closed*; empty where they are all."""
    conditions = cover_states([world.states for world in worlds], [world.states for world in compared])
    phrases = [_condition_words(condition) for condition in conditions if condition]
    if len(phrases) > PHRASES_MOST:
        phrases = [*phrases[:PHRASES_MOST], f"in {len(phrases) - PHRASES_MOST} other cases"]
    return ", or ".join(phrases)


def given_phrase(script: CallerScript, unsaid: Container[str] = ()) -> str:
    """What a caller script gives of the world, such as *Booking desk: no answer*, without some of the names."""
    return "; ".join(
        f"{visible(name)}: {_answers(value)}" for name, value in script.given.items() if name not in unsaid
    )


def _answers(value: object) -> str:
    return ", then ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _condition_words(condition: StateCondition) -> str:
    return "while " + join_words(
        [
            f"the {visible(key)} is {' or '.join(_WORDS[state] for state in SCHEDULE_ANSWERS if state in accepted)}"
            for key, accepted in condition.items()
        ]
    )
