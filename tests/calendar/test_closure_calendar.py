"""Closures from a calendar."""

import sys
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # it has no types
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.calendar.closure_calendar import read_closures
from simulator.calendar.recurrence import parse_rule
from simulator.errors import FlowError, UsageError
from tests.calendar.ics import calendar, event, rules

YEARS = range(2026, 2028)


def closed(*parts: str, years: range = YEARS, zone: str | None = None) -> list[str]:
    """Each span of days with its name, then each closure of a part of a day."""
    read = read_closures(calendar(*parts), "closures.ics", years, ZoneInfo(zone) if zone else None)
    spans = [f"{one.first}{f'/{one.last}' if one.last > one.first else ''} {one.name}".strip() for one in read.holidays]
    return spans + [f"{one.day} {one} {one.name}".strip() for one in read.partial]


def refusal(*parts: str) -> str:
    with pytest.raises(FlowError) as refused:
        closed(*parts)
    return str(refused.value)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        pytest.param(["DTSTART;VALUE=DATE:20261225"], ["2026-12-25"], id="a day"),
        pytest.param(["DTSTART:20261225", "DTEND:20261225"], ["2026-12-25"], id="a day that ends on itself"),
        pytest.param(["DTSTART:20261225", "DTEND:20261229"], ["2026-12-25/2026-12-28"], id="some days"),
        pytest.param(["DTSTART:20261225", "DURATION:P1W"], ["2026-12-25/2026-12-31"], id="a week"),
        pytest.param(["DTSTART:20251230", "DTEND:20280103"], ["2026-01-01/2027-12-31"], id="cut to the years"),
        pytest.param(["DTSTART:20201225", "RRULE:FREQ=YEARLY"], ["2026-12-25", "2027-12-25"], id="for ever"),
        pytest.param(["DTSTART:20201225", "RRULE:FREQ=YEARLY;COUNT=7"], ["2026-12-25"], id="seven times"),
        pytest.param(["DTSTART:20201225", "RRULE:FREQ=YEARLY;UNTIL=20261231"], ["2026-12-25"], id="until a date"),
        pytest.param(["DTSTART:20261225", "RRULE:FREQ=YEARLY;UNTIL=20261224"], [], id="deleted from its first day on"),
        pytest.param(
            ["DTSTART:20260525", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"], ["2026-05-25", "2027-05-31"],
            id="the last Monday in May",
        ),
        pytest.param(
            ["DTSTART:20261221", "DTEND:20261223", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261228"],
            ["2026-12-21/2026-12-22", "2027-01-04/2027-01-05"],
            id="a week is left out",
        ),
        pytest.param(
            ["DTSTART:20260101", "RDATE:20260201,20270301"], ["2026-01-01", "2026-02-01", "2027-03-01"], id="more dates"
        ),
        pytest.param(["DTSTART:20261225", "STATUS:CANCELLED"], [], id="cancelled"),
        pytest.param(["DTSTART:20261224T000000", "DTEND:20261225T000000"], ["2026-12-24"], id="midnight to midnight"),
        pytest.param(["DTSTART:20261224T000000", "DTEND:20261224T235900"], ["2026-12-24"], id="until 23:59"),
        pytest.param(["DTSTART:20261224T090000", "DTEND:20261224T173000"], ["2026-12-24 09:00-17:30"], id="hours"),
        pytest.param(
            ["DTSTART:20261224T120000", "DTEND:20261227T090000"],
            ["2026-12-25/2026-12-26", "2026-12-24 12:00-24:00", "2026-12-27 00:00-09:00"],
            id="from one noon to a morning",
        ),
        pytest.param(["DTSTART:20261224T120000"], ["2026-12-24 12:00"], id="a time without an end"),
        pytest.param(["DTSTART:20251231T120000", "DTEND:20260101T120000"], ["2026-01-01 00:00-12:00"], id="New Year"),
        pytest.param(
            ["DTSTART;TZID=Europe/London:20260328T000000", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=3"],
            ["2026-03-28", "2026-03-29", "2026-03-30"],
            id="days of 24, 23 and 24 hours",
        ),
        pytest.param(
            ["DTSTART;TZID=America/Sao_Paulo:20171015T010000", "DTEND;TZID=America/Sao_Paulo:20171016T000000"], [],
            id="in other years",
        ),
    ],
)  # fmt: skip
def test_the_days_that_an_event_closes(lines: list[str], days: list[str]) -> None:
    assert closed(event(*lines)) == days


def test_a_day_that_begins_at_one_because_midnight_is_skipped_is_a_whole_day() -> None:
    sao_paulo = "TZID=America/Sao_Paulo"
    lines = [f"DTSTART;{sao_paulo}:20171015T010000", f"DTEND;{sao_paulo}:20171016T000000"]
    assert closed(event(*lines), years=range(2017, 2018)) == ["2017-10-15"]


NEW_YORK = event(
    "DTSTART;TZID=America/New_York:20261224T000000", "DTEND;TZID=America/New_York:20261226T000000", "SUMMARY:Shut"
)


def test_the_days_of_an_event_are_those_of_its_zone_or_of_the_one_asked_for() -> None:
    assert closed(NEW_YORK) == ["2026-12-24/2026-12-25 Shut"]
    assert closed(NEW_YORK, zone="Europe/London") == [
        "2026-12-25 Shut",
        "2026-12-24 05:00-24:00 Shut",
        "2026-12-26 00:00-05:00 Shut",
    ]
    in_utc = event("DTSTART:20260705T230000Z", "DTEND:20260706T230000Z")
    assert closed(in_utc) == ["2026-07-05 23:00-24:00", "2026-07-06 00:00-23:00"]
    assert closed("X-WR-TIMEZONE:Europe/London", in_utc) == ["2026-07-06"]
    assert closed(in_utc, zone="Europe/London") == ["2026-07-06"]
    floating = event("DTSTART:20261224T000000", "DTEND:20261225T000000")
    assert closed(floating, zone="Pacific/Auckland") == ["2026-12-24"]


def test_zones_may_be_windows_or_defined_by_the_file() -> None:
    own = [
        *("BEGIN:VTIMEZONE", "TZID:Three hours ahead", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
        *("TZOFFSETFROM:+0300", "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE"),
    ]
    for zone in ("GMT Standard Time", "Three hours ahead"):
        lines = [f"DTSTART;TZID={zone}:20260705T000000", "DURATION:P1D"]
        assert closed(event(*lines), *own) == ["2026-07-05"]
    assert closed(event(*lines), *own, zone="Europe/London") == [  # two hours ahead of London in summer
        "2026-07-04 22:00-24:00",
        "2026-07-05 00:00-22:00",
    ]


def test_a_single_day_of_a_series_may_be_moved_or_cancelled() -> None:
    yearly = event("UID:1", "DTSTART:20200105", "RRULE:FREQ=YEARLY", "SUMMARY:Stocktaking")
    moved = event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270105", "DTSTART:20270107", "SUMMARY:Stocktaking, late")
    dropped = event("UID:1", "RECURRENCE-ID;VALUE=DATE:20260105", "DTSTART:20260105", "STATUS:CANCELLED")
    assert closed(yearly, moved, dropped) == ["2027-01-07 Stocktaking, late"]


def test_names_of_the_same_days_are_joined_and_long_ones_cut() -> None:
    christmas = [
        event("DTSTART:20261225", f"SUMMARY:{name}") for name in ("Xmas\\, holy", "Xmas\\, holy", "  Day \\n off")
    ]
    assert closed(*christmas) == ["2026-12-25 Xmas, holy; Day off"]
    (cut,) = closed(event("DTSTART:20261225", f"SUMMARY:{'x' * 5000}"))
    assert cut == f"2026-12-25 {'x' * 117}..."
    assert closed(event("DTSTART:20261225", "SUMMARY:one", "SUMMARY:two")) == ["2026-12-25 one"]


def test_the_source_is_named_with_a_digest_and_revisions_are_noted() -> None:
    text = calendar(event("UID:1", "DTSTART:20261225"), event("UID:1", "DTSTART:20261226", "SEQUENCE:1"))
    read = read_closures(text, "folder/closures.ics", YEARS)
    start = "Closures of closures.ics (SHA-256 "
    assert read.source.startswith(start)
    assert read.source[len(start) + 12 :].startswith("): icalendar ")
    assert [str(one.first) for one in read.holidays] == ["2026-12-26"]
    assert read.notes == (
        "lines 4, 8: these events have one UID, so the one with the highest SEQUENCE replaces the others",
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ["DTSTART;TZID=Foo/Bar:20260105T090000"],
            "closures.ics:5:1: 'Foo/Bar' is a zone that neither this system nor the file knows; "
            "use an IANA name such as Europe/London",
        ),
        (
            ["DTSTART:20260105", "DTEND:20260101"],
            "closures.ics:4:1: this event ends before it starts; exchange DTSTART and DTEND",
        ),
        (
            ["DTSTART:20260105T090000Z", "DTEND;TZID=Europe/London:20260105T085900"],
            "closures.ics:4:1: this event ends before it starts; exchange DTSTART and DTEND",
        ),
        (
            ["DTSTART:20260105T090000", "DTEND:20260105T085900"],
            "closures.ics:4:1: this event ends before it starts; exchange DTSTART and DTEND",
        ),
    ],
)
def test_what_a_library_would_pass_over_is_refused_with_its_line(lines: list[str], message: str) -> None:
    assert refusal(event(*lines)) == message


