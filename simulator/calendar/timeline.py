"""The joint states of several schedules over a span of time, from boundary to boundary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from simulator.calendar.schedule_clock import ScheduleClock, State


class Span(NamedTuple):
    """From an instant to just before another, and the states of the schedules in that time."""

    start: datetime
    end: datetime
    states: tuple[State, ...]


def joint_spans(clocks: Sequence[ScheduleClock], start: datetime, until: datetime) -> Iterator[Span]:
    """Yield the spans between ``start`` and ``until`` in which no schedule changes, in order of time.

    The states are in the order of the clocks, which may be of different zones.
    """
    states = [clock.state_at(start) for clock in clocks]
    changes = sorted(
        (instant, place, state)
        for place, clock in enumerate(clocks)
        for instant, state in clock.changes_between(start, until)
    )
    before = start
    for instant, alike in groupby(changes, key=lambda change: change[0]):
        yield Span(before, instant, tuple(states))
        for _, place, state in alike:
            states[place] = state
        before = instant
    if before < until:
        yield Span(before, until, tuple(states))
