"""The combinations of answers that several schedules can give at one moment.

A week repeats but for holidays and for lines that name days of the month. So it is enough to look at one ordinary
week and at the days around the first and the last day of each holiday: between the two every week is alike. Where
a line names days of the month or months, 28 years stand in place of a week: after these the weekdays fall on the
same dates again. A century that is not a leap year breaks that cycle, which then needs up to 40 years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge

from simulator.calendar.schedule_clock import ScheduleClock, State
from simulator.calendar.zones import load_zone
from simulator.config.schedules import Schedule

_ORDER: tuple[State, ...] = ("open", "closed", "holiday")
_WEEKDAY_CYCLE = timedelta(days=28 * 365 + 7)
_LONGEST_CYCLE = timedelta(days=41 * 366)
_MARGIN = timedelta(days=8)
"""A whole week on each side, and a day since zones differ from UTC."""

_FIRST_ORDINARY = date(2026, 1, 5)


def state_combinations(schedules: Sequence[Schedule], timezone: str) -> list[tuple[State, ...]]:
    """Each combination of answers that some moment has, by the order of the schedules; open comes first."""
    zone = load_zone(timezone)
    clocks = [ScheduleClock(schedule, zone) for schedule in schedules]
    found: set[tuple[State, ...]] = set()
    for start, until in _periods(schedules):
        found.update(_combinations_between(clocks, start, until))
    return sorted(found, key=lambda states: tuple(map(_ORDER.index, states)))


def _combinations_between(
    clocks: Sequence[ScheduleClock], start: datetime, until: datetime
) -> Iterator[tuple[State, ...]]:
    states = [clock.state_at(start) for clock in clocks]
    yield tuple(states)
    changes = merge(
        *(
            [(instant, index, state) for instant, state in clock.changes_between(start, until)]
            for index, clock in enumerate(clocks)
        )
    )
    before: datetime | None = None
    for instant, index, state in changes:
        if before is not None and instant != before:  # changes of one instant count together
            yield tuple(states)
        before = instant
        states[index] = state
    yield tuple(states)


def _periods(schedules: Sequence[Schedule]) -> list[tuple[datetime, datetime]]:
    """The spans of time in which every combination shows, each apart from the next."""
    holidays = [holiday for schedule in schedules for holiday in schedule.holidays]
    by_month = any(line.days_of_month or line.months for schedule in schedules for line in schedule.hours)
    edges = sorted({edge for holiday in holidays for edge in (holiday.first, holiday.last)})
    spans = [(edge - _MARGIN, edge + _MARGIN) for edge in edges]
    last = max(edges, default=_FIRST_ORDINARY)
    spans.append((last, last + 2 * _MARGIN))
    if by_month:
        spans.append((_FIRST_ORDINARY, _FIRST_ORDINARY + _WEEKDAY_CYCLE))
        spans += [(holiday.first, min(holiday.last, _later(holiday.first, _LONGEST_CYCLE))) for holiday in holidays]
    merged: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return [(datetime.combine(start, time(), UTC), datetime.combine(end, time(), UTC)) for start, end in merged]


def _later(day: date, duration: timedelta) -> date:
    """A date so much later, or the last that there is."""
    return day + duration if date.max - day > duration else date.max