def test_whatever_a_library_stumbles_over_is_one_message_with_the_line() -> None:
    zone = [
        *("BEGIN:VTIMEZONE", "TZID:Far away", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
        *("TZOFFSETFROM:+9900", "TZOFFSETTO:+9900", "END:STANDARD", "END:VTIMEZONE"),
    ]
    shown = refusal(*zone, event("DTSTART;TZID=Far away:20260105T090000"), event("DTSTART:20260101", "SEQUENCE:one"))
    assert [line.partition(": this event cannot be ")[0] for line in shown.splitlines()] == [
        "closures.ics:12:1",
        "closures.ics:15:1",
    ]


@pytest.mark.parametrize("library", ["icalendar", "recurring_ical_events"])
def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError) as refused:
        closed(event("DTSTART:20261225"))
    assert str(refused.value) == f"calendars need {library}: pip install 'ivrsim[calendar]'"


@given(rules(), st.dates(date(2023, 1, 1), date(2027, 12, 31)), st.sampled_from(["", ";COUNT=5", ";UNTIL=20270615"]))
def test_closures_are_the_days_that_the_libraries_find_by_themselves(rule: str, start: date, end: str) -> None:
    try:
        day, _ = parse_rule(rule).first_day(start, date(2090, 1, 1))
    except ValueError:
        day = None
    assume(day is not None and "BYSETPOS" not in rule)  # others keep the libraries busy until the year 9999
    text = calendar(event(f"DTSTART;VALUE=DATE:{start:%Y%m%d}", "DURATION:P2D", f"RRULE:{rule}{end}"))
    between = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(date(2026, 1, 1), date(2028, 1, 1))
    first_days = {occurrence["DTSTART"].dt for occurrence in between}
    days = {day for first in first_days for day in (first, first + timedelta(days=1)) if day.year in YEARS}
    read = read_closures(text, "x.ics", YEARS).holidays
    assert {one.first for one in read} | {one.last for one in read} == days
