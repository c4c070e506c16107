"""Hours, holidays and dates as people write them."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.schedules import (
    Holiday,
    Schedule,
    TimeRange,
    WeeklyHours,
    merge_ranges,
    parse_date,
    parse_dates,
    parse_hours,
    parse_range,
    parse_ranges,
)

WEEKDAYS = frozenset(range(5))
DAYS = frozenset(range(7))


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("Mon-Thu 09:00-17:30", WeeklyHours(frozenset({0, 1, 2, 3}), (TimeRange(540, 1050),))),
        ("Fri 09:00-12:00, 13:00-16:00", WeeklyHours(frozenset({4}), (TimeRange(540, 720), TimeRange(780, 960)))),
        ("sat-mon 9:00-10:00", WeeklyHours(frozenset({5, 6, 0}), (TimeRange(540, 600),))),
        ("Mon,Wed-Thu 22:00-06:00", WeeklyHours(frozenset({0, 2, 3}), (TimeRange(1320, 1800),))),
        ("daily 00:00-24:00", WeeklyHours(DAYS, (TimeRange(0, 1440),))),
        ("09:00-17:30|mon-fri|*|*", WeeklyHours(WEEKDAYS, (TimeRange(540, 1050),))),
        ("*|*|25|dec", WeeklyHours(DAYS, (TimeRange(0, 1440),), frozenset({25}), frozenset({12}))),
        ("*|sat&sun|30-2|dec-jan", WeeklyHours(frozenset({5, 6}), (TimeRange(0, 1440),), frozenset({30, 31, 1, 2}),
                                               frozenset({12, 1}))),
    ],
)  # fmt: skip
def test_a_line_of_hours(line: str, hours: WeeklyHours) -> None:
    assert parse_hours(line) == hours._replace(written=line)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "'' is not a line of hours; use DAYS HH:MM-HH:MM, such as"),
        (9, "9 is not a line of hours; use DAYS HH:MM-HH:MM"),
        ("09:00-10:00", "'09:00-10:00' names no days; use DAYS HH:MM-HH:MM"),
        ("Mon", "'Mon' names no time; use DAYS HH:MM-HH:MM"),
        ("Mox 9:00-10:00", "'Mox' names no days; use Mon to Sun, Mon-Fri, Sat,Sun or daily"),
        ("Mon 9-17", "'9-17' is not a time range; use HH:MM-HH:MM, such as 09:00-17:30"),
        ("Mon 25:00-26:00", "'25:00-26:00' has a time that does not exist; use 00:00 to 24:00"),
        ("Mon 24:00-06:00", "'24:00-06:00' has a time that does not exist"),
        ("Mon 09:60-10:00", "'09:60-10:00' has a time that does not exist"),
        ("Mon 9:00-9:00", "'9:00-9:00' starts and ends at the same time; for a whole day use 00:00-24:00"),
        (
            "09:00-17:00|mon-fri",
            "'09:00-17:00|mon-fri' has 2 fields; FreePBX writes TIME|WEEKDAYS|",
        ),
        ("*|monday|*|*", "'monday' names no weekdays; use * or mon-fri"),
        ("*|*|0|*", "'0' names no days of a month; use *, 25 or 1-7"),
        ("*|*|*|13", "'13' names no months; use * or jan-may"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_is_accepted(line: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse_hours(line)


def test_ranges_of_a_day_are_text_or_a_list() -> None:
    assert parse_ranges("09:00-12:00, 13:00-16:00") == parse_ranges(["09:00-12:00", "13:00-16:00"])
    with pytest.raises(ValueError, match=r"^9 is not a time range; use HH:MM-HH:MM, such as 09:00-12:00$"):
        parse_ranges(9)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (20261224, "20261224 is not a date; use a date such as 2026-12-24"),
        ("24.12.2026", "'24.12.2026' is not a date; use a date such as 2026-12-24"),
        ("2026-02-30", "'2026-02-30' is a date that does not exist"),
        ("9999-01-01", "'9999-01-01' lies too far away; use a year from 1000 to 9998"),
    ],
)
def test_a_date_that_cannot_be_read_says_what_is_accepted(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_date(value)


def test_a_span_of_dates_ends_after_it_starts() -> None:
    assert parse_dates("2027-08-02/2027-08-13") == (date(2027, 8, 2), date(2027, 8, 13))
    assert parse_dates("2027-08-02") == (date(2027, 8, 2), date(2027, 8, 2))
    with pytest.raises(ValueError, match=r"^'2027-08-13/2027-08-02' ends before it starts; exchange the two dates$"):
        parse_dates("2027-08-13/2027-08-02")
    with pytest.raises(ValueError, match=r"^nothing is not a span of dates; use one such as 2027-08-02/2027-08-13$"):
        parse_dates(None)


def test_a_holiday_replaces_what_its_own_date_starts_and_the_last_one_holds() -> None:
    eve = Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve", (TimeRange(540, 720),))
    week = Holiday(date(2026, 12, 21), date(2026, 12, 26))
    office = Schedule("office", (parse_hours("Mon-Fri 09:00-17:00"),), (week, eve))
    assert office.ranges_on(date(2026, 12, 18)) == (TimeRange(540, 1020),)
    assert office.ranges_on(date(2026, 12, 21)) == ()
    assert office.ranges_on(date(2026, 12, 24)) == (TimeRange(540, 720),)
    assert office.holiday_on(date(2026, 12, 27)) is None


times = st.integers(0, 1439)


@given(times, st.integers(1, 1440))
def test_a_range_that_is_printed_is_read_again(start: int, length: int) -> None:
    if length == 1440 and start:
        length = 1439
    one = TimeRange(start, start + length)
    assert parse_range(str(one)) == one


@given(st.lists(st.tuples(times, st.integers(1, 1439)), max_size=6))
def test_merged_ranges_cover_what_their_parts_cover_and_do_not_touch(parts: list[tuple[int, int]]) -> None:
    ranges = [TimeRange(start, start + length) for start, length in parts]
    merged = merge_ranges(ranges)
    covered = {minute for one in ranges for minute in range(one.start, one.end)}
    assert {minute for one in merged for minute in range(one.start, one.end)} == covered
    assert all(one.end < after.start for one, after in pairwise(merged))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=8))
def test_the_last_of_the_holidays_on_a_date_holds(spans: list[tuple[int, int]]) -> None:
    start = date(2026, 12, 20)
    holidays = tuple(
        Holiday(start + timedelta(first), start + timedelta(first + more), f"holiday {place}")
        for place, (first, more) in enumerate(spans)
    )
    schedule = Schedule("office", (), holidays)
    for number in range(-2, 50):
        day = start + timedelta(number)
        covering = [holiday for holiday in holidays if holiday.covers(day)]
        assert schedule.holiday_on(day) == (covering[-1] if covering else None)
