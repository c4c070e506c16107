"""How edits of hours fit a flow: a holiday more or less, other weekly hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from simulator.config.schedules import Holiday, Schedule, merge_ranges, parse_dates, parse_hours, parse_ranges
from simulator.loader.schedule_section import NO_HOLIDAYS
from simulator.patches.edit_kinds import AddHoliday, HolidayEdit, RemoveHoliday, SetHours
from simulator.patches.flow_files import FlowFiles, Misfit, PlacedEdit
from simulator.text.tree_edit import TreeEdit
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

_EXACT_DAYS = 366 * 3
"""So many days of a span are looked at one by one, to see whether each is the holiday already."""


def add_holiday(edit: AddHoliday, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits that add a holiday, or set the line of flow.yaml that has its dates. Raises ``Misfit``."""
    holiday = _holiday_of(edit)
    for schedule in _schedules(edit.schedule, files):
        path: Path = ("schedules", schedule.key, "holidays")
        if files.document.at_path(path) == NO_HOLIDAYS:
            raise Misfit(f"{schedule.key} says holidays: {NO_HOLIDAYS}")
        own = _own_line(files, schedule, holiday)
        if own is not None and _holds(files, schedule, own):
            fields = {"name": edit.name, "open": edit.open}
            written = files.document.at_path((*path, own))
            if _is_so(schedule, holiday) and fields["name"] in (None, written.get("name")):
                continue
            for field, value in fields.items():
                if value is None and field in written and field == "open":
                    yield PlacedEdit(files.document, TreeEdit("remove", (*path, own, field)))
                elif value is not None and written.get(field) != value:
                    yield PlacedEdit(files.document, TreeEdit("put", (*path, own, field), value))
        elif not _is_so(schedule, holiday):
            line = {"date": edit.date, "dates": edit.dates, "open": edit.open, "name": edit.name}
            filled = {field: value for field, value in line.items() if value is not None}
            yield PlacedEdit(files.document, TreeEdit("append", path, filled))


def remove_holiday(edit: RemoveHoliday, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits that take a holiday's line out of flow.yaml. Raises ``Misfit``, also where a file has it."""
    holiday = _holiday_of(edit)
    for schedule in _schedules(edit.schedule, files):
        own = _own_line(files, schedule, holiday)
        if own is not None:
            path: Path = ("schedules", schedule.key, "holidays")
            only = len(files.document.at_path(path)) == 1
            yield PlacedEdit(files.document, TreeEdit("remove", path if only else (*path, own)))
        elif any((other.first, other.last) == (holiday.first, holiday.last) for other in schedule.holidays):
            raise Misfit(f"{schedule.key} has {_day_words(holiday)} from a file of holidays, which other flows may use")


def set_hours(edit: SetHours, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edit that sets weekly hours. Raises ``Misfit``."""
    for schedule in _schedules(edit.schedule, files):
        wanted = [parse_hours(line)._replace(written="") for line in edit.open]
        if [line._replace(written="") for line in schedule.hours] != wanted:
            yield PlacedEdit(files.document, TreeEdit("put", ("schedules", schedule.key, "open"), edit.open))


def _schedules(name: str | None, files: FlowFiles) -> Sequence[Schedule]:
    """Return the schedules with hours that are meant: the one of this name, or all. Raises ``Misfit``."""
    schedules = files.flow.schedules
    if name is None:
        timed = [schedule for schedule in schedules.values() if not schedule.is_switch]
        if not timed:
            raise Misfit("no schedule has hours" if schedules else "no schedules")
        return timed
    if name not in schedules:
        raise Misfit(f"no schedule {name!r}{suggest(name, schedules)}" if schedules else "no schedules")
    if schedules[name].is_switch:
        raise Misfit(f"{name} is a switch, which is set by hand and has no hours")
    return [schedules[name]]


def _holiday_of(edit: HolidayEdit) -> Holiday:
    span = parse_dates(edit.dates or edit.date)
    added = edit if isinstance(edit, AddHoliday) else None
    ranges = parse_ranges(added.open) if added is not None and added.open is not None else ()
    return Holiday(*span, (added.name or "") if added is not None else "", ranges)


def _own_line(files: FlowFiles, schedule: Schedule, holiday: Holiday) -> int | None:
    """Return which line of the schedule in flow.yaml has exactly these dates, the last; None: none does."""
    spans = [_span_of(line) for line in _own_lines(files, schedule)]
    return next((number for number in reversed(range(len(spans))) if spans[number] == holiday[:2]), None)


def _holds(files: FlowFiles, schedule: Schedule, own: int) -> bool:
    """Return whether a line of flow.yaml holds on its dates: no later line, or file of dates, is about them."""
    first, *later = [_span_of(line) for line in _own_lines(files, schedule)[own:]]
    return first is not None and all(span is not None and (span[1] < first[0] or first[1] < span[0]) for span in later)


def _own_lines(files: FlowFiles, schedule: Schedule) -> list[Any]:
    written: Any = files.document.at_path(("schedules", schedule.key, "holidays"))
    return written if isinstance(written, list) else []


def _span_of(line: Any) -> tuple[date, date] | None:
    dates = line.get("dates") or line.get("date")
    return parse_dates(dates) if dates is not None else None


def _is_so(schedule: Schedule, holiday: Holiday) -> bool:
    """Return whether every date is a holiday with these hours already."""
    days = (holiday.last - holiday.first).days + 1
    if days > _EXACT_DAYS:
        return any(other[:2] == holiday[:2] and other.ranges == holiday.ranges for other in schedule.holidays)
    wanted = merge_ranges(holiday.ranges)
    return all(
        (current := schedule.holiday_on(holiday.first + timedelta(days=day))) is not None
        and merge_ranges(current.ranges) == wanted
        for day in range(days)
    )


def _day_words(holiday: Holiday) -> str:
    return str(holiday.first) if holiday.first == holiday.last else f"{holiday.first}/{holiday.last}"
