"""Time conditions and time groups of FreePBX -> schedules, and destinations that ask them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from simulator.calendar.zones import find_zone
from simulator.config.flow import KnownDestination
from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination
from simulator.config.schedules import Schedule, WeeklyHours, parse_hours
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.freepbx_tables import FreepbxTables
from simulator.exchange.imported_flow import ImportedFlow
from simulator.provider.pull.new_keys import slug_of

_NO_ZONE = ("", "default")
_SET_BY_HAND = (
    *("invert_hint", "fcc_password", "generate_hint", "deptname", "tcval", "tccode"),
    *("inuse_state", "tcstate_new", "tcstate_current", "override_fc", "override_sticky"),
)
_BY_TELEPHONE = "somebody overrides a time condition by telephone, which no schedule knows"


class HoursReader:
    """Reads the hours of one backup into a flow."""

    def __init__(
        self,
        flow: ImportedFlow,
        tables: FreepbxTables,
        target: Callable[[SourceRow, str], Destination],
        name_of: Callable[[str, Destination], str],
        zone: str | None,
    ) -> None:
        self.flow = flow
        self.tables = tables
        self.target = target
        self.name_of = name_of
        self.groups = {row.text("id"): row for row in tables.groups}
        self.lines: dict[str, list[SourceRow]] = {}
        for line in tables.times:
            self.lines.setdefault(line.text("timegroupid"), []).append(line)
        self.keys: dict[str, str] = {}
        self._settle_zone(zone)

    def read_conditions(self) -> None:
        """Put every time condition and its hours into the flow."""
        for row in self.tables.conditions or ():
            self._read_condition(row)
        for row in self.tables.groups:
            if not row.constructs:
                row.drop_rest("no time condition asks this time group")
        for row in self.tables.times:
            if not row.constructs:
                row.drop_rest("no time condition asks its time group")

    def _settle_zone(self, zone: str | None) -> None:
        for row in self.tables.conditions or ():
            if row.text("timezone") not in _NO_ZONE and find_zone(row.text("timezone")) is None:
                raise row.refuse("timezone", f"{row.text('timezone')!r} is not a time zone")
        stated = [row.text("timezone") for row in self.tables.conditions or ()]
        zones = Counter(name for name in stated if name not in _NO_ZONE)
        self.flow.zone_stated = bool(zones or zone)
        self.flow.zone = zone or (zones.most_common(1)[0][0] if zones else "UTC")

    def _read_condition(self, row: SourceRow) -> None:
        id = row.text("timeconditions_id")
        where = Destination("time_condition", id)
        row.carry("timeconditions_id", "displayname")
        schedule = self._schedule_key(row)
        name = self.name_of(row.text("displayname") or f"Time condition {id}", where)
        self.flow.destinations[where] = KnownDestination(
            name=name, schedule=schedule, open=self._onward(row, "truegoto"), closed=self._onward(row, "falsegoto")
        )
        self.flow.origins["destinations", str(where)] = f"{row.file} {row.place}"
        self._tell_zone(row)
        for field in _SET_BY_HAND:
            row.drop(field, _BY_TELEPHONE)
        row.drop("priority", "which of several hints wins is not part of a flow")

    def _onward(self, row: SourceRow, field: str) -> str:
        destination = self.target(row, field)
        if destination.is_blank:
            row.change(field, "it is empty, so the call drops there: here it is hung up")
            destination = Destination(HANGUP, HANGUP_ID)
        return str(destination)

    def _tell_zone(self, row: SourceRow) -> None:
        zone = row.text("timezone")
        if zone in _NO_ZONE and self.flow.zone_stated:
            row.change("timezone", f"the PBX's own zone, which the backup does not state: {self.flow.zone} here")
        elif zone in _NO_ZONE:
            note = "the PBX's own zone, which the backup does not state: UTC here; --timezone states it"
            row.change("timezone", note, noticeable=True)
        elif zone != self.flow.zone:
            row.change("timezone", f"a flow has one zone: {self.flow.zone} here", noticeable=True)
        else:
            row.carry("timezone")

    def _schedule_key(self, row: SourceRow) -> str:
        """Return the key of the schedule that a time condition asks."""
        group = row.text("time")
        mode = row.text("mode") or "time-group"
        if mode == "time-group" and group in self.groups:
            row.carry("mode", "time")
            row.drop("calendar_id", "this time condition asks a time group")
            row.drop("calendar_group_id", "this time condition asks a time group")
            if group not in self.keys:
                self.keys[group] = self._read_group(self.groups[group], group)
            return self.keys[group]
        what = "asks a calendar" if mode != "time-group" else f"asks the time group {group or '(none)'}"
        note = f"it {what}, whose hours the backup does not have: here a switch that is set by hand"
        row.change("mode" if mode != "time-group" else "time", note, noticeable=True)
        for name in ("mode", "time", "calendar_id", "calendar_group_id"):
            if name not in row.constructs:
                row.drop(name, "its hours are not in the backup")
        key = self._new_key(row.text("displayname"), f"time-condition-{row.text('timeconditions_id')}")
        self.flow.schedules[key] = Schedule(key, is_switch=True)
        self.flow.origins["schedules", key] = f"{row.file} {row.place}: its hours are not in the backup"
        return key

    def _read_group(self, row: SourceRow, id: str) -> str:
        key = self._new_key(row.text("description"), f"time-group-{id}")
        row.carry("id", "description")
        hours: list[WeeklyHours] = []
        for line in self.lines.get(id, ()):
            line.carry("id", "timegroupid")
            try:
                hours.append(parse_hours(line.text("time")))
                line.carry("time")
            except ValueError as error:
                line.drop("time", str(error), noticeable=True)
        self.flow.schedules[key] = Schedule(key, hours=tuple(hours))
        self.flow.origins["schedules", key] = f"{row.file} {row.place}"
        return key

    def _new_key(self, name: str, otherwise: str) -> str:
        stem = key = slug_of(name) or otherwise
        number = 2
        while key in self.flow.schedules:
            key, number = f"{stem}-{number}", number + 1
        return key
