"""The events of a calendar grouped into series, checked and measured before a library works them out.

A series is an event with its rule, and the events that replace single days of it; they share a UID. What lies
wholly outside of the years is left out, and every rule gets an end shortly after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from simulator.calendar.calendar_lines import CalendarEvent, CalendarLine, CalendarScan
from simulator.calendar.holiday_list import year_words
from simulator.calendar.recurrence import parse_rule
from simulator.calendar.wall_time import local_time
from simulator.calendar.zones import find_zone, load_zone
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem

OCCURRENCES_MOST = 20_000
"""How often the events of a file may occur in the years asked for: about two seconds of work."""

RULE_STEPS_MOST = 1_000_000
"""How many days the rules of a file may step through, each from its first event to the last of the years: about
two seconds of work."""

PROBLEMS_MOST = 100
"""How many faults of a file are listed: nobody reads more."""

_STAMP = re.compile(r"(?P<date>\d{8})(T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?(/.*)?\Z", re.ASCII)
_DATES = re.compile(r"\d{8}(,\d{8})*", re.ASCII)
_DATE_NAMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
_ONCE = ("UID", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_VALUE_OR_ZONE = re.compile(r';(?:VALUE|TZID)=(?:"[^"]*"|[^";:]*)', re.IGNORECASE)
_DURATION = re.compile(r"\+?P(?:(?P<weeks>\d{1,4})W|(?:(?P<days>\d{1,5})D)?(?:T(?:\d{1,6}[HMS])+)?)", re.ASCII)
_ACCEPTED = "use a date such as 20261225 or a time such as 20261225T090000, in a year from 1000 to 9998"

_ZONE_LINES_PER_OCCURRENCE = 3
"""How many lines of a zone, which every series has to name anew, are as much work as one occurrence."""

_CLOCKS_BEGIN = date(1970, 1, 1)
"""A date like many on which rules of clocks begin; whether a day fits one does not depend on it."""

_SOON_AFTER = timedelta(days=3)


class EventSeries(NamedTuple):
    """The events of one UID, as text for the library, and the measure of the work that they make."""

    events: list[CalendarEvent]
    text: str
    occurrences: int
    rule_steps: int
    note: str


def group_events(scan: CalendarScan, file: str, years: range) -> list[EventSeries]:
    """Return the series that concern some years.

    Raises ``FlowError`` with every event that cannot be worked out, and for a file that would take minutes.
    """
    groups: dict[str, list[CalendarEvent]] = {}
    for event in scan.events:
        uid = event.first("UID")
        groups.setdefault(uid.value if uid else f"line {event.number}", []).append(event)
    faults = [*_zone_faults(scan)]
    series: list[EventSeries] = []
    occurrences = steps = 0
    for events in groups.values():
        event_faults = [fault for event in events for fault in _event_faults(event)]
        if not event_faults and any(_concerns(event, years) for event in events):
            try:
                series.append(_measured_series(events, scan, years))
            except _RuleRefused as refusal:
                event_faults.append((refusal.number, str(refusal)))
            else:
                occurrences, steps = occurrences + series[-1].occurrences, steps + series[-1].rule_steps
                _refuse_long_work(occurrences, steps, file, years)
        faults += event_faults
        if len(faults) >= PROBLEMS_MOST:
            break
    if faults:
        raise FlowError(Problem(file, number, 1, message) for number, message in faults[:PROBLEMS_MOST])
    return series


def _refuse_long_work(occurrences: int, steps: int, file: str, years: range) -> None:
    if occurrences > OCCURRENCES_MOST:
        problem = f"occur over {OCCURRENCES_MOST:,} times in {year_words(years)}"
    elif steps > RULE_STEPS_MOST:
        problem = f"recur through over {RULE_STEPS_MOST:,} days until {years[-1]}"
    else:
        return
    advice = "ask for fewer years, or export a calendar with nothing but closures"
    raise FlowError([Problem(file, 0, 0, f"its events {problem}, which would take too long; {advice}")])


class _RuleRefused(Exception):
    """A rule that no day fits; ``number`` is its line."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


def _zone_faults(scan: CalendarScan) -> Iterator[tuple[int, str]]:
    for line in dict.fromkeys(event.calendar_zone for event in scan.events if event.calendar_zone):
        try:
            load_zone(line.value.strip())
        except ValueError as error:
            yield line.number, str(error)
    for line in (line for lines in scan.zones.values() for line in lines if line.name == "RRULE"):
        try:
            rule = parse_rule(line.value)
            if rule.frequency != "YEARLY":
                raise ValueError(f"clocks change {rule.frequency}; use YEARLY")
            rule.first_day(_CLOCKS_BEGIN, date.max)
        except ValueError as error:
            yield line.number, str(error)


def _event_faults(event: CalendarEvent) -> Iterator[tuple[int, str]]:
    """Yield each fault that keeps an event's dates from being worked out, with its line."""
    if event.first("DTSTART") is None:
        yield event.number, "this event has no DTSTART, so nothing says when it is"
    for line in event.lines:
        if line.name in _ONCE and line is not event.first(line.name):
            yield line.number, f"{line.name} is there twice in this event; leave one out"
        match line.name:
            case name if name in _DATE_NAMES:
                for value in line.value.split(","):
                    if _date_of(value) is None:
                        yield line.number, f"{line.name} is {quote_value(value)}; {_ACCEPTED}"
            case "DURATION" if not _DURATION.fullmatch(line.value.strip()):
                yield line.number, f"DURATION is {quote_value(line.value)}; use one such as P1D, P2W or PT8H"
            case "RRULE":
                try:
                    parse_rule(line.value)
                except ValueError as error:
                    yield line.number, str(error)
            case "EXRULE":
                yield line.number, "EXRULE went out of the standard in 2009; list the days as EXDATE"


