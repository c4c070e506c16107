"""Worlds in words: while which schedules are open, closed or on holiday, and who picks up."""

from __future__ import annotations

from collections.abc import Container, Sequence

from simulator.callers.caller_script import CallerScript
from simulator.config.routes import SCHEDULE_ANSWERS, ScheduleAnswer
from simulator.graph.compare.paired_worlds import WorldPair
from simulator.graph.plain_words import join_words, visible
from simulator.graph.worlds import ScheduleStates

PHRASES_MOST = 3
"""Conditions that a sentence states before it only counts the worlds that are left."""

_WORDS = {"open": "open", "closed": "closed", "holiday": "on holiday"}

_Condition = dict[str, set[ScheduleAnswer]]
"""The states that each schedule may be in; a schedule that is not named may be in any."""


def while_phrase(worlds: Sequence[WorldPair], compared: Sequence[WorldPair]) -> str:
    """Some of the worlds that were compared, such as *while the office is closed*; empty where they are all."""
    conditions = _cover_worlds([world.states for world in worlds], [world.states for world in compared])
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


def _cover_worlds(worlds: Sequence[ScheduleStates], compared: Sequence[ScheduleStates]) -> list[_Condition]:
    """The fewest conditions that a greedy search finds to hold in exactly these of the worlds that were compared."""
    conditions: list[_Condition] = []
    excluded = [states for states in compared if states not in worlds]
    for states in worlds:
        if any(_holds(condition, states) for condition in conditions):
            continue
        condition: _Condition = {key: {state} for key, state in states.items()}
        for key in states:
            for state in SCHEDULE_ANSWERS:
                wider = {**condition, key: condition[key] | {state}}
                if any(other[key] == state for other in compared) and not _holds_in_any(wider, excluded):
                    condition = wider
        for key in states:  # what excludes nothing need not be said
            narrower = {name: accepted for name, accepted in condition.items() if name != key}
            if not _holds_in_any(narrower, excluded):
                condition = narrower
        conditions.append(condition)
    return conditions


def _holds(condition: _Condition, states: ScheduleStates) -> bool:
    return all(states[key] in accepted for key, accepted in condition.items())


def _holds_in_any(condition: _Condition, worlds: Sequence[ScheduleStates]) -> bool:
    return any(_holds(condition, states) for states in worlds)


def _condition_words(condition: _Condition) -> str:
    return "while " + join_words(
        [
            f"the {visible(key)} is {' or '.join(_WORDS[state] for state in SCHEDULE_ANSWERS if state in accepted)}"
            for key, accepted in condition.items()
        ]
    )
