"""Schedules as data: weekly hours, holidays and switches. No clock and no zone is asked here.

Days, times and dates are those of the flow's own zone. A range is half-open and belongs to the day on which
it starts: ``Fri 22:00-06:00`` goes on into Saturday. ``simulator.calendar`` asks them at a moment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date, timedelta
from heapq import heappop, heappush
from operator import itemgetter
from typing import Any

from simulator.config.value_rules import quote_value
from simulator.fast_classes import NamedTuple, dataclass

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_MINUTES = 24 * 60

_ACCEPTED = 'use DAYS HH:MM-HH:MM, such as "Mon-Thu 09:00-17:30" or "daily 00:00-24:00"'
_RANGE = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class TimeRange(NamedTuple):
    """A time of day from ``start`` to just before ``end``, in minutes from midnight.

    ``end`` is above 1,440 where the range passes midnight: ``22:00-06:00`` is (1320, 1800).
    """

    start: int
    end: int

    def __str__(self) -> str:
        return f"{clock_time(self.start)}-{clock_time(self.end if self.end <= DAY_MINUTES else self.end - DAY_MINUTES)}"

    @property
    def passes_midnight(self) -> bool:
        """Return whether the range ends on the day after the one on which it starts."""
        return self.end > DAY_MINUTES


class WeeklyHours(NamedTuple):
    """One line of hours: on these weekdays (0 is Monday), and where limited, days of the month and months.

    ``written`` is the line as its author wrote it.
    """

    days: frozenset[int]
    ranges: tuple[TimeRange, ...]
    days_of_month: frozenset[int] | None = None
    months: frozenset[int] | None = None
    written: str = ""

    def covers(self, day: date) -> bool:
        """Return whether the line holds for what starts on a date."""
        return (
            day.weekday() in self.days
            and (self.days_of_month is None or day.day in self.days_of_month)
            and (self.months is None or day.month in self.months)
        )


class Holiday(NamedTuple):
    """Dates on which other hours hold: ``ranges`` in place of the weekly ones; none: closed all day."""

    first: date
    last: date
    name: str = ""
    ranges: tuple[TimeRange, ...] = ()

    def covers(self, day: date) -> bool:
        """Return whether a date is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Schedule:
    """When something is open. ``key`` is its name in flow.yaml.

    Of several holidays on one date the last holds. A ``is_switch`` has neither hours nor holidays: somebody
    sets it by hand, and no calendar knows how it stands.
    """

    key: str
    hours: tuple[WeeklyHours, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    is_switch: bool = False
    _spans: list[tuple[date, Holiday | None]] = field(default_factory=list, init=False, repr=False, compare=False)
    """The days on which another holiday begins to hold, or none does; made when it is first asked for."""

    def holiday_on(self, day: date) -> Holiday | None:
        """The holiday that holds on a date; None: an ordinary day."""
        if not self.holidays:
            return None
        if not self._spans:
            self._spans.extend(_holiday_spans(self.holidays))
        place = bisect_right(self._spans, day, key=itemgetter(0)) - 1
        return self._spans[place][1] if place >= 0 else None

    def ranges_on(self, day: date) -> tuple[TimeRange, ...]:
        """Return what starts on a date, merged and in order of time."""
        holiday = self.holiday_on(day)
        if holiday is not None:
            return merge_ranges(holiday.ranges)
        return merge_ranges([span for line in self.hours if line.covers(day) for span in line.ranges])


def _holiday_spans(holidays: Sequence[Holiday]) -> Iterator[tuple[date, Holiday | None]]:
    """Each day on which another holiday begins to hold, with that holiday; the last of several on one day holds.

    A sweep over the first and the day after the last of each: ten thousand holidays are asked about every day of years.
    """
    edges: dict[date, None] = {}
    starting: dict[date, list[int]] = {}
    for place, holiday in enumerate(holidays):
        starting.setdefault(holiday.first, []).append(-place)
        edges |= {holiday.first: None, holiday.last + timedelta(days=1): None}
    running: list[int] = []  # negative places, so that the last in the list is the first of the heap
    for day in sorted(edges):
        for place in starting.get(day, ()):
            heappush(running, place)
        while running and holidays[-running[0]].last < day:
            heappop(running)
        yield day, holidays[-running[0]] if running else None


def merge_ranges(ranges: Sequence[TimeRange]) -> tuple[TimeRange, ...]:
    """The union of ranges of one day, in order of time.

    >>> merge_ranges([TimeRange(600, 720), TimeRange(540, 660)])
    (TimeRange(start=540, end=720),)
    """
    merged: list[TimeRange] = []
    for span in sorted(ranges):
        if merged and span.start <= merged[-1].end:
            merged[-1] = TimeRange(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def clock_time(minutes: int) -> str:
    """Minutes from midnight as ``HH:MM``; 1,440 is ``24:00``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_range(text: str) -> TimeRange:
    """``09:00-17:30`` as minutes. Raises ``ValueError`` that says what would be accepted.

    >>> parse_range("22:00-06:00")
    TimeRange(start=1320, end=1800)
    """
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{quote_value(text)} is not a time range; use HH:MM-HH:MM, such as 09:00-17:30")
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in match.groups())
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if max(from_minute, to_minute) > 59 or start >= DAY_MINUTES or end > DAY_MINUTES:
        raise ValueError(f"{quote_value(text)} has a time that does not exist; use 00:00 to 24:00")
    if start == end:
        raise ValueError(f"{quote_value(text)} starts and ends at the same time; for a whole day use 00:00-24:00")
    return TimeRange(start, end if end > start else end + DAY_MINUTES)


def parse_ranges(value: Any) -> tuple[TimeRange, ...]:
    """Ranges of one day from ``09:00-12:00, 13:00-16:00`` or a list of such. Raises ``ValueError``."""
    texts = value if isinstance(value, list) else [value]
    ranges: list[TimeRange] = []
    for text in texts:
        if not isinstance(text, str):
            raise ValueError(f"{quote_value(text)} is not a time range; use HH:MM-HH:MM, such as 09:00-12:00")
        ranges += [parse_range(part) for part in text.split(",")]
    return tuple(ranges)


def parse_hours(line: Any) -> WeeklyHours:
    """One line of hours: ``DAYS RANGE[, RANGE]``, or FreePBX's ``TIME|WEEKDAYS|DAYS|MONTHS``. Raises ``ValueError``.

    >>> parse_hours("Sat-Mon 10:00-16:00").days == {5, 6, 0}
    True
    >>> parse_hours("09:00-17:30|mon-fri|*|dec").months == {12}
    True
    """
    if not isinstance(line, str) or not line.strip():
        raise ValueError(f"{quote_value(line)} is not a line of hours; {_ACCEPTED}")
    if "|" in line:
        return _parse_freepbx_hours(line)
    # The first digit divides days from times. One pattern for both would try every way to share out the spaces
    # between them, which takes minutes for a line of a few thousand spaces.
    digit = re.search(r"\d", line)
    days = line[: digit.start()].strip() if digit else line
    if digit is None or not days:
        what = "names no days" if digit else "names no time"
        raise ValueError(f"{quote_value(line)} {what}; {_ACCEPTED}")
    return WeeklyHours(_parse_days(days), parse_ranges(line[digit.start() :]), written=line)


def _parse_days(text: str) -> frozenset[int]:
    if text.lower() == "daily":
        return frozenset(range(7))
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in re.sub("–", "-", part).partition("-"))
        days |= _names_between(first, last if dash else first, DAY_NAMES, part)
    return frozenset(days)


def _names_between(first: str, last: str, names: Sequence[str], part: str) -> set[int]:
    """The places of the names from one to another; a range may wrap (``Sat-Mon``)."""
    folded = [name.lower() for name in names]
    if first.lower() not in folded or last.lower() not in folded:
        raise ValueError(f"{quote_value(part.strip())} names no days; use Mon to Sun, Mon-Fri, Sat,Sun or daily")
    start, end = folded.index(first.lower()), folded.index(last.lower())
    return {(start + step) % len(names) for step in range((end - start) % len(names) + 1)}


def _parse_freepbx_hours(line: str) -> WeeklyHours:
    fields = [text.strip() for text in line.split("|")]
    if len(fields) != 4:
        raise ValueError(
            f"{quote_value(line)} has {len(fields)} fields; FreePBX writes TIME|WEEKDAYS|DAYS OF MONTH|MONTHS, "
            "such as 09:00-17:30|mon-fri|*|*"
        )
    time, weekdays, month_days, months = fields
    ranges = (TimeRange(0, DAY_MINUTES),) if time == "*" else (parse_range(time),)
    days = _freepbx_places(weekdays, DAY_NAMES, "weekdays")
    month_places = _freepbx_places(months, MONTH_NAMES, "months")
    return WeeklyHours(
        frozenset(range(7)) if days is None else days,
        ranges,
        _freepbx_days_of_month(month_days),
        None if month_places is None else frozenset(place + 1 for place in month_places),
        line,
    )


def _freepbx_places(text: str, names: Sequence[str], what: str) -> frozenset[int] | None:
    if text == "*":
        return None
    places: set[int] = set()
    for part in text.split("&"):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        try:
            places |= _names_between(first, last if dash else first, names, part)
        except ValueError:
            example = f"{names[0].lower()}-{names[4].lower()}"
            raise ValueError(f"{quote_value(text)} names no {what}; use * or {example}") from None
    return frozenset(places)


def _freepbx_days_of_month(text: str) -> frozenset[int] | None:
    if text == "*":
        return None
    days: set[int] = set()
    for part in text.split("&"):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        bounds = (first, last if dash else first)
        if not all(re.fullmatch("[0-9]{1,2}", bound) and 1 <= int(bound) <= 31 for bound in bounds):
            raise ValueError(f"{quote_value(text)} names no days of a month; use *, 25 or 1-7")
        start, end = int(bounds[0]), int(bounds[1])
        days |= {(start - 1 + step) % 31 + 1 for step in range((end - start) % 31 + 1)}
    return frozenset(days)


def parse_date(value: Any) -> date:
    """A date as YYYY-MM-DD, years 1000 to 9998. Raises ``ValueError``."""
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"{quote_value(value)} is a date that does not exist") from None
        if 1000 <= day.year < 9999:  # the day after must exist, and so must every year that code prints with 4 digits
            return day
        raise ValueError(f"{quote_value(value)} lies too far away; use a year from 1000 to 9998")
    raise ValueError(f"{quote_value(value)} is not a date; use a date such as 2026-12-24")


def parse_dates(value: Any) -> tuple[date, date]:
    """The first and the last of some dates: ``2027-08-02/2027-08-13``, or one date. Raises ``ValueError``."""
    if not isinstance(value, str):
        raise ValueError(f"{quote_value(value)} is not a span of dates; use one such as 2027-08-02/2027-08-13")
    first, slash, last = value.partition("/")
    if not slash and not _DATE.fullmatch(value.strip()):
        raise ValueError(f"{quote_value(value)} is not a span of dates; use one such as 2027-08-02/2027-08-13")
    start = parse_date(first)
    end = parse_date(last) if slash else start
    if end < start:
        raise ValueError(f"{quote_value(value)} ends before it starts; exchange the two dates")
    return start, end
