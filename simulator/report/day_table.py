"""The days of schedules as tables: a week at a glance, and the days that differ from an ordinary one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from simulator.config.schedules import DAY_NAMES, MONTH_NAMES, Schedule, TimeRange
from simulator.graph.plain_words import join_words, visible
from simulator.words.table import align_columns

LATER_DAYS_MOST = 367
"""Days after the period that are looked at for an ordinary week: a year."""


def day_table(schedules: Sequence[Schedule], days: Sequence[date], *, dated: bool = True) -> Iterator[str]:
    """A column for each day, a row for each schedule, and one for the names of holidays."""
    heads = ["", *(_day_name(day, dated=dated) for day in days)]
    rows = [[visible(schedule.key), *(_hours_words(schedule.ranges_on(day)) for day in days)] for schedule in schedules]
    named = ["", *(_holiday_name(schedules, day) for day in days)]
    yield from align_columns([heads, *rows, *([named] if any(named) else [])], indent="")


def _day_name(day: date, *, dated: bool) -> str:
    weekday = DAY_NAMES[day.weekday()]
    return f"{weekday} {day.day} {MONTH_NAMES[day.month - 1]}" if dated else weekday


def _hours_words(ranges: Iterable[TimeRange]) -> str:
    """The hours of a day, short: ``9-17:30``; ``-`` where it is closed.

    >>> _hours_words([TimeRange(540, 1050)])
    '9-17:30'
    """
    return ", ".join(f"{_short_time(one.start)}-{_short_time(one.end)}" for one in ranges) or "-"


def _short_time(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    hour = hour - 24 if hour > 24 else hour
    return f"{hour}:{minute:02}" if minute else f"{hour}"


def _holiday_name(schedules: Sequence[Schedule], day: date) -> str:
    names = [holiday.name for schedule in schedules if (holiday := schedule.holiday_on(day)) and holiday.name]
    return visible(names[0]) if names else ""


def _pattern(schedules: Sequence[Schedule], day: date) -> tuple[tuple[TimeRange, ...], ...]:
    return tuple(schedule.ranges_on(day) for schedule in schedules)


def _is_holiday(schedules: Sequence[Schedule], day: date) -> bool:
    return any(schedule.holiday_on(day) for schedule in schedules)


def ordinary_week(schedules: Sequence[Schedule], days: Sequence[date]) -> list[date]:
    """The first days that are not holidays, one for each day of the week, from Monday.

    A period may have nothing but holidays on one of them, all Fridays of two weeks at Christmas for example. The days
    after the period are looked at then.
    """
    ordinary: dict[int, date] = {}
    later = (days[-1] + timedelta(days=number) for number in range(1, LATER_DAYS_MOST))
    for day in chain(days, later):
        if len(ordinary) == len(DAY_NAMES):
            break
        if not _is_holiday(schedules, day):
            ordinary.setdefault(day.weekday(), day)
    return [ordinary[weekday] for weekday in sorted(ordinary)]


def exception_lines(schedules: Sequence[Schedule], days: Sequence[date]) -> Iterator[str]:
    """The days on which other hours hold than on that day of an ordinary week."""
    ordinary: Mapping[int, date] = {day.weekday(): day for day in ordinary_week(schedules, days)}
    rows = []
    for day in days:
        usual = ordinary.get(day.weekday())
        if usual is None or _pattern(schedules, day) != _pattern(schedules, usual):
            hours = join_words(
                [f"{visible(schedule.key)} {_hours_words(schedule.ranges_on(day))}" for schedule in schedules], most=4
            )
            date_text = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
            rows.append((date_text, hours, _holiday_name(schedules, day)))
    yield from align_columns(rows)
