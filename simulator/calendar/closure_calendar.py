"""Closures from an iCalendar file: the whole days that its events take, within some years.

Events are grouped by their UID (a series, and what replaces single days of it), and each group is worked out by
itself, so that whatever a library has to say of one is said with its line. Before that, every group is measured:
the libraries step through each day since the first event, and make an object of each occurrence.

An event without a time is a date, the same everywhere. One with times takes the days that it covers wholly, by the
clock of the zone that is asked for, else by that of the event.
"""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from simulator.calendar.calendar_lines import CalendarEvent, scan_calendar
from simulator.calendar.event_series import PROBLEMS_MOST, EventSeries, group_events
from simulator.calendar.extra import library_version, require_library
from simulator.calendar.holiday_list import HolidayList, PartialClosure, minutes_of_day
from simulator.calendar.wall_time import first_instant, local_time
from simulator.config.schedules import Holiday
from simulator.errors import FlowError, Problem

NAME_MOST = 120
"""The longest name of a closure, in characters; summaries may be whole letters."""

_DAY = timedelta(days=1)

_NEARLY_MIDNIGHT = timedelta(minutes=1)
"""How early a day may end: some programs write 23:59 for its end."""

_MARGIN = timedelta(days=2)
"""How far around the years events are looked for: their zones may be a day ahead or behind."""


def read_closures(text: str, file: str, years: range, zone: tzinfo | None = None) -> HolidayList:
    """Return what the events of a calendar close in some years.

    Raises ``FlowError`` with the place of whatever cannot be read, and ``UsageError`` where a library is missing.
    """
    require_library("icalendar")
    require_library("recurring_ical_events")
    groups = group_events(scan_calendar(text, file), file, years)
    closures, problems = _Closures(years, zone), []
    for series in groups:
        try:
            closures.add(series)
        except _SeriesRefused as refusal:
            problems.append(Problem(file, refusal.number, 1, str(refusal)))
    if problems:
        raise FlowError(problems[:PROBLEMS_MOST])
    libraries = " and ".join(map(library_version, ("icalendar", "recurring-ical-events")))
    digest = sha256(text.encode("utf-8")).hexdigest()[:12]
    source = f"Closures of {PurePath(file).name} (SHA-256 {digest}): {libraries}"
    notes = tuple(note for series in groups if (note := series.note))
    return HolidayList(source, closures.holidays(), closures.partial_closures(), notes)


class _SeriesRefused(Exception):
    """An event that cannot be worked out; ``number`` is its line."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


class _Closures:
    """The closures collected so far: their names, by first and last day."""

    def __init__(self, years: range, zone: tzinfo | None) -> None:
        self.zone = zone
        self.first, self.last = date(years[0], 1, 1), date(years[-1], 12, 31)
        self.names: dict[tuple[date, date], list[str]] = {}
        self.partial: set[PartialClosure] = set()

    def holidays(self) -> tuple[Holiday, ...]:
        spans = sorted(self.names.items())
        return tuple(Holiday(first, last, _cut("; ".join(filter(None, names)))) for (first, last), names in spans)

    def partial_closures(self) -> tuple[PartialClosure, ...]:
        return tuple(sorted(self.partial))

    def add(self, series: EventSeries) -> None:
        """Add what a series closes. Raises ``_SeriesRefused``."""
        for occurrence in self._occurrences(series):
            if str(occurrence.get("STATUS", "")).upper() == "CANCELLED":
                continue
            start = occurrence["DTSTART"].dt
            end = occurrence["DTEND"].dt if "DTEND" in occurrence else start
            name = _event_name(occurrence)
            if isinstance(start, datetime):
                self._add_times(start, end, name)
            else:  # the end is the day after the last; some programs write the last itself for a single day
                self._add_days(start, max(start, end - _DAY), name)

    def _occurrences(self, series: EventSeries) -> list[Any]:
        import icalendar
        import recurring_ical_events  # type: ignore[import-untyped]  # it has no types

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a rule with a count gets an end as well, which is out of fashion
                calendar = icalendar.Calendar.from_ical(series.text)
                for component, event in zip(calendar.walk("VEVENT"), series.events, strict=True):
                    _refuse_what_was_dropped(component, event)
                query = recurring_ical_events.of(calendar)
                occurrences: list[Any] = query.between(self.first - _MARGIN, self.last + _MARGIN)
        except _SeriesRefused:
            raise
        except Exception as error:  # a file may hold anything, and the libraries raise whatever it leads to
            reason = " ".join(str(error).split())[:NAME_MOST] or type(error).__name__
            raise _SeriesRefused(series.events[0].number, f"this event cannot be worked out: {reason}") from None
        return occurrences

    def _add_days(self, first: date, last: date, name: str) -> None:
        first, last = max(first, self.first), min(last, self.last)
        if first <= last:
            names = self.names.setdefault((first, last), [])
            names += [name] if name not in names else []

    def _add_times(self, start: datetime, end: datetime, name: str) -> None:
        """Add the days that lie wholly between two times, and what is left of those at the ends."""
        zone = self.zone or start.tzinfo or UTC
        since, until = (_instant(moment, zone) for moment in (start, end))
        first_day = local_time(since, zone).date()
        last_day = max(first_day, local_time(until - timedelta(microseconds=1), zone).date())
        first_whole = first_day if since <= _midnight(first_day, zone) else first_day + _DAY
        ends_whole = until >= _midnight(last_day + _DAY, zone) - _NEARLY_MIDNIGHT
        last_whole = last_day if ends_whole else last_day - _DAY
        self._add_days(first_whole, last_whole, name)
        for day in sorted({first_day, last_day}):
            if not first_whole <= day <= last_whole and self.first <= day <= self.last:
                begin, finish = (minutes_of_day(day, local_time(moment, zone)) for moment in (since, until))
                self.partial.add(PartialClosure(day, begin, finish, name))


def _refuse_what_was_dropped(component: Any, event: CalendarEvent) -> None:
    """Raise ``_SeriesRefused`` for what the library passed over in silence."""
    for _, reason in component.errors:
        raise _SeriesRefused(event.number, f"this event cannot be read: {reason}")
    for line in event.lines:
        if not line.zone_id or line.name not in ("DTSTART", "DTEND"):
            continue
        moment = component[line.name].dt
        if isinstance(moment, datetime) and moment.tzinfo is None:
            raise _SeriesRefused(
                line.number,
                f"{line.zone_id!r} is a zone that neither this system nor the file knows; "
                "use an IANA name such as Europe/London",
            )
    if "DTEND" in component and type(component["DTEND"].dt) is type(component["DTSTART"].dt):
        start, end = component["DTSTART"].dt, component["DTEND"].dt
        if _sortable(end) < _sortable(start):
            raise _SeriesRefused(event.number, "this event ends before it starts; exchange DTSTART and DTEND")


def _sortable(moment: date) -> datetime:
    """A date or a time, comparable with others of its event."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _event_name(occurrence: Any) -> str:
    summary = occurrence.get("SUMMARY", "")
    if isinstance(summary, list):
        summary = summary[0]
    return _cut(" ".join(str(summary).split()))


def _cut(name: str) -> str:
    return name if len(name) <= NAME_MOST else name[: NAME_MOST - 3] + "..."


def _instant(moment: datetime, zone: tzinfo) -> datetime:
    """A time with a zone of its own, or by the clock of a zone, as an instant."""
    return moment.astimezone(UTC) if moment.tzinfo else first_instant(moment, zone)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return first_instant(datetime.combine(day, time()), zone)
