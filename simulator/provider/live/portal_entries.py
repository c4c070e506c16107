"""The entries for the provider's portal: a schedule's time group, one line per range, and its holidays.

A time group is ``{name, from_time[], to_time[], days, dates[1..31], months[]}``: it has neither a year nor a zone,
and a range in it ends on the day on which it starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from simulator.config.schedules import (
    DAY_MINUTES,
    DAY_NAMES,
    MONTH_NAMES,
    Holiday,
    Schedule,
    TimeRange,
    WeeklyHours,
    clock_time,
)
from simulator.provider.live.time_group import describe_ranges

HOLIDAYS_MOST = 40
"""How many holidays are listed; more are counted."""

MONTHS_MOST = 12
"""In how many months the dates of one holiday are listed."""


class PortalRange(NamedTuple):
    """One range of the time group ``name`` in the provider's fields; without ``dates`` or ``months`` all of them count.

    ``note`` says what the fields cannot.
    """

    from_time: str
    to_time: str
    days: tuple[str, ...]
    dates: tuple[int, ...] = ()
    months: tuple[str, ...] = ()
    note: str = ""
    name: str = ""

    def __str__(self) -> str:
        limits = [("days", self.days), ("dates", self.dates), ("months", self.months)]
        fields = [f"{name} {','.join(map(str, values))}" for name, values in limits if values]
        note = f" ({self.note})" if self.note else ""
        return f"{self.name}: from_time {self.from_time}, to_time {self.to_time}, {', '.join(fields)}{note}"

    @property
    def json(self) -> dict[str, Any]:
        """The range as JSON values."""
        fields = {
            "name": self.name,
            "from_time": self.from_time,
            "to_time": self.to_time,
            "days": [*self.days],
            "dates": [*self.dates],
            "months": [*self.months],
        }
        return fields | ({"note": self.note} if self.note else {})


class PortalHoliday(NamedTuple):
    """A holiday by date: ``when`` is a date or a span, ``entries`` its days in each month, as a time group has them."""

    when: str
    name: str
    ranges: tuple[TimeRange, ...]
    entries: tuple[tuple[tuple[int, ...], str], ...]

    def __str__(self) -> str:
        fields = "; ".join(f"dates {_number_runs(dates)}, months {month}" for dates, month in self.entries)
        return f"{self.when}{f' {self.name}' if self.name else ''}: {describe_ranges(self.ranges)} ({fields})"

    @property
    def json(self) -> dict[str, Any]:
        """The holiday as JSON values."""
        return {
            "when": self.when,
            "name": self.name,
            "open": [str(one_range) for one_range in self.ranges],
            "entries": [{"dates": [*dates], "months": [month]} for dates, month in self.entries],
        }


def portal_ranges(schedule: Schedule) -> Iterator[PortalRange]:
    """Yield the lines of a schedule's time groups, in the order of its hours.

    >>> late = WeeklyHours(frozenset({4}), (TimeRange(1320, 1800),))
    >>> [str(line) for line in portal_ranges(Schedule("late", (late,)))]
    ['late 1: from_time 22:00, to_time 24:00, days fri', 'late 2: from_time 00:00, to_time 06:00, days sat']
    """
    ranges = [entry for line in schedule.hours for one_range in line.ranges for entry in _range_lines(line, one_range)]
    # The documented body has lists of times, but one set of days, dates and months: each set is a group of its own.
    sets = [*dict.fromkeys((entry.days, entry.dates, entry.months) for entry in ranges)]
    for entry in ranges:
        number = f" {sets.index((entry.days, entry.dates, entry.months)) + 1}" if len(sets) > 1 else ""
        yield entry._replace(name=f"{schedule.key}{number}")


def _range_lines(line: WeeklyHours, one_range: TimeRange) -> Iterator[PortalRange]:
    dates = tuple(sorted(line.days_of_month or ()))
    months = tuple(MONTH_NAMES[month - 1].lower() for month in sorted(line.months or ()))
    start, end = clock_time(one_range.start), clock_time(min(one_range.end, DAY_MINUTES))
    if not one_range.passes_midnight:
        yield PortalRange(start, end, _day_names(line.days), dates, months)
        return
    late_end = clock_time(one_range.end - DAY_MINUTES)
    if dates or months:
        # The day after the last of a month has another date and another month: fields of one line cannot say that.
        note = f"goes on until {late_end} of the day after, which needs a line of its own"
        yield PortalRange(start, end, _day_names(line.days), dates, months, note)
        return
    yield PortalRange(start, end, _day_names(line.days))
    yield PortalRange(clock_time(0), late_end, _day_names(frozenset((day + 1) % 7 for day in line.days)))


def _day_names(days: frozenset[int]) -> tuple[str, ...]:
    return tuple(DAY_NAMES[day].lower() for day in sorted(days))


def portal_holidays(schedule: Schedule, since: date) -> tuple[PortalHoliday, ...]:
    """The holidays that are not over, in order of their dates; one that a later line replaces is left out."""
    lines = sorted(
        (holiday.first, place, holiday)
        for place, holiday in enumerate(schedule.holidays)
        if holiday.last >= since and not _is_replaced(schedule, place)
    )
    return tuple(_holiday_line(holiday) for _, _, holiday in lines)


def _is_replaced(schedule: Schedule, place: int) -> bool:
    holiday = schedule.holidays[place]
    later_lines = schedule.holidays[place + 1 :]
    return any(later.covers(holiday.first) and later.covers(holiday.last) for later in later_lines)


def _holiday_line(holiday: Holiday) -> PortalHoliday:
    when = f"{holiday.first}" if holiday.first == holiday.last else f"{holiday.first}/{holiday.last}"
    entries: list[tuple[tuple[int, ...], str]] = []
    first = holiday.first
    while first <= holiday.last and len(entries) < MONTHS_MOST:
        next_month = (first.replace(day=1) + timedelta(31)).replace(day=1)
        last = min(holiday.last, next_month - timedelta(1))
        entries.append((tuple(range(first.day, last.day + 1)), MONTH_NAMES[first.month - 1].lower()))
        first = next_month
    return PortalHoliday(when, holiday.name, holiday.ranges, tuple(entries))


def _number_runs(numbers: tuple[int, ...]) -> str:
    return f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
