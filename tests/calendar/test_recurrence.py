"""Rules by which events recur."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendar.recurrence import parse_rule
from tests.calendar.ics import rules

START = date(2026, 1, 6)
"""A Tuesday."""

STOP = date(2070, 1, 1)


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=DAILY", "2026-01-06"),
        ("FREQ=DAILY;BYDAY=MO", "2026-01-12"),
        ("FREQ=DAILY;INTERVAL=3;BYDAY=MO", "2026-01-12"),
        ("FREQ=WEEKLY", "2026-01-06"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-01-09"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-01-19"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU", "2026-01-19"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", "2026-01-18"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2026-01-11"),
        ("FREQ=MONTHLY", "2026-01-06"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=3;BYMONTH=10", "2026-10-31"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-02-02"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2", "2026-01-06"),  # too early, which does no harm
        ("FREQ=YEARLY", "2026-01-06"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "2026-12-25"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2044-02-29"),
        ("FREQ=YEARLY;BYMONTH=5", "2026-05-06"),
        ("FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5", "2026-05-25"),
        ("FREQ=YEARLY;BYDAY=53TH", "2026-12-31"),
        ("FREQ=YEARLY;BYYEARDAY=-1", "2026-12-31"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2026-05-04"),  # a week too early
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO", "2026-01-12"),
    ],
)
def test_the_first_day_that_fits(rule: str, first: str) -> None:
    day, tried = parse_rule(rule).first_day(START, STOP)
    assert str(day) == first
    assert 1 <= tried < 20_000


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=2",
        "FREQ=YEARLY;BYMONTH=4;BYYEARDAY=1",
        "FREQ=YEARLY;BYWEEKNO=30;BYMONTH=1",
        "FREQ=YEARLY;BYDAY=6MO;BYMONTH=5",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_a_rule_that_no_day_fits_comes_to_an_end(rule: str) -> None:
    assert parse_rule(rule).first_day(START, date(2027, 1, 1))[0] is None
    with pytest.raises(ValueError, match="no day fits this rule; list the days as RDATE, or leave the event out"):
        parse_rule(rule).first_day(START, date.max)
    assert parse_rule(rule).first_day(date(9990, 1, 2), date.max)[0] is None  # a Tuesday, too


@given(rules(), st.dates(date(9950, 1, 1), date(9990, 12, 31)))
def test_the_search_agrees_with_the_library(text: str, start: date) -> None:
    """At the end of time, where the library soon gives up."""
    rule = parse_rule(text)
    day, _ = rule.first_day(start, date(9999, 1, 1))
    dates: list[date] = []
    with suppress(ValueError):  # a week that goes on into the year 10000
        dates.extend(moment.date() for moment in rrulestr(text, dtstart=datetime.combine(start, time())))
    dates = [found for found in dates if found.year < 9999]
    assert len(dates) <= rule.occurrences_in((date.max - start).days)
    if "BYSETPOS" not in text:
        assert day == (dates[0] if dates else None)
    elif dates:
        assert day is not None
        assert day <= dates[0]


def test_a_rule_gets_an_end_where_it_would_go_on() -> None:
    stop = date(2028, 1, 3)
    assert [
        parse_rule("freq=daily;interval=2").ended(stop, whole_days=True),
        parse_rule("FREQ=DAILY;COUNT=5").ended(stop, whole_days=False),
        parse_rule("FREQ=DAILY;UNTIL=99991231T235959Z").ended(stop, whole_days=False),
        parse_rule("FREQ=DAILY;UNTIL=20270101;").ended(stop, whole_days=True),
    ] == [
        "FREQ=DAILY;INTERVAL=2;UNTIL=20280103",
        "FREQ=DAILY;COUNT=5;UNTIL=20280103T000000Z",
        "FREQ=DAILY;UNTIL=20280103T000000Z",
        "FREQ=DAILY;UNTIL=20270101",
    ]
    assert [parse_rule(f"FREQ=DAILY;UNTIL={year}0101").goes_on_until(2026) for year in (2024, 2025)] == [False, True]
    assert parse_rule("FREQ=DAILY").goes_on_until(9998)


@pytest.mark.parametrize(
    ("rule", "steps", "occurrences"),
    [
        ("FREQ=DAILY", 300, 301),
        ("FREQ=DAILY;INTERVAL=10", 30, 31),
        ("FREQ=DAILY;COUNT=5", 300, 5),
        ("FREQ=WEEKLY", 100, 43),
        ("FREQ=WEEKLY;BYDAY=MO,TU", 100, 86),
        ("FREQ=MONTHLY", 20, 11),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", 20, 66),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", 20, 11),
        ("FREQ=YEARLY", 20, 1),
        ("FREQ=YEARLY;BYMONTHDAY=1", 20, 12),
        ("FREQ=YEARLY;BYDAY=MO", 20, 366),
        ("FREQ=YEARLY;BYMONTH=1,2;BYDAY=MO", 20, 10),
        ("FREQ=YEARLY;BYYEARDAY=1,2,3", 20, 3),
    ],
)
def test_the_work_that_a_rule_makes_is_known_before(rule: str, steps: int, occurrences: int) -> None:
    parsed = parse_rule(rule)
    assert (parsed.steps_to(START, date(2026, 11, 2)), parsed.occurrences_in(300)) == (steps, occurrences)
    assert parsed.steps_to(date(2027, 1, 1), START) == 0


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("", "'' is not a part of a rule; use parts such as FREQ=YEARLY;BYMONTH=12"),
        ("YEARLY", "'YEARLY' is not a part of a rule; use parts such as FREQ=YEARLY;BYMONTH=12"),
        ("FREQ=YEARLY;BYEASTER=1", "'BYEASTER=1' is not a part of a rule; use parts such as FREQ=YEARLY;BYMONTH=12"),
        ("FREQ=YEARLY;FREQ=DAILY", "'FREQ=DAILY' is not a part of a rule; use parts such as FREQ=YEARLY;BYMONTH=12"),
        ("COUNT=3", "the rule recurs never; use DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=SECONDLY", "the rule recurs SECONDLY; use DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL is '0'; use a whole number from 1 to 999999"),
        ("FREQ=DAILY;COUNT=-1", "COUNT is '-1'; use a whole number from 1 to 999999"),
        ("FREQ=DAILY;BYHOUR=9,17", "BYHOUR is '9,17'; a closure starts at one time of the day"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL is 'TOMORROW'; use a date such as 20271231"),
        ("FREQ=WEEKLY;BYDAY=MO,XX", "BYDAY is 'MO,XX'; use MO to SU, such as MO,TU or -1FR"),
        ("FREQ=WEEKLY;WKST=1", "WKST is '1'; use MO to SU"),
        ("FREQ=YEARLY;BYMONTH=0", "BYMONTH is '0'; use whole numbers up to 12, and not 0"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH is '13'; use whole numbers up to 12, and not 0"),
        ("FREQ=YEARLY;BYMONTHDAY=x", "BYMONTHDAY is 'X'; use whole numbers up to 31"),
        ("FREQ=YEARLY;BYMONTHDAY=-32", "BYMONTHDAY is '-32'; use whole numbers up to 31, and not 0"),
    ],
)
def test_a_rule_that_no_closure_has_is_refused(rule: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"use|closure") as refused:
        parse_rule(rule)
    assert str(refused.value) == message
