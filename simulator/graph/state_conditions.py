"""Conditions on schedules that tell some combinations of their states from all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.config.routes import SCHEDULE_ANSWERS, ScheduleAnswer

States = Mapping[str, ScheduleAnswer]
"""The state of each schedule, by its key."""

StateCondition = dict[str, set[ScheduleAnswer]]
"""The states that each schedule may be in; a schedule that is not named may be in any."""


def cover_states(inside: Sequence[States], compared: Sequence[States]) -> list[StateCondition]:
    """The fewest conditions that a greedy search finds to hold in exactly these combinations of those compared."""
    conditions: list[StateCondition] = []
    excluded = [states for states in compared if states not in inside]
    for states in inside:
        if any(_holds(condition, states) for condition in conditions):
            continue
        condition: StateCondition = {key: {state} for key, state in states.items()}
        for key in states:  # what excludes nothing need not be said; first, since widening could make it necessary
            narrower = {name: accepted for name, accepted in condition.items() if name != key}
            if not _holds_in_any(narrower, excluded):
                condition = narrower
        for key in condition:
            for state in SCHEDULE_ANSWERS:
                also: StateCondition = {**condition, key: {state}}
                # A state that no calendar combines with the rest would be no lie, but it would mislead.
                if _holds_in_any(also, inside) and not _holds_in_any(also, excluded):
                    condition = {**condition, key: condition[key] | {state}}
        conditions.append(condition)
    for condition in list(conditions):  # a later one may say all that an earlier one does, and more
        others = [other for other in conditions if other is not condition]
        if all(any(_holds(other, states) for other in others) for states in inside):
            conditions = others
    return conditions


def _holds(condition: StateCondition, states: States) -> bool:
    return all(states[key] in accepted for key, accepted in condition.items())


def _holds_in_any(condition: StateCondition, worlds: Sequence[States]) -> bool:
    return any(_holds(condition, states) for states in worlds)
