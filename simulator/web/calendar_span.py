"""The states of a flow's schedules over a span of time, for a page without a calendar of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from simulator.config.flow import Flow

CHANGES_MOST = 4000
"""Changes of schedules that a page carries: about 20 KB. Two years of one office's hours are half of that."""

_MARGIN = timedelta(days=2)
"""A call that begins at the end of the span may last, and ask a schedule after it."""

_STEP = timedelta(days=4)
"""Clocks go back and forth no faster: even where they change for Ramadan alone, weeks lie between."""

_FIRST_SIGN = 0x30

_PART_MOST = 64
"""Signs of the longest part that is looked for: the changes of a week, or two."""

_PAIR_COST = 12
"""About the signs that a part costs in JSON."""

_STATES = ("open", "closed", "holiday")


class CalendarPages(NamedTuple):
    """The span that a page knows, and what it knows of it, as JSON values.

    ``offsets`` are ``[seconds since 1970, minutes ahead of UTC]`` for each change of the zone's clocks. ``schedules``
    are by key; those with hours have the state at the beginning (``first``), ``steps``, each of which is the minutes
    since the change before, times three, plus the number of the new state (open, closed, holiday), and ``changes``: a
    sign for each change, which is the step's place from U+0030 on. Weeks are alike, so few steps make many changes, and
    few signs many signs: they are ``[signs, times]``.
    """

    start: datetime
    until: datetime
    offsets: list[tuple[int, int]]
    schedules: dict[str, dict[str, Any]]


def calendar_pages(flow: Flow, today: datetime) -> CalendarPages:
    """Return this year and the next, by the flow's clocks; fewer months where schedules change often."""
    if not flow.timezone:
        start, until = _new_years(today.year, UTC)
        return CalendarPages(start, until, [], {key: {} for key in flow.schedules})
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    start, until = _new_years(today.year, zone)
    while True:
        schedules = _schedules_json(flow, start, until)
        count = sum(
            len(signs) * times for schedule in schedules.values() for signs, times in schedule.get("changes", ())
        )
        if count <= CHANGES_MOST or until - start < timedelta(days=8):
            break
        start, until = max(start, today - timedelta(days=1)), start + (until - start) / 2
        start, until = (_midnight(moment) for moment in (start, max(until, today + timedelta(days=7))))
    offsets = [
        (int(instant.timestamp()), _minutes_ahead(instant, zone)) for instant in _clock_changes(start, until, zone)
    ]
    return CalendarPages(start, until, offsets, schedules)


def _new_years(year: int, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the instants at which a year begins and the one after the next does."""
    first, last = (datetime(each, 1, 1, tzinfo=zone).astimezone(UTC) for each in (year, year + 2))
    return first, last


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _schedules_json(flow: Flow, start: datetime, until: datetime) -> dict[str, dict[str, Any]]:
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    pages: dict[str, dict[str, Any]] = {}
    for key, schedule in flow.schedules.items():
        if schedule.is_switch:
            pages[key] = {}
            continue
        clock = ScheduleClock(schedule, zone)
        steps: dict[int, str] = {}
        changes, before = [], start
        for instant, state in clock.changes_between(start, until + _MARGIN):
            step = (instant - before) // timedelta(minutes=1) * 3 + _STATES.index(state)
            changes.append(steps.setdefault(step, chr(_FIRST_SIGN + len(steps))))
            before = instant
        pages[key] = {"first": clock.state_at(start), "steps": list(steps), "changes": repeated_signs("".join(changes))}
    return pages


def repeated_signs(signs: str) -> list[tuple[str, int]]:
    """Signs as parts that are repeated, so that a year of alike weeks is as long as one.

    >>> repeated_signs("xabcabcabcabcabcyz")
    [('x', 1), ('abc', 5), ('yz', 1)]
    """
    parts: list[tuple[str, int]] = []
    single = ""
    place = 0
    while place < len(signs):
        saved, length, times = max(_repetitions(signs, place))
        if saved < _PAIR_COST:
            single += signs[place]
            place += 1
            continue
        if single:
            parts.append((single, 1))
        parts.append((signs[place : place + length], times))
        single = ""
        place += length * times
    return [*parts, (single, 1)] if single else parts


def _repetitions(signs: str, place: int) -> Iterator[tuple[int, int, int]]:
    """For each length of a part that begins there: the signs that are saved, the length, and how often it comes."""
    for length in range(1, _PART_MOST + 1):
        part, times = signs[place : place + length], 1
        while signs.startswith(part, place + length * times) and place + length * times < len(signs):
            times += 1
        yield length * (times - 1), length, times


def _clock_changes(start: datetime, until: datetime, zone: tzinfo) -> Iterator[datetime]:
    """The beginning, and each instant at which the zone's offset changes, to the minute."""
    yield start
    before, end = start, until + _MARGIN
    while before < end:
        after = before + _STEP
        if _minutes_ahead(after, zone) != _minutes_ahead(before, zone):
            yield _change_between(before, after, zone)
        before = after


def _change_between(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    offset = _minutes_ahead(before, zone)
    minute = timedelta(minutes=1)
    while after - before > minute:
        middle = before + (after - before) // minute // 2 * minute
        before, after = (middle, after) if _minutes_ahead(middle, zone) == offset else (before, middle)
    return after


def _minutes_ahead(instant: datetime, zone: tzinfo) -> int:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None, "a local time has a zone"
    return offset // timedelta(minutes=1)
