"""Events grouped into series, checked and measured."""

from collections.abc import Sequence

import pytest

from simulator.calendar import event_series
from simulator.calendar.calendar_lines import scan_calendar
from simulator.calendar.event_series import EventSeries, group_events
from simulator.errors import FlowError
from tests.calendar.ics import calendar, event

NEVER = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"


def groups(*parts: str, years: range = range(2026, 2028)) -> list[EventSeries]:
    return group_events(scan_calendar(calendar(*parts), "x.ics"), "x.ics", years)


def refusal(*parts: str, years: range = range(2026, 2028)) -> str:
    with pytest.raises(FlowError) as refused:
        groups(*parts, years=years)
    return str(refused.value)


def test_events_of_one_uid_are_one_series() -> None:
    yearly = event("UID:1", "DTSTART;VALUE=DATE:20200105", "RRULE:FREQ=YEARLY")
    moved = event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270105", "DTSTART;VALUE=DATE:20270107")
    series = groups(yearly, event("UID:2", "DTSTART:20260101T090000Z"), moved)
    assert [[one.number for one in found.events] for found in series] == [[4, 13], [9]]
    assert series[0].text.splitlines()[3:] == [
        *("BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20200105", "RRULE:FREQ=YEARLY;UNTIL=20280103", "END:VEVENT"),
        *("BEGIN:VEVENT", "UID:1", "RECURRENCE-ID;VALUE=DATE:20270105", "DTSTART;VALUE=DATE:20270107", "END:VEVENT"),
        "END:VCALENDAR",
    ]
    assert [(found.occurrences, found.note) for found in series] == [(5, ""), (1, "")]


def test_events_without_a_uid_stand_alone_and_revisions_are_noted() -> None:
    new_year = ("DTSTART;VALUE=DATE:20260101",)
    assert [found.note for found in groups(event(*new_year), event(*new_year))] == ["", ""]
    (twice,) = groups(event("UID:1", *new_year), event("UID:1", "SEQUENCE:2", *new_year))
    assert twice.note == (
        "lines 4, 8: these events have one UID, so the one with the highest SEQUENCE replaces the others"
    )


@pytest.mark.parametrize(
    ("lines", "years"),
    [
        (["DTSTART;VALUE=DATE:20260105"], [2025, 2026, 2027]),
        (["DTSTART;VALUE=DATE:20200105", "DTEND;VALUE=DATE:20270101"], [2019, *range(2020, 2029)]),
        (["DTSTART;VALUE=DATE:20200105", "DURATION:P100W"], [2019, 2020, 2021, 2022]),
        (["DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=YEARLY"], [*range(2025, 2030)]),
        (["DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=YEARLY;UNTIL=20270105"], [2025, 2026, 2027, 2028]),
        (["DTSTART;VALUE=DATE:20260105", "RDATE;VALUE=DATE:20280105"], [*range(2025, 2030)]),
        (["DTSTART;VALUE=DATE:20290105", "RECURRENCE-ID;VALUE=DATE:20260105"], [*range(2018, 2030)]),
    ],
)
def test_what_lies_wholly_outside_of_the_years_is_left_out(lines: list[str], years: list[int]) -> None:
    asked = range(2018, 2030)
    concerned = [year for year in asked if groups(event(*lines), years=range(year, year + 1))]
    assert concerned == years[: len(concerned)]
    assert set(asked) & set(years) <= set(concerned)


def test_zones_of_the_file_go_with_the_events_that_name_them() -> None:
    zone = ["BEGIN:VTIMEZONE", "TZID:Office", "END:VTIMEZONE"]
    head = "X-WR-TIMEZONE:Europe/London"
    known = ["BEGIN:VTIMEZONE", "TZID:Europe/London", "END:VTIMEZONE"]  # as every system knows it
    events = [event(f"DTSTART;TZID={name}:20260101T000000") for name in ("Office", "Europe/London")]
    series = groups(head, *zone, *known, *events)
    assert [zone[0] in found.text for found in series] == [True, False]
    assert all(head in found.text for found in series)


def test_dates_lose_what_a_library_takes_for_a_time() -> None:
    (series,) = groups(
        event(
            *("DTSTART;TZID=Europe/London;VALUE=DATE:20260101", "DTEND:20260103", "EXDATE:20260101,20260102"),
            *("RECURRENCE-ID;RANGE=THISANDFUTURE:20260101", "SUMMARY:20260101"),
        )
    )
    assert series.text.splitlines()[4:9] == [
        "DTSTART;VALUE=DATE:20260101",
        "DTEND;VALUE=DATE:20260103",
        "EXDATE;VALUE=DATE:20260101,20260102",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260101",
        "SUMMARY:20260101",
    ]


def test_a_rule_that_applies_to_no_day_by_then_is_left_out() -> None:
    (series,) = groups(event("DTSTART;VALUE=DATE:20260101", NEVER))
    assert "RRULE" not in series.text


def test_a_rule_starts_on_the_date_of_the_zone_in_which_it_holds() -> None:
    """Sunday 23:30 in UTC is Monday in London, so every seventh day is one."""
    late = ["DTSTART:20260607T233000Z", "DURATION:P1D", "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO"]
    assert ["RRULE" in groups(*head, event(*late))[0].text for head in ([], ["X-WR-TIMEZONE:Europe/London"])] == [
        False,
        True,
    ]


