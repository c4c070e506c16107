"""Dates of holidays on their way from a source to a file, and the years that they are asked for."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from simulator.config.schedules import DAY_MINUTES, Holiday, clock_time
from simulator.config.value_rules import quote_value

YEARS_MOST = 50
"""How many years one list covers: nobody plans further, and every source has to work each of them out."""

_YEARS = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{4}))?", re.ASCII)


class PartialClosure(NamedTuple):
    """Something that closes a part of a day; its ``start`` and ``end`` are minutes from midnight."""

    day: date
    start: int
    end: int
    name: str = ""

    def __str__(self) -> str:
        return clock_time(self.start) + (f"-{clock_time(self.end)}" if self.end > self.start else "")


class HolidayList(NamedTuple):
    """Holidays in order of time, with where they come from.

    ``partial`` closures stand apart: which hours they leave open, their source does not say. ``notes`` say what
    was decided on the way.
    """

    source: str
    holidays: tuple[Holiday, ...]
    partial: tuple[PartialClosure, ...] = ()
    notes: tuple[str, ...] = ()


def parse_years(text: str) -> range:
    """``2026`` or ``2026-2027`` as a range. Raises ``ValueError`` that says what would be accepted.

    >>> parse_years("2026-2027")
    range(2026, 2028)
    """
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{quote_value(text)} is not a span of years; use 2026 or 2026-2027")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise ValueError(f"{quote_value(text)} ends before it starts; exchange the two years")
    if not 1000 <= first <= last <= 9998:
        raise ValueError(f"{quote_value(text)} lies too far away; use years from 1000 to 9998")
    if last - first >= YEARS_MOST:
        raise ValueError(f"{quote_value(text)} is {last - first + 1:,} years; use at most {YEARS_MOST}")
    return range(first, last + 1)


def year_words(years: range) -> str:
    """Return years as text: ``2026``, or ``2026 to 2027``."""
    return f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"


def minutes_of_day(day: date, wall: datetime) -> int:
    """Return how many minutes after the midnight of a date a wall time lies, from 0 to 1,440."""
    midnight = datetime.combine(day, datetime.min.time())
    return max(0, min(DAY_MINUTES, int((wall - midnight) / timedelta(minutes=1))))
