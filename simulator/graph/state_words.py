"""Worlds in words: how the schedules stand in some of them, as far as that tells these from the others.

A greedy search: from the states of one world, every state that lets in no other world is let in as well, and every
schedule that keeps none out goes unsaid. What is left of the worlds is said in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.config.routes import SCHEDULE_ANSWERS, ScheduleAnswer
from simulator.graph.plain_words import join_words, visible
from simulator.graph.worlds import FlowWorld, ScheduleStates

PHRASES_MOST = 3
"""Conditions that a sentence states before it only counts the others."""

_WORDS = {"open": "open", "closed": "closed", "holiday": "on holiday"}

_Condition = dict[str, set[ScheduleAnswer]]
"""The states that each schedule may be in; a schedule that is not named may be in any."""


def describe_states(some: Sequence[ScheduleStates], every: Sequence[ScheduleStates]) -> str:
    """Return how the schedules stand in some of the worlds; empty where they are all.

    >>> office = [{"office": "open"}, {"office": "closed"}, {"office": "holiday"}]
    >>> describe_states(office[1:], office)
    'office is closed'
    """
    phrases = [_condition_words(condition) for condition in _cover_worlds(some, every) if condition]
    if len(phrases) > PHRASES_MOST:
        phrases = [*phrases[:PHRASES_MOST], f"in {len(phrases) - PHRASES_MOST} other cases"]
    return ", or ".join(phrases)


def describe_worlds(some: Iterable[FlowWorld], every: Iterable[FlowWorld]) -> str:
    """The same of flows in their worlds."""
    inside, anywhere = ([states for world in worlds for states in world.every_states] for worlds in (some, every))
    return describe_states(inside, anywhere)


def _cover_worlds(some: Sequence[ScheduleStates], every: Sequence[ScheduleStates]) -> list[_Condition]:
    """The fewest conditions that the search finds to hold in exactly these of the worlds."""
    conditions: list[_Condition] = []
    excluded = [states for states in every if states not in some]
    for states in some:
        if any(_holds(condition, states) for condition in conditions):
            continue
        condition: _Condition = {key: {state} for key, state in states.items()}
        for key in states:
            for state in SCHEDULE_ANSWERS:
                wider = {**condition, key: condition[key] | {state}}
                if any(other[key] == state for other in every) and not _holds_in_any(wider, excluded):
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
    return join_words([f"{visible(key)} is {_accepted_words(accepted)}" for key, accepted in condition.items()])


def _accepted_words(accepted: set[ScheduleAnswer]) -> str:
    """``closed`` also for holidays: to callers they mostly are."""
    if accepted == {"closed", "holiday"}:
        return "closed"
    return " or ".join(_WORDS[state] for state in SCHEDULE_ANSWERS if state in accepted)
