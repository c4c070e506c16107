"""``schedules:`` and ``timezone:`` of flow.yaml, and the files of holidays that it names.

Loaded only where a flow has one of them: nothing here, and no zone, costs a flow without schedules anything.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any, NamedTuple, TypeVar

from simulator.config.schedules import (
    Holiday,
    Schedule,
    WeeklyHours,
    parse_date,
    parse_dates,
    parse_hours,
    parse_ranges,
)
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, nearest_words
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document
from simulator.text.positions import REFUSED, UnreadableText
from simulator.wire.decoding import Path

NO_HOLIDAYS = "none"
"""The ``holidays`` of a schedule that has none, also not those of its project."""

HOLIDAYS_MOST = 2_000
"""How many holidays a schedule may have; some 50 years of a country that has many."""

_SCHEDULE_FIELDS = ("open", "holidays", "switch")
_HOLIDAY_FIELDS = ("date", "dates", "name", "open", "file")
_EXAMPLE = '{office: {open: ["Mon-Fri 09:00-17:00"]}}'
_HOLIDAY_EXAMPLE = "{date: 2026-12-25, name: Christmas Day}"

_HOLIDAYS_NEEDED = f"use lines such as - {_HOLIDAY_EXAMPLE}, or [] for none"

_Value = TypeVar("_Value")


class ScheduleSection(NamedTuple):
    """The time zone of flow.yaml (an IANA name; empty: none) and its schedules by key."""

    timezone: str
    schedules: dict[str, Schedule]


def read_schedules(shelf: Shelf, document: Document, timezone: Any, schedules: Any) -> ScheduleSection:
    """The schedules of a flow document; what is wrong goes on the shelf."""
    reader = _ScheduleReader(shelf, document)
    zone = reader.read_timezone(timezone)
    read = reader.read_section(schedules)
    # A switch alone asks no clock. Anything else is asked at a moment, also where it is never open.
    items = schedules.values() if isinstance(schedules, dict) else ()
    if timezone is None and any(isinstance(body, dict) and "switch" not in body for body in items):
        message = "timezone is missing; schedules need the IANA name of their zone, such as timezone: Europe/London"
        shelf.problems.append(document.problem_at(("schedules",), message, key=True))
    return ScheduleSection(zone, read)


class _ScheduleReader:
    """One flow document's schedules, or the list of a file of holidays."""

    def __init__(self, shelf: Shelf, document: Document) -> None:
        self.shelf = shelf
        self.document = document
        self._inherited: tuple[Holiday, ...] | None = None

    def add_problem(self, place: Path, message: str, *, key: bool = False) -> None:
        """Something that is wrong with the value at a place (or with its key)."""
        self.shelf.problems.append(self.document.problem_at(place, message, key=key))

    def read_timezone(self, value: Any) -> str:
        """The zone's name, known to exist; empty where there is none.

        A wrong one reads as UTC, so that times without an offset, of variants say, are not refused as well.
        """
        if value is None or value is REFUSED:
            return ""
        from simulator.calendar.zones import load_zone

        try:
            if not isinstance(value, str):
                raise ValueError(f"{quote_value(value)} is not a time zone; use an IANA name such as Europe/London")
            load_zone(value)
        except ValueError as error:
            self.add_problem(("timezone",), f"timezone: {error}")
            return "UTC"
        return value

    def read_section(self, value: Any) -> dict[str, Schedule]:
        """The schedules by their keys."""
        if value is None or value is REFUSED:
            return {}
        if not isinstance(value, dict):
            self.add_problem(("schedules",), f"schedules: {quote_value(value)} is not accepted; use {_EXAMPLE}")
            return {}
        return {
            key: self.read_schedule(key, body)
            for key, body in value.items()
            if body is not REFUSED and self.is_key(key) and not self.shelf.is_full
        }

    def is_key(self, key: str) -> bool:
        """Return whether a schedule can be called so; if not, that is said."""
        if key.strip() and key == key.strip() and key.isprintable() and "||" not in key and key != "everyone":
            return True
        what = "speaks for every telephone" if key == "everyone" else "is not a key for a schedule"
        self.add_problem(("schedules", key), f"{quote_value(key)} {what}; use a word such as office", key=True)
        return False

    def read_schedule(self, key: str, body: Any) -> Schedule:
        """One schedule: hours with holidays, or a switch."""
        base: Path = ("schedules", key)
        if not isinstance(body, dict):
            self.add_problem(base, f"{key}: {quote_value(body)} is not a schedule; use {_EXAMPLE}")
            return Schedule(key)
        self._refuse_unknown(base, body, _SCHEDULE_FIELDS, "a schedule")
        if "switch" in body:
            return self._read_switch(key, base, body)
        if body.get("open") is None:
            self.add_problem(base, f'{key}: open is missing; add hours such as open: ["Mon-Fri 09:00-17:00"]')
        return Schedule(key, self._read_hours(base, body.get("open")), self._read_holidays(base, body.get("holidays")))

    def _read_switch(self, key: str, base: Path, body: dict[str, Any]) -> Schedule:
        if body["switch"] != "manual" and body["switch"] is not REFUSED:
            self.add_problem((*base, "switch"), f"switch: {quote_value(body['switch'])} is not accepted; use manual")
        for field in ("open", "holidays"):
            if field in body:
                self.add_problem(
                    (*base, field), f"{field}: a switch is set by hand and has no {field}; leave it out", key=True
                )
        return Schedule(key, is_switch=True)

    def _read_hours(self, base: Path, value: Any) -> tuple[WeeklyHours, ...]:
        lines = value if isinstance(value, list) else [value]
        places = [(*base, "open", index) if isinstance(value, list) else (*base, "open") for index in range(len(lines))]
        hours = [
            self._parse_value(parse_hours, line, place, "open")
            for line, place in zip(lines, places, strict=True)
            if line is not None or isinstance(value, list)
        ]
        return tuple(line for line in hours if line is not None)

    def _read_holidays(self, base: Path, value: Any) -> tuple[Holiday, ...]:
        if value is REFUSED or value == NO_HOLIDAYS:
            return ()
        holidays = list(self._inherited_holidays())
        if value is None:
            return tuple(holidays)
        if not isinstance(value, list):
            message = f"holidays: {quote_value(value)} is not a list; use [{_HOLIDAY_EXAMPLE}], or {NO_HOLIDAYS}"
            self.add_problem((*base, "holidays"), message)
            return ()
        for index, item in enumerate(value):
            place: Path = (*base, "holidays", index)
            if isinstance(item, dict) and "file" in item:
                holidays += self._read_file(place, item)
            elif (holiday := self._read_holiday(place, item)) is not None:
                holidays.append(holiday)
            if len(holidays) > HOLIDAYS_MOST:
                message = f"holidays: over {HOLIDAYS_MOST:,} are here; at most {HOLIDAYS_MOST:,} are accepted"
                self.add_problem((*base, "holidays"), message)
                break
        return tuple(holidays[:HOLIDAYS_MOST])

    def _inherited_holidays(self) -> tuple[Holiday, ...]:
        """The holidays of the project's files, which come before those of a schedule; read once for a flow."""
        if self._inherited is None:
            project = self.shelf.project
            folder = FilePath(project.path).parent
            holidays: list[Holiday] = []
            for shared in project.holidays:
                inner = self._open_named(folder / shared.path, str(folder / shared.path), shared.path, shared.problem)
                holidays += self._read_lines(inner) if inner is not None else ()
            self._inherited = tuple(holidays[: HOLIDAYS_MOST + 1])
        return self._inherited

    def _read_holiday(self, place: Path, item: Any) -> Holiday | None:
        if item is REFUSED:
            return None
        if not isinstance(item, dict):
            self.add_problem(place, f"{quote_value(item)} is not a holiday; use {_HOLIDAY_EXAMPLE}")
            return None
        self._refuse_unknown(place, item, _HOLIDAY_FIELDS, "a holiday")
        stated = [field for field in ("date", "dates") if item.get(field) is not None]
        if len(stated) != 1:
            what = "has both date and dates; use one of them" if stated else f"has no date; use {_HOLIDAY_EXAMPLE}"
            self.add_problem(place, f"a holiday {what}")
            return None
        field = stated[0]
        if field == "date":
            day = self._parse_value(parse_date, item[field], (*place, field), field)
            span = None if day is None else (day, day)
        else:
            span = self._parse_value(parse_dates, item[field], (*place, field), field)
        ranges = (
            () if item.get("open") is None else self._parse_value(parse_ranges, item["open"], (*place, "open"), "open")
        )
        name = self._read_name(place, item.get("name"))
        return Holiday(*span, name, ranges or ()) if span is not None else None

    def _read_name(self, place: Path, value: Any) -> str:
        if value is None or value is REFUSED:
            return ""
        text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else "\n"
        if text.isprintable():
            return text
        self.add_problem((*place, "name"), f"name: {quote_value(value)} is not a name; use words on one line")
        return ""

    def _read_file(self, place: Path, item: dict[str, Any]) -> list[Holiday]:
        """The holidays of a file: a list of the same lines."""
        path, more = item["file"], [field for field in item if field != "file"]
        if more:
            message = f"{more[0]}: a holiday with file has no other field; move {more[0]} into the file"
            self.add_problem((*place, more[0]), message, key=True)
        if not isinstance(path, str) or not path.strip():
            self.add_problem((*place, "file"), f"file: {quote_value(path)} is not a path; use holidays/uk.yaml")
            return []
        name = path if self.document.is_stdin else self.document.name_beside(path)

        def problem(message: str) -> Problem:
            return self.document.problem_at((*place, "file"), message)

        inner = self._open_named(self.document.folder / path, name, path, problem)
        return [] if inner is None else self._read_lines(inner)

    def _read_lines(self, inner: Document) -> list[Holiday]:
        """The holidays of a file's document."""
        if not isinstance(inner.tree, list):
            message = f"{quote_value(inner.tree)} is not a list of holidays; use lines such as - {_HOLIDAY_EXAMPLE}"
            self.shelf.problems.append(inner.problem_at((), message))
            return []
        reader = _ScheduleReader(self.shelf, inner)
        holidays = [reader._read_line(index, line) for index, line in enumerate(inner.tree[: HOLIDAYS_MOST + 1])]
        return [holiday for holiday in holidays if holiday is not None]

    def _open_named(
        self, file: FilePath, name: str, written: str, problem: Callable[[str], Problem]
    ) -> Document | None:
        """A file of holidays; None where there is no such file, or none that can be read: a ``problem`` says why.

        Messages call it ``name``; ``written`` is how its author wrote it.
        """
        try:
            if self.shelf.has_file(file):
                return self.shelf.read_file(file, name, needed=_HOLIDAYS_NEEDED)
            self.shelf.problems.append(problem(f"{name}: {self.shelf.files.missing(file)}"))
        except FlowError as error:
            self.shelf.problems += error.problems
        except UnreadableText as refusal:  # outside, or no path at all
            self.shelf.problems.append(problem(f"{quote_value(written)} {refusal}"))
        return None

    def _read_line(self, index: int, line: Any) -> Holiday | None:
        if isinstance(line, dict) and "file" in line:
            self.add_problem((index, "file"), "file: a file of holidays cannot name a file; list the dates", key=True)
            return None
        return self._read_holiday((index,), line)

    def _refuse_unknown(self, place: Path, body: dict[str, Any], accepted: tuple[str, ...], owner: str) -> None:
        for field in body:
            if field not in accepted:
                near = nearest_words(field, accepted)
                hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(accepted)}"
                self.add_problem((*place, field), f"{owner} has no field {quote_value(field)}; {hint}", key=True)

    def _parse_value(self, parser: Callable[[Any], _Value], value: Any, place: Path, field: str) -> _Value | None:
        """Parse a value; None, with the parser's objection on the shelf, if it is refused."""
        if value is REFUSED:
            return None
        try:
            return parser(value)
        except ValueError as error:
            self.add_problem(place, f"{field}: {error}")
            return None
