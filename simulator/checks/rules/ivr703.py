"""Ranges of hours that overlap or repeat.

## What it does

Reports two ranges of one schedule that are open at the same time on some day: on one line, on two lines, or after
midnight, where a range of the day before goes on. Ranges of one holiday are compared too. Ranges that only touch
(``09:00-12:00, 12:00-17:00``) are not reported, nor is a holiday on the date of another, where the later one holds.

## Why is it bad

The schedule is open in both, so nothing is lost, but one of the two adds nothing, or is not what was meant.
When the hours change later, one line is edited and the other keeps the schedule open.

## Example

    open: ["Mon-Fri 09:00-17:00", "Wed 08:00-10:00"]

## Use instead

    open: ["Mon,Tue,Thu,Fri 09:00-17:00", "Wed 08:00-17:00"]

## Source

No outside source: a fact about the schedule. In FreePBX and the provider's portal, too, a time group is open where
one of its lines is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.schedule_hours import HoursLine, hours_lines, list_days
from simulator.config.schedules import DAY_MINUTES, DAY_NAMES, Schedule, TimeRange, WeeklyHours, clock_time

RULE = Rule("IVR703", "hours-overlap", "warning")

_EVERY_DAY = frozenset(range(7))

_DATES = tuple(date(2024, 1, 1) + timedelta(days=day) for day in range(366 + 365))
"""A leap year and an ordinary one: each pair of neighbouring dates falls on every weekday in some year."""


class _Overlap(NamedTuple):
    """Two ranges that are open at the same time, on days on which the second starts, so many days after the first."""

    earlier: TimeRange
    later: TimeRange
    days: tuple[int, ...]
    days_later: int


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare the ranges of every schedule."""
    for schedule in subject.flow.schedules.values():
        lines = hours_lines(subject, schedule)
        for line in lines:
            yield from _find_within(subject, line)
        for number, second in enumerate(lines):
            overlaps = ((first, _find_overlap(first.hours, second.hours)) for first in lines[:number])
            # one finding for each line is enough: who mends it looks at the others anyway
            first, overlap = next((pair for pair in overlaps if pair[1] is not None), (second, None))
            if overlap is not None:
                message = f'"{second.hours.written}" {_describe_overlap(first, second, overlap)}'
                yield subject.document_finding(RULE, second.path, message)
        yield from _find_in_holidays(subject, schedule)


def _find_within(subject: CheckedFlow, line: HoursLine) -> Iterator[Finding]:
    """Compare the ranges of one line."""
    for first, second in combinations(line.hours.ranges, 2):
        if _is_same_time(first, second):
            message = (
                f'"{line.hours.written}" is open from {first} and from {second}, which {_relation_verb(first, second)}'
            )
            yield subject.document_finding(RULE, line.path, f"{message}; write one range")


def _find_in_holidays(subject: CheckedFlow, schedule: Schedule) -> Iterator[Finding]:
    for holiday in schedule.holidays:
        for first, second in combinations(holiday.ranges, 2):
            if _is_same_time(first, second):
                what = f"{holiday.name} ({holiday.first})" if holiday.name else f"the holiday of {holiday.first}"
                message = f"{what} is open from {first} and from {second}, which {_relation_verb(first, second)}"
                yield subject.document_finding(
                    RULE, ("schedules", schedule.key, "holidays"), f"{message}; write one range"
                )


def _relation_verb(first: TimeRange, second: TimeRange) -> str:
    return "are the same" if first == second else "overlap"


def _is_same_time(first: TimeRange, second: TimeRange, days_later: int = 0) -> bool:
    """Return whether two ranges share a minute where the second starts some days after the first."""
    shift = days_later * DAY_MINUTES
    return first.start < second.end + shift and second.start + shift < first.end


def _find_overlap(first: WeeklyHours, second: WeeklyHours) -> _Overlap | None:
    """Return the first two ranges of two lines that are open at the same time on some day."""
    for days_later in (0, 1, -1):  # a range that passes midnight meets those of the next day
        pairs = ((earlier, later) for earlier in first.ranges for later in second.ranges)
        meeting = next((pair for pair in pairs if _is_same_time(*pair, days_later)), None)
        if meeting is not None and (days := _shared_days(first, second, days_later)):
            return _Overlap(*meeting, days, days_later)
    return None


def _shared_days(first: WeeklyHours, second: WeeklyHours, days_later: int) -> tuple[int, ...]:
    """Return the weekdays on which the second line starts as many days after the first; none: no date has both."""
    days = tuple(day for day in sorted(second.days) if (day - days_later) % 7 in first.days)
    if any((first.days_of_month, first.months, second.days_of_month, second.months)):
        earlier, later = (hours._replace(days=_EVERY_DAY) for hours in (first, second))
        shift = timedelta(days=days_later)
        if not any(later.covers(day) and earlier.covers(day - shift) for day in _DATES):
            return ()
    return days


def _describe_overlap(first: HoursLine, second: HoursLine, overlap: _Overlap) -> str:
    if _same_hours(first.hours, second.hours):
        return f"repeats {first.name}; remove one of the two"
    earlier, later = overlap.earlier, overlap.later
    days = list_days(overlap.days, DAY_NAMES)
    if overlap.days_later == 1:
        until = clock_time(earlier.end - DAY_MINUTES)
        return f"begins on {days} while {first.name} of the day before is open until {until}; begin after it"
    if overlap.days_later == -1:
        until = clock_time(later.end - DAY_MINUTES)
        return f"goes on from {days} until {until} of the next day, into {first.name}; end before it"
    return f"overlaps {first.name} on {days}; the schedule is open in both: write each day's hours once"


def _same_hours(first: WeeklyHours, second: WeeklyHours) -> bool:
    return first._replace(written="") == second._replace(written="")
