"""A calendar as lines with their places."""

import pytest

from simulator.calendar import calendar_lines
from simulator.calendar.calendar_lines import CalendarLine, scan_calendar
from simulator.errors import FlowError
from tests.calendar.ics import calendar, event

ZONE = [
    *("BEGIN:VTIMEZONE", "TZID:Office", "X-LIC-LOCATION:Europe/London", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0300", "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE"),
]


def test_an_event_keeps_what_says_when_it_is() -> None:
    text = calendar(
        "X-WR-TIMEZONE:Europe/London",
        event(
            *("UID:1", 'DTSTART;TZID="Europe/London":20261224T', " 120000", "DESCRIPTION:a: b\\n", "\tand more"),
            *("SUM", " MARY;LANGUAGE=en:Party: all of us", "BEGIN:VALARM", "DTSTART:20260101", "END:VALARM"),
        ),
        *ZONE,
        "BEGIN:VTODO", "DTSTART:20260101", "END:VTODO",
    )  # fmt: skip
    scan = scan_calendar(text, "closures.ics")
    (only,) = scan.events
    assert only.number == 5
    assert only.lines == [
        CalendarLine(6, "UID", "", "1"),
        CalendarLine(7, "DTSTART", ';TZID="Europe/London"', "20261224T120000"),
        CalendarLine(11, "SUMMARY", ";LANGUAGE=en", "Party: all of us"),
    ]
    assert only.calendar_zone == CalendarLine(4, "X-WR-TIMEZONE", "", "Europe/London")
    assert [line.zone_id for line in only.lines] == [None, "Europe/London", None]
    assert (only.first("DTEND"), only.all("SUMMARY")) == (None, only.lines[2:])
    assert [line.text for line in scan.zones["Office"]] == [line for line in ZONE if not line.startswith("X-")]


def test_each_calendar_of_a_file_has_a_zone_of_its_own() -> None:
    london = calendar(event("UID:1"), "X-WR-TIMEZONE:Europe/London")
    scan = scan_calendar(london + calendar(event("UID:2")) + calendar("BEGIN:VTIMEZONE", "END:VTIMEZONE"), "x.ics")
    zones = [one.calendar_zone.value if one.calendar_zone else None for one in scan.events]
    assert (zones, scan.zones) == (["Europe/London", None], {})


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_any_line_end_will_do(end: str) -> None:
    text = calendar("", event("UID:1")).replace("\r\n", end)
    assert [line.value for line in scan_calendar(text, "x.ics").events[0].lines] == ["1"]


NO_CALENDAR = "no calendar begins here; use an iCalendar file (.ics), which begins with BEGIN:VCALENDAR"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"x.ics:1:1: {NO_CALENDAR}"),
        ("hello", f"x.ics:1:1: {NO_CALENDAR}"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VEVENT\n", f"x.ics:3:1: {NO_CALENDAR}"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n",
            "x.ics:2:1: BEGIN:VEVENT has no END:VEVENT: the file is cut off; export it again",
        ),
        (
            "BEGIN:VCALENDAR\nEND:VEVENT\n",
            "x.ics:2:1: END:VEVENT does not match BEGIN:VCALENDAR in line 1; export it again",
        ),
        (
            "BEGIN:VCALENDAR\nDESCRIPTION:one\ntwo\n",
            "x.ics:3:1: is not NAME:VALUE; a long line goes on in the next one, after a space",
        ),
        (
            "BEGIN:VCALENDAR\n" + "A" + ";b=c" * 50_000,
            "x.ics:2:1: is not NAME:VALUE; a long line goes on in the next one, after a space",
        ),
        ("BEGIN:VCALENDAR\n" * 100_000, "x.ics:11:1: nests over 10 deep; a calendar needs three"),
        ("BEGIN:VCALENDAR\n" + "x" * 50_000_000, "x.ics: is over 5 MB; export a calendar with nothing but closures"),
    ],
)
def test_what_is_not_a_calendar_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(FlowError) as refused:
        scan_calendar(text, "x.ics")
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("EVENTS_MOST", "x.ics:15:1: is event 2; a calendar may hold 1"),
        ("ZONE_RULES_MOST", "x.ics:18:1: is over 1 changes of clocks; use zones by name"),
    ],
)
def test_a_calendar_holds_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch, limit: str, message: str) -> None:
    monkeypatch.setattr(calendar_lines, limit, 1)
    with pytest.raises(FlowError) as refused:
        scan_calendar(calendar(*ZONE, event(), *(ZONE if limit == "ZONE_RULES_MOST" else [event()])), "x.ics")
    assert str(refused.value) == message
