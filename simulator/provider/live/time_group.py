"""Time groups: the provider's own form of weekly hours, as a response carries them and next to a flow's.

A time group is ``{name, from_time[], to_time[], days, dates[1..31], months[]}``: the documented body of
``POST /timegroup``. What its list carries is not documented, so hours are read only in forms that have one meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from simulator.config.schedules import (
    DAY_MINUTES,
    DAY_NAMES,
    MONTH_NAMES,
    Schedule,
    TimeRange,
    WeeklyHours,
    merge_ranges,
    parse_range,
)
from simulator.config.value_rules import parse_id

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ANY = ("", "*", "all")
_TIME = re.compile(r"(\d{1,2}:\d{2})(:00)?", re.ASCII)
_WEEK = date(2024, 1, 1)
"""A Monday. The 28 years from here hold each date on each weekday, leap days too (no century falls between)."""

_CYCLE_DAYS = 28 * 365 + 7


class TimeGroup(NamedTuple):
    """A live time group. ``hours`` is None where the response does not carry them, or in a form of unknown meaning."""

    id: str
    name: str
    hours: tuple[WeeklyHours, ...] | None


def read_time_group(item: Any) -> TimeGroup | None:
    """The time group of a list item; None where it has no id.

    >>> item = {"id": 5, "name": "Office", "from_time": ["09:00"], "to_time": ["17:00"], "days": ["mon", "tue"]}
    >>> [describe_hours(line) for line in read_time_group(item).hours]
    [('Mon-Tue 09:00-17:00',)]
    """
    try:
        id = parse_id(item["id"])
    except (KeyError, TypeError, ValueError):
        return None
    try:
        hours = _read_hours(item)
    except (KeyError, TypeError, ValueError):
        hours = None
    return TimeGroup(id, str(item.get("name") or id), hours)


def _read_hours(item: Mapping[str, Any]) -> tuple[WeeklyHours, ...]:
    """Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what is not the documented form."""
    starts, ends = (_listed(item[field]) for field in ("from_time", "to_time"))
    ranges = tuple(parse_range(f"{_clock(start)}-{_clock(end)}") for start, end in zip(starts, ends, strict=True))
    # Days and months by name only: whether a number counts from 0 or 1, and from which day, nobody says.
    days = _named(item["days"], _DAYS)
    months = _named(item.get("months"), _MONTHS)
    dates = _listed(item.get("dates"))
    in_month = None if _is_any(dates) else frozenset(map(_day_of_month, dates))
    if not ranges:
        raise ValueError("no times")
    return (
        WeeklyHours(
            frozenset(range(7)) if days is None else days,
            ranges,
            in_month,
            None if months is None else frozenset(month + 1 for month in months),
        ),
    )


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    values = value if isinstance(value, list) else str(value).split(",")
    if not all(isinstance(part, str | int) and not isinstance(part, bool) for part in values):
        raise ValueError("not a list of words")
    return [str(part).strip() for part in values]


def _is_any(words: Sequence[str]) -> bool:
    return not words or (len(words) == 1 and words[0].lower() in _ANY)


def _clock(text: str) -> str:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError("not a time")
    return match[1]


def _named(value: Any, names: Sequence[str]) -> frozenset[int] | None:
    """The places of names, in full or by three letters; None: all of them. Raises ``ValueError``."""
    words = [word.lower() for word in _listed(value)]
    if _is_any(words):
        return None
    places = {name[:length]: place for place, name in enumerate(names) for length in (3, len(name))}
    if unknown := [word for word in words if word not in places]:
        raise ValueError(f"{unknown[0]} is not a name")
    return frozenset(places[word] for word in words)


def _day_of_month(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 31:
        raise ValueError(f"{text} is not a day of a month")
    return int(text)


# -- words ----------------------------------------------------------------------------------------


def describe_days(days: Iterable[int]) -> str:
    """Weekdays as flow.yaml writes them.

    >>> describe_days({0, 1, 2, 5}), describe_days(range(7))
    ('Mon-Wed,Sat', 'daily')
    """
    chosen = sorted(days)
    if len(chosen) == len(DAY_NAMES):
        return "daily"
    return ",".join(_name_runs(chosen, DAY_NAMES, "-"))


def _name_runs(places: Sequence[int], names: Sequence[str], dash: str) -> Iterator[str]:
    """Yield the names of places in a row as ``first-last``."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        yield names[run[0]] if len(run) == 1 else f"{names[run[0]]}{dash}{names[run[-1]]}"