DATES = "use a date such as 20261225 or a time such as 20261225T090000, in a year from 1000 to 9998"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "x.ics:4:1: this event has no DTSTART, so nothing says when it is"),
        (["DTSTART:20260101"] * 2, "x.ics:6:1: DTSTART is there twice in this event; leave one out"),
        (["DTSTART:20261332"], f"x.ics:5:1: DTSTART is '20261332'; {DATES}"),
        (["DTSTART:99991231"], f"x.ics:5:1: DTSTART is '99991231'; {DATES}"),
        (["DTSTART:20260101T250000"], f"x.ics:5:1: DTSTART is '20260101T250000'; {DATES}"),
        (["DTSTART:2026-01-01"], f"x.ics:5:1: DTSTART is '2026-01-01'; {DATES}"),
        (["DTSTART:20260101", "EXDATE:20260101,soon"], f"x.ics:6:1: EXDATE is 'soon'; {DATES}"),
        (
            ["DTSTART:20260101", "DURATION:P9999999D"],
            "x.ics:6:1: DURATION is 'P9999999D'; use one such as P1D, P2W or PT8H",
        ),
        (
            ["DTSTART:20260101", "RRULE:FREQ=SECONDLY"],
            "x.ics:6:1: the rule recurs SECONDLY; use DAILY, WEEKLY, MONTHLY or YEARLY",
        ),
        (
            ["DTSTART:20260101", "EXRULE:FREQ=DAILY"],
            "x.ics:6:1: EXRULE went out of the standard in 2009; list the days as EXDATE",
        ),
    ],
)
def test_an_event_that_cannot_be_worked_out_is_refused_with_its_line(lines: Sequence[str], message: str) -> None:
    assert refusal(event(*lines)) == message


def test_every_fault_of_a_file_is_listed_up_to_a_hundred() -> None:
    assert refusal("X-WR-TIMEZONE:Europe/Lodnon", event(), event("UID:1")).splitlines()[1:] == [
        "x.ics:5:1: this event has no DTSTART, so nothing says when it is",
        "x.ics:7:1: this event has no DTSTART, so nothing says when it is",
    ]
    assert refusal("X-WR-TIMEZONE:nowhere", event("DTSTART:20260101")) == (
        "x.ics:4:1: 'nowhere' is not a time zone; use an IANA name such as Europe/London"
    )
    assert len(refusal(*[event()] * 200).splitlines()) == event_series.PROBLEMS_MOST


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("FREQ=SECONDLY", "the rule recurs SECONDLY; use DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=DAILY", "clocks change DAILY; use YEARLY"),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "no day fits this rule; list the days as RDATE, or leave the event out",
        ),
    ],
)
def test_a_zone_whose_clocks_change_for_ever_is_refused(rule: str, message: str) -> None:
    zone = ["BEGIN:VTIMEZONE", "TZID:Office", "BEGIN:STANDARD", f"RRULE:{rule}", "END:STANDARD", "END:VTIMEZONE"]
    assert refusal(*zone, event("DTSTART:20260101")) == f"x.ics:7:1: {message}"
    yearly = [line.replace(rule, "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU") for line in zone]
    assert len(groups(*yearly, event("DTSTART;TZID=Office:20260101T000000"))) == 1


def test_a_rule_that_no_day_ever_fits_is_refused() -> None:
    assert refusal(event("DTSTART:20260101", NEVER), years=range(2090, 2091)) == (
        "x.ics:6:1: no day fits this rule; list the days as RDATE, or leave the event out"
    )


@pytest.mark.parametrize(
    ("count", "lines", "problem"),
    [
        (30, ["DTSTART:20260101", "RRULE:FREQ=DAILY"], "occur over 20,000 times in 2026 to 2027"),
        (
            1,
            ["DTSTART:20260101", f"RDATE:{','.join(['20260101'] * 20_000)}"],
            "occur over 20,000 times in 2026 to 2027",
        ),
        (9, ["DTSTART:16010101", "RRULE:FREQ=DAILY;BYMONTH=5"], "recur through over 1,000,000 days until 2027"),
        (3000, ["DTSTART;TZID=Office:20260101T000000"], "occur over 20,000 times in 2026 to 2027"),
        (100, ["DTSTART:19900101", NEVER], "recur through over 1,000,000 days until 2027"),
    ],
)
def test_a_file_that_would_take_minutes_is_refused(count: int, lines: Sequence[str], problem: str) -> None:
    advice = "ask for fewer years, or export a calendar with nothing but closures"
    office = ["BEGIN:VTIMEZONE", "TZID:Office", *["TZNAME:Office"] * 20, "END:VTIMEZONE"]
    assert (
        refusal(*office, *[event(*lines)] * count)
        == f"x.ics: its events {problem}, which would take too long; {advice}"
    )


def test_the_birthdays_of_a_phone_are_no_long_work() -> None:
    """Those without a year begin in 1604."""
    (series,) = groups(event("DTSTART;VALUE=DATE:16040412", "RRULE:FREQ=YEARLY"))
    assert (series.occurrences, series.rule_steps) == (4, 10_420)
