"""The combinations that several schedules can show together, compared with a look at every quarter of an hour."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.calendar.combinations import state_combinations
from simulator.calendar.schedule_clock import State
from simulator.config.schedules import DAY_MINUTES, Holiday, Schedule, TimeRange, WeeklyHours, parse_hours

STEP = 360
"""Ranges begin and end at these multiples of minutes, so that every combination lasts so long."""

FIRST, LAST = date(2027, 2, 20), date(2027, 4, 10)
"""Holidays lie between these dates; the clocks of London and New York change there too."""


@st.composite
def time_ranges(draw: st.DrawFn) -> TimeRange:
    start = draw(st.integers(0, DAY_MINUTES // STEP - 1)) * STEP
    return TimeRange(start, start + draw(st.integers(1, DAY_MINUTES // STEP)) * STEP)


def hours() -> st.SearchStrategy[WeeklyHours]:
    days = st.frozensets(st.integers(0, 6), min_size=1)
    ranges = st.lists(time_ranges(), min_size=1, max_size=2).map(tuple)
    return st.builds(WeeklyHours, days, ranges, st.none(), st.none(), st.just(""))


@st.composite
def holidays(draw: st.DrawFn) -> Holiday:
    first = draw(st.dates(FIRST, LAST))
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 1, 7, 30])))
    return Holiday(first, last, "", draw(st.lists(time_ranges(), max_size=1).map(tuple)))


@st.composite
def schedules(draw: st.DrawFn, key: str, lines: st.SearchStrategy[WeeklyHours]) -> Schedule:
    return Schedule(key, tuple(draw(st.lists(lines, max_size=2))), tuple(draw(st.lists(holidays(), max_size=2))))


def state_at_wall(schedule: Schedule, wall: datetime) -> State:
    """What a schedule shows at a time on the wall, looked up line by line."""
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        minutes = wall.hour * 60 + wall.minute + back * DAY_MINUTES
        held = [holiday for holiday in schedule.holidays if holiday.first <= day <= holiday.last]
        lines = [line.ranges for line in schedule.hours if line.covers(day)]
        ranges = held[-1].ranges if held else [one for line in lines for one in line]
        if any(one.start <= minutes < one.end for one in ranges):
            return "open"
    today = wall.date()
    return "holiday" if any(holiday.first <= today <= holiday.last for holiday in schedule.holidays) else "closed"


def scan(items: Sequence[Schedule], first: date, days: int) -> set[tuple[State, ...]]:
    """Every combination that a clock on the wall shows in so many days."""
    start = datetime(first.year, first.month, first.day)  # noqa: DTZ001 - a time on the wall
    walls = (start + timedelta(minutes=STEP * count) for count in range(days * DAY_MINUTES // STEP))
    return {tuple(state_at_wall(item, wall) for item in items) for wall in walls}


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "America/New_York", "Pacific/Auckland"])
@given(st.tuples(schedules("a", hours()), schedules("b", hours()), schedules("c", hours())))
@settings(max_examples=20)
def test_every_combination_that_some_moment_has(zone: str, items: tuple[Schedule, ...]) -> None:
    combinations = state_combinations(items, zone)
    assert len(combinations) == len(set(combinations))
    assert set(combinations) == scan(items, FIRST - timedelta(days=30), 140)


def yearly_hours() -> st.SearchStrategy[WeeklyHours]:
    """Lines of every day of some months: they come again every four years."""
    return st.builds(
        WeeklyHours,
        st.just(frozenset(range(7))),
        st.lists(time_ranges(), min_size=1, max_size=1).map(tuple),
        st.none() | st.frozensets(st.sampled_from([1, 15, 28, 29, 31]), min_size=1, max_size=2),
        st.none() | st.frozensets(st.integers(1, 12), min_size=1, max_size=3),
        st.just(""),
    )


@given(st.tuples(schedules("a", hours()), schedules("b", yearly_hours()), schedules("c", yearly_hours())))
@settings(max_examples=4)
def test_lines_of_months_and_days_of_the_month(items: tuple[Schedule, ...]) -> None:
    assert set(state_combinations(items, "Europe/London")) == scan(items, date(2026, 1, 5), 28 * 365 + 7)


def test_open_comes_first() -> None:
    office = Schedule("office", (parse_hours("Mon 09:00-17:00"),), (Holiday(date(2026, 12, 25), date(2026, 12, 25)),))
    late = Schedule("late", (parse_hours("Mon 12:00-20:00"),))
    assert state_combinations([office, late], "Europe/London") == [
        ("open", "open"),
        ("open", "closed"),
        ("closed", "open"),
        ("closed", "closed"),
        ("holiday", "closed"),
    ]
    assert state_combinations([], "Europe/London") == [()]


def test_a_day_that_comes_once_in_decades() -> None:
    leap = Schedule("leap", (parse_hours("*|sun|29|feb"),))
    monday = Schedule("monday", (parse_hours("Sun 00:00-24:00"),))
    assert state_combinations([leap, monday], "UTC") == [("open", "open"), ("closed", "open"), ("closed", "closed")]


def test_a_holiday_of_centuries_takes_no_longer_than_a_day() -> None:
    office = Schedule("office", (parse_hours("Mon-Fri 09:00-17:00"),), (Holiday(date(1000, 1, 1), date(9998, 12, 31)),))
    late = Schedule("late", (parse_hours("Fri 12:00-20:00"),), (Holiday(date(5000, 1, 1), date(5000, 1, 1)),))
    assert state_combinations([office, late], "Europe/London") == [
        ("open", "open"),
        ("open", "closed"),
        ("closed", "open"),
        ("closed", "closed"),
        ("holiday", "open"),
        ("holiday", "closed"),
        ("holiday", "holiday"),
    ]


def test_lines_of_months_inside_a_long_holiday() -> None:
    """The combination comes only in a year that lies inside the holiday, decades after it began."""
    closed_down = Schedule("a", (), (Holiday(date(2100, 1, 1), date(2190, 1, 1)),))
    leap = Schedule("b", (parse_hours("*|sun|29|feb"),))
    assert ("holiday", "open") in state_combinations([closed_down, leap], "UTC")


def test_a_date_that_a_zone_skips_shows_nothing() -> None:
    """Apia had no 30 December 2011."""
    skipped = Schedule("a", (), (Holiday(date(2011, 12, 30), date(2011, 12, 30)),))
    assert state_combinations([skipped], "Pacific/Apia") == [("closed",)]
