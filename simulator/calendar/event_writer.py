"""Spans of time as the events of an iCalendar file (RFC 5545), for any calendar program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from simulator.calendar.extra import require_library


class TimedEvent(NamedTuple):
    """An event: what it is called, and from when until when. ``group`` tells events of one time apart."""

    title: str
    start: datetime
    until: datetime
    group: str


def events_ics(events: Iterable[TimedEvent]) -> str:
    """The text of an iCalendar file; the same events are the same file whenever it is written.

    Raises ``UsageError`` where the extra with the library for it is not installed.
    """
    require_library("icalendar")
    import icalendar  # most calendars are read at a terminal

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//ivrsim//calendar//EN")
    calendar.add("version", "2.0")
    for item in events:
        event = icalendar.Event()
        start, until = (bound.astimezone(UTC) for bound in (item.start, item.until))
        event.add("uid", f"{item.group}-{start:%Y%m%dT%H%M%SZ}@ivrsim")
        event.add("dtstamp", start)
        event.add("dtstart", start)
        event.add("dtend", until)
        event.add("summary", item.title)
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8")).replace("\r\n", "\n")
