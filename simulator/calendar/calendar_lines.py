"""An iCalendar file (RFC 5545) as lines with their places: only what says when something is closed.

Descriptions, alarms, tasks and the like are left out before a library reads the rest: they are most of a file,
and where one of them is broken it is nobody's concern here. What is kept is checked first, since the library
tells no line numbers and skips what it does not understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from simulator.errors import FlowError, Problem

SIZE_MOST = 5_000_000
"""The longest calendar that is read, in characters: 20 years of closures have some 100,000."""

EVENTS_MOST = 10_000

DEPTH_MOST = 10
"""How deep components may nest; an alarm within an event within a calendar is three deep."""

ZONE_RULES_MOST = 1_000
"""How many changes of the clocks a file may define for zones of its own."""

_EVENT_NAMES = {
    *("UID", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "DTEND", "DURATION"),
    *("RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
}
_ZONE_NAMES = {"BEGIN", "END", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "RRULE", "RDATE"}

_NOT_A_CALENDAR = "no calendar begins here; use an iCalendar file (.ics), which begins with BEGIN:VCALENDAR"

_LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[\w-]+=(?:"[^"]*"|[^";:])*+)*+):(?P<value>.*)', re.DOTALL
)
_ZONE_ID = re.compile(r';TZID="?([^";:,]+)"?', re.IGNORECASE)


class CalendarLine(NamedTuple):
    """One line, unfolded: the number of its first line in the file, its name, parameters and value."""

    number: int
    name: str
    parameters: str
    value: str

    @property
    def zone_id(self) -> str | None:
        """The zone that the line names, if any."""
        match = _ZONE_ID.search(self.parameters)
        return match[1] if match else None

    @property
    def text(self) -> str:
        """The line as it is written, without its folds."""
        return f"{self.name}{self.parameters}:{self.value}"


class CalendarEvent(NamedTuple):
    """One VEVENT: the number of its first line, its lines, and the zone of the calendar that it is in."""

    number: int
    lines: list[CalendarLine]
    calendar_zone: CalendarLine | None = None

    def first(self, name: str) -> CalendarLine | None:
        """Return the first line of a name."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[CalendarLine]:
        """Return every line of a name."""
        return [line for line in self.lines if line.name == name]


class CalendarScan(NamedTuple):
    """The events of a file, and the zones that it defines, by their ids."""

    events: list[CalendarEvent]
    zones: dict[str, list[CalendarLine]]


def scan_calendar(text: str, file: str) -> CalendarScan:
    """Return what a calendar says of times. Raises ``FlowError`` with the place of what is no calendar."""
    return _Scanner(file).scan(text)


class _Scanner:
    """Walks once through the lines of a file; ``open`` are the components that have begun and not ended."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[tuple[str, int]] = []
        self.events: list[CalendarEvent] = []
        self.zones: dict[str, list[CalendarLine]] = {}
        self.zone_lines: list[CalendarLine] = []
        self.zone_rules = 0
        self.first_event = 0
        self.calendar_zone: CalendarLine | None = None

    def scan(self, text: str) -> CalendarScan:
        if len(text) > SIZE_MOST:
            raise self.refusal(0, f"is over {SIZE_MOST // 1_000_000} MB; export a calendar with nothing but closures")
        if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
            raise self.refusal(1, _NOT_A_CALENDAR)
        for line in self.lines(text):
            if not self.open and (line.name, line.value.strip().upper()) != ("BEGIN", "VCALENDAR"):
                raise self.refusal(line.number, _NOT_A_CALENDAR)
            self.take(line)
        if self.open:
            name, number = self.open[-1]
            raise self.refusal(number, f"BEGIN:{name} has no END:{name}: the file is cut off; export it again")
        return CalendarScan(self.events, self.zones)

    def lines(self, text: str) -> Iterator[CalendarLine]:
        """Each line that is not empty, with what was folded onto the next ones."""
        folded: list[str] = []
        number = 0
        for place, written in enumerate([*re.split(r"\r\n|\r|\n", text), "END"], 1):
            if written[:1] in (" ", "\t") and folded:
                folded.append(written[1:])
            elif written.strip():
                if folded:
                    yield self.line(number, "".join(folded))
                folded, number = [written], place

    def line(self, number: int, text: str) -> CalendarLine:
        match = _LINE.fullmatch(text)
        if match is None:
            raise self.refusal(number, "is not NAME:VALUE; a long line goes on in the next one, after a space")
        return CalendarLine(number, match["name"].upper(), match["parameters"], match["value"])

    def take(self, line: CalendarLine) -> None:
        if line.name == "BEGIN":
            self.begin(line, line.value.strip().upper())
        elif line.name == "END":
            self.end(line, line.value.strip().upper())
        elif len(self.open) == 2 and self.open[1][0] == "VEVENT" and line.name in _EVENT_NAMES:
            self.events[-1].lines.append(line)
        elif len(self.open) == 1 and line.name == "X-WR-TIMEZONE":
            self.calendar_zone = line
        if self.open[1:2] and self.open[1][0] == "VTIMEZONE" and line.name in _ZONE_NAMES:
            self.zone_lines.append(line)

    def begin(self, line: CalendarLine, name: str) -> None:
        if len(self.open) == DEPTH_MOST:
            raise self.refusal(line.number, f"nests over {DEPTH_MOST} deep; a calendar needs three")
        self.open.append((name, line.number))
        if name == "VEVENT":
            self.events.append(CalendarEvent(line.number, []))
            if len(self.events) > EVENTS_MOST:
                raise self.refusal(line.number, f"is event {EVENTS_MOST + 1:,}; a calendar may hold {EVENTS_MOST:,}")
        elif name in ("STANDARD", "DAYLIGHT"):
            self.zone_rules += 1
            if self.zone_rules > ZONE_RULES_MOST:
                raise self.refusal(line.number, f"is over {ZONE_RULES_MOST:,} changes of clocks; use zones by name")

    def end(self, line: CalendarLine, name: str) -> None:
        begun, number = self.open[-1]
        if begun != name:
            raise self.refusal(
                line.number, f"END:{name} does not match BEGIN:{begun} in line {number}; export it again"
            )
        self.open.pop()
        if name == "VCALENDAR":  # now it is known, wherever among the events the zone stands
            own_events = self.events[self.first_event :]
            self.events[self.first_event :] = [event._replace(calendar_zone=self.calendar_zone) for event in own_events]
            self.first_event, self.calendar_zone = len(self.events), None
        elif name == "VTIMEZONE":
            ids = [zone_line.value for zone_line in self.zone_lines if zone_line.name == "TZID"]
            if ids:
                self.zones[ids[0]] = [*self.zone_lines, line]
            self.zone_lines = []

    def refusal(self, number: int, message: str) -> FlowError:
        return FlowError([Problem(self.file, number, 1 if number else 0, message)])
