"""Hours that begin or end at a time that the clocks skip or show twice.

## What it does

Reports a line whose range begins or ends, on a day on which the clocks change, at a time that does not exist that
day or that happens twice. The days are those of the years that the flow's holidays cover, else of 2026 and 2027.
A boundary at which nothing changes (midnight of hours around the clock) is not reported.

## Why is it bad

ivrsim moves a boundary that is skipped to the first moment after the gap, and takes one that happens twice the first
time. A telephone system may treat it differently, and then calls go elsewhere than planned for an hour of that night.

## Example

    timezone: Europe/London
    schedules:
      hotline: {open: ["Sun 01:30-06:00"]}

## Use instead

    schedules:
      hotline: {open: ["Sun 03:00-06:00"]}

If that hour does not matter, silence the finding with that reason.

## Source

The rules of the IANA time zone database for the flow's zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.schedule_hours import HoursLine, hours_lines
from simulator.config.flow import Flow
from simulator.config.schedules import DAY_MINUTES, DAY_NAMES, MONTH_NAMES, Schedule
from simulator.words.phrases import join_words

RULE = Rule("IVR709", "hours-at-a-change-of-the-clocks", "info")

_YEARS = (2026, 2027)
"""The years that are looked at where a flow has no holidays; no clock is asked."""

_NAMED_MOST = 4


class _Change(NamedTuple):
    """A day on which the clocks change, and the times of that day that are skipped, or else shown twice."""

    day: date
    skips: bool
    minutes: frozenset[int]


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare the ranges of every line with the days on which the clocks change."""
    flow = subject.flow
    timed = [schedule for schedule in flow.schedules.values() if schedule.hours]
    changes = _clock_changes(flow) if timed and flow.timezone else []
    for schedule in timed if changes else ():
        for line in hours_lines(subject, schedule):
            when = [words for change in changes for words in _boundary_words(schedule, line, change)]
            if when:
                more = f" and {len(when) - _NAMED_MOST} more" if len(when) > _NAMED_MOST else ""
                named = join_words(when[:_NAMED_MOST], last=", " if more else " and ")
                message = f'"{line.hours.written}" begins or ends where the clocks change in {flow.timezone}'
                yield subject.document_finding(RULE, line.path, f"{message}: {named}{more}; use another time")


def _clock_changes(flow: Flow) -> list[_Change]:
    """Return the days on which the clocks of a flow's zone change, in the years of its holidays."""
    from simulator.calendar.wall_time import offsets_at
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    changes: list[_Change] = []
    for year in _covered_years(flow):
        noon = datetime.combine(date(year, 1, 1), time(12)) - timedelta(days=1)
        for _ in range(367):
            next_noon = noon + timedelta(days=1)
            if offsets_at(noon, zone) != offsets_at(next_noon, zone):
                for day in (noon.date(), next_noon.date()):
                    walls = [(minute, offsets_at(_wall_time(day, minute), zone)) for minute in range(DAY_MINUTES)]
                    skipped = frozenset(minute for minute, offsets in walls if offsets.skipped)
                    twice = frozenset(minute for minute, offsets in walls if offsets.shown_twice)
                    changes += [_Change(day, True, skipped)] if skipped else []
                    changes += [_Change(day, False, twice)] if twice else []
            noon = next_noon
    return list(dict.fromkeys(change for change in changes if change.day.year in _covered_years(flow)))


def _wall_time(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _covered_years(flow: Flow) -> list[int]:
    holidays = [holiday for schedule in flow.schedules.values() for holiday in schedule.holidays]
    covered = {year for holiday in holidays for year in (holiday.first.year, holiday.last.year)}
    return sorted(covered) or list(_YEARS)


def _boundary_words(schedule: Schedule, line: HoursLine, change: _Change) -> Iterator[str]:
    """Yield the boundaries of a line that the clocks skip or show twice on one day."""
    before = change.day - timedelta(days=1)
    boundaries = {
        minute - shift
        for day, shift in ((before, DAY_MINUTES), (change.day, 0))
        if line.hours.covers(day) and schedule.holiday_on(day) is None
        for span in line.hours.ranges
        for minute in (span.start, span.end)
    }
    for minute in sorted(boundaries & change.minutes):
        if _changes_there(schedule, change.day, minute):
            what = "does not exist" if change.skips else "happens twice"
            day = f"{DAY_NAMES[change.day.weekday()]} {change.day.day} {MONTH_NAMES[change.day.month - 1]}"
            yield f"{minute // 60:02}:{minute % 60:02} {what} on {day} {change.day.year}"


def _changes_there(schedule: Schedule, day: date, minute: int) -> bool:
    """Return whether a schedule is open on one side of a time and closed on the other."""
    spans = [(span.start, span.end) for span in schedule.ranges_on(day)]
    spans += [
        (span.start - DAY_MINUTES, span.end - DAY_MINUTES) for span in schedule.ranges_on(day - timedelta(days=1))
    ]
    before, after = (any(start <= at < end for start, end in spans) for at in (minute - 1, minute))
    return before != after
