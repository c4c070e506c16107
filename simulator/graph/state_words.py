"""Worlds in words: how the schedules stand in some of them, as far as that tells these from the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.config.routes import SCHEDULE_ANSWERS, ScheduleAnswer
from simulator.graph.plain_words import join_words, visible
from simulator.graph.state_conditions import StateCondition, cover_states
from simulator.graph.worlds import FlowWorld, ScheduleStates

PHRASES_MOST = 3
"""Conditions that a sentence states before it only counts the others."""

_WORDS = {"open": "open", "closed": "closed", "holiday": "on holiday"}


def describe_states(some: Sequence[ScheduleStates], every: Sequence[ScheduleStates]) -> str:
    """Return how the schedules stand in some of the worlds; empty where they are all.

    >>> office = [{"office": "open"}, {"office": "closed"}, {"office": "holiday"}]
    >>> describe_states(office[1:], office)
    'office is closed'
    """
    phrases = [_condition_words(condition) for condition in cover_states(some, every) if condition]
    if len(phrases) > PHRASES_MOST:
        phrases = [*phrases[:PHRASES_MOST], f"in {len(phrases) - PHRASES_MOST} other cases"]
    return ", or ".join(phrases)


def describe_worlds(some: Iterable[FlowWorld], every: Iterable[FlowWorld]) -> str:
    """The same of flows in their worlds."""
    inside, anywhere = ([states for world in worlds for states in world.every_states] for worlds in (some, every))
    return describe_states(inside, anywhere)


def _condition_words(condition: StateCondition) -> str:
    return join_words([f"{visible(key)} is {_accepted_words(accepted)}" for key, accepted in condition.items()])


def _accepted_words(accepted: set[ScheduleAnswer]) -> str:
    """``closed`` also for holidays: to callers they mostly are."""
    if accepted == {"closed", "holiday"}:
        return "closed"
    return " or ".join(_WORDS[state] for state in SCHEDULE_ANSWERS if state in accepted)
