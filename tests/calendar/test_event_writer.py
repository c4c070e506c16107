"""Spans of time as events of a calendar file."""

from datetime import UTC, datetime, timedelta, timezone

from simulator.calendar.event_writer import TimedEvent, events_ics


def test_events_of_a_calendar() -> None:
    noon = datetime(2026, 12, 24, 12, tzinfo=timezone(timedelta(hours=1)))
    text = events_ics([TimedEvent("A: closed, for once", noon, datetime(2026, 12, 25, tzinfo=UTC), "A")])
    assert (
        text
        == """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ivrsim//calendar//EN
BEGIN:VEVENT
SUMMARY:A: closed\\, for once
DTSTART:20261224T110000Z
DTEND:20261225T000000Z
DTSTAMP:20261224T110000Z
UID:A-20261224T110000Z@ivrsim
END:VEVENT
END:VCALENDAR
"""
    )