def describe_hours(line: WeeklyHours) -> tuple[str, ...]:
    """A line of hours as flow.yaml accepts it; in FreePBX's form where it is limited to dates or months."""
    if line.days_of_month is None and line.months is None:
        return (f"{describe_days(line.days)} {describe_ranges(line.ranges)}",)
    weekdays = "*" if len(line.days) == len(DAY_NAMES) else "&".join(_name_runs(sorted(line.days), DAY_NAMES, "-"))
    numbers = [str(number) for number in range(32)]
    dates = "*" if line.days_of_month is None else "&".join(_name_runs(sorted(line.days_of_month), numbers, "-"))
    months = sorted(month - 1 for month in line.months or ())
    in_year = "*" if line.months is None else "&".join(_name_runs(months, MONTH_NAMES, "-"))
    return tuple(f"{one_range}|{weekdays.lower()}|{dates}|{in_year.lower()}" for one_range in line.ranges)


def describe_ranges(ranges: Iterable[TimeRange]) -> str:
    """Ranges of one day, or ``closed``."""
    return ", ".join(map(str, ranges)) or "closed"


# -- comparison -----------------------------------------------------------------------------------


def compare_hours(schedule: Schedule, live: Sequence[WeeklyHours]) -> tuple[str, ...]:
    """Describe how the weekly hours of a schedule differ from live ones; holidays are not compared.

    >>> office = Schedule("office", (WeeklyHours(frozenset({0, 1}), (TimeRange(540, 1050),)),))
    >>> compare_hours(office, (WeeklyHours(frozenset({0}), (TimeRange(540, 1020),)),))
    ('Mon: 09:00-17:30 here, 09:00-17:00 live', 'Tue: 09:00-17:30 here, closed live')
    """
    if all(line.days_of_month is None and line.months is None for line in (*schedule.hours, *live)):
        return tuple(_weekly_differences(schedule.hours, live))
    # No year limits a time group, so 28 years show every date on every weekday.
    for number in range(_CYCLE_DAYS):
        day = _WEEK + timedelta(number)
        ours, theirs = _open_on(schedule.hours, day), _open_on(live, day)
        if ours != theirs:
            when = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
            return (f"for example on {when}: {describe_ranges(ours)} here, {describe_ranges(theirs)} live",)
    return ()


def _weekly_differences(hours: Sequence[WeeklyHours], live: Sequence[WeeklyHours]) -> Iterator[str]:
    days_by_pair: dict[tuple[str, str], list[int]] = {}
    for weekday in range(7):
        day = _WEEK + timedelta(weekday + 7)  # the second week: what the Sunday before starts counts too
        pair = describe_ranges(_open_on(hours, day)), describe_ranges(_open_on(live, day))
        if pair[0] != pair[1]:
            days_by_pair.setdefault(pair, []).append(weekday)
    for (ours, theirs), days in days_by_pair.items():
        yield f"{describe_days(days)}: {ours} here, {theirs} live"


def _open_on(hours: Sequence[WeeklyHours], day: date) -> tuple[TimeRange, ...]:
    """The times of one date, from midnight to midnight: what passes midnight counts on both days."""
    own = [one_range for line in hours if line.covers(day) for one_range in line.ranges]
    before = day - timedelta(1)
    late = [one_range for line in hours if line.covers(before) for one_range in line.ranges]
    times = [TimeRange(one_range.start, min(one_range.end, DAY_MINUTES)) for one_range in own]
    times += [TimeRange(0, one_range.end - DAY_MINUTES) for one_range in late if one_range.passes_midnight]
    return merge_ranges(times)