def _date_of(value: str) -> date | None:
    """Return the date in a value, as the clock of its zone shows it; None: the value has none that can be."""
    match = _STAMP.match(value.strip())
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["date"])
    except ValueError:
        return None
    return day if 1000 <= day.year <= 9998 else None


def _extent(event: CalendarEvent) -> tuple[date, date]:
    """Return the date on which an event first starts, and the one on which it then ends, or a day later."""
    start, end, length = event.first("DTSTART"), event.first("DTEND"), event.first("DURATION")
    first = _date_of(start.value) if start else None
    assert first is not None, "an event without a start has been refused"
    last = _date_of(end.value) if end else first
    if length and (match := _DURATION.fullmatch(length.value.strip())):
        days = 7 * int(match["weeks"] or 0) + int(match["days"] or 0) + 1
        last = first + timedelta(days=min(days, (date.max - first).days))
    return first, max(first, last or first)


def _concerns(event: CalendarEvent, years: range) -> bool:
    """Return whether an event may close something in some years; its zone may be a day ahead or behind."""
    first, last = _extent(event)
    if first.year > years[-1] + 1:
        return bool(event.first("RECURRENCE-ID"))
    rules = [parse_rule(line.value) for line in event.all("RRULE")]
    if event.first("RDATE") or event.first("RECURRENCE-ID") or any(rule.goes_on_until(years[0]) for rule in rules):
        return True
    return last.year >= years[0] - 1


def _measured_series(events: list[CalendarEvent], scan: CalendarScan, years: range) -> EventSeries:
    """Return a series with the work that it makes. Raises ``_RuleRefused``."""
    window, stop = date(years[0], 1, 1), date(years[-1], 12, 31) + _SOON_AFTER
    occurrences = rule_steps = 0
    without_effect: set[int] = set()
    for event in events:
        first, last = _extent(event)
        occurrences += 1 + sum(line.value.count(",") + 1 for line in event.all("RDATE"))
        for line in event.all("RRULE"):
            rule = parse_rule(line.value)
            if rule.ends_before(first):
                continue
            try:
                day, tried = rule.first_day(_first_day(event), stop)
            except ValueError as error:
                raise _RuleRefused(line.number, str(error)) from None
            rule_steps += tried
            if day is None:
                without_effect.add(line.number)
                continue
            rule_steps += rule.steps_to(first, stop)
            # One that lasts long and began before the years still goes on in them.
            begun = max(first.toordinal(), window.toordinal() - (last - first).days)
            occurrences += rule.occurrences_in(max(0, stop.toordinal() - begun))
    occurrences += sum(map(len, _zones_named(events, scan))) // _ZONE_LINES_PER_OCCURRENCE
    originals = [event.number for event in events if event.first("RECURRENCE-ID") is None]
    note = ""
    if len(originals) > 1:
        lines = ", ".join(map(str, originals))
        note = f"lines {lines}: these events have one UID, so the one with the highest SEQUENCE replaces the others"
    return EventSeries(events, _series_text(events, scan, stop, without_effect), occurrences, rule_steps, note)


def _first_day(event: CalendarEvent) -> date:
    """Return the date on which a series begins, by the clock of the zone in which its rule holds."""
    day, _ = _extent(event)
    start = event.first("DTSTART")
    if start is None or event.calendar_zone is None or not start.value.strip().upper().endswith("Z"):
        return day
    instant = datetime.strptime(start.value.strip().upper(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return local_time(instant, load_zone(event.calendar_zone.value.strip())).date()


def _series_text(
    events: Sequence[CalendarEvent], scan: CalendarScan, stop: date, without_effect: AbstractSet[int]
) -> str:
    """Return a calendar of one series, with the zones that it names; every rule ends at a date."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ivrsim//closures//EN"]
    lines += [event.calendar_zone.text for event in events[:1] if event.calendar_zone]
    lines += [line.text for zone in _zones_named(events, scan) for line in zone]
    for event in events:
        kept_lines = [line for line in event.lines if line.number not in without_effect]
        lines += ["BEGIN:VEVENT", *(_library_text(line, event, stop) for line in kept_lines), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _zones_named(events: Sequence[CalendarEvent], scan: CalendarScan) -> list[list[CalendarLine]]:
    """Return the zones of the file that some events name, but for those that every system knows."""
    names = dict.fromkeys(line.zone_id for event in events for line in event.lines if line.zone_id in scan.zones)
    return [scan.zones[name] for name in names if name and find_zone(name) is None]


def _library_text(line: CalendarLine, event: CalendarEvent, stop: date) -> str:
    """Return a line as the library has to read it: rules with an end, dates marked as dates whatever zone they name."""
    if line.name == "RRULE":
        rule, start = parse_rule(line.value), event.first("DTSTART")
        if rule.ends_before(_extent(event)[0]):  # how some programs delete a series: not even its first day is left
            return f"RRULE:FREQ=DAILY;UNTIL={rule.parts['UNTIL']}"
        return f"RRULE:{rule.ended(stop, whole_days=start is not None and 'T' not in start.value.upper())}"
    if line.name in _DATE_NAMES and _DATES.fullmatch(line.value):
        return f"{line.name}{_VALUE_OR_ZONE.sub('', line.parameters)};VALUE=DATE:{line.value}"
    return line.text
