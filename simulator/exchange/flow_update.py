"""flow.yaml as a later import changes it: what is new in the source, and what it says otherwise; the rest stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Route
from simulator.config.schedules import Schedule
from simulator.loader.flow_writer import menu_fields
from simulator.provider.live.live_state import number_digits
from simulator.provider.pull.flow_edit import FlowEdit
from simulator.text.document import Document
from simulator.text.yaml_quotes import inline_mapping, inline_value, quote_yaml

_ROUTE_FIELDS = ("schedule", "open", "closed", "holiday", "rings", "no_answer", "busy")


class FlowUpdate:
    """One flow.yaml on its way: ``old`` is the flow as it is there, ``new`` as the source has it."""

    def __init__(self, document: Document, old: Flow, new: Flow, origins: Mapping[tuple[str, str], str]) -> None:
        self.document = document
        self.old = old
        self.new = new
        self.origins = origins
        self.edit = FlowEdit(document)
        self.changes: list[str] = []

    def new_text(self, files: Mapping[str, tuple[str, str]]) -> tuple[str, list[str]]:
        """Return the text, and what changed; ``files`` are those of new receptionists, with their origins."""
        for key, (file, origin) in files.items():
            self._add("receptionists", key, quote_yaml(file), origin)
        if self.new.semantics != self.old.semantics:
            self.edit.value("semantics", inline_value(self.new.semantics.label))
            self.changes.append(f"semantics: {self.new.semantics.profile}")
        self._update_numbers()
        self._update_schedules()
        self._update_recordings()
        self._update_destinations()
        self._update_menus()
        return self.edit.new_text, self.changes

    def _add(self, section: str, key: str, value: str, origin: str | None = None) -> None:
        origin = origin or self.origins.get((section, key), "")
        comment = f"  # {origin}" if origin and self.document.syntax == "yaml" and self._in_lines(section) else ""
        if section != "receptionists":
            self.changes.append(f"{section} {key}: new")
        self.edit.add_fields(section, {key: f"{value}{comment}"})

    def _in_lines(self, section: str) -> bool:
        return self.edit.lays_out_in_lines(section)

    def _written(self, section: str) -> Mapping[str, Any]:
        written = self.document.at_path((section,))
        return written if isinstance(written, Mapping) else {}

    def _update_numbers(self) -> None:
        numbers = self._written("numbers")
        by_digits = {number_digits(number): number for number in numbers if number_digits(number)}
        for number, target in self.new.numbers.items():
            spelling = number if number in numbers else by_digits.get(number_digits(number))
            if spelling is None:
                self._add("numbers", number, quote_yaml(target))
            elif self.old.numbers.get(spelling) != target:
                self.edit.splice.replace_value(("numbers", spelling), quote_yaml(target))
                self.changes.append(f"numbers {spelling}: {target}")

    def _update_schedules(self) -> None:
        written = self._written("schedules")
        if self.new.schedules and not self.old.timezone:
            self.edit.value("timezone", quote_yaml(self.new.timezone))
        for key, schedule in self.new.schedules.items():
            value = inline_schedule(schedule)
            if key not in written:
                self._add("schedules", key, value)
            elif not _same_hours(self.old.schedules.get(key), schedule):
                self._update_hours(key, schedule)

    def _update_hours(self, key: str, schedule: Schedule) -> None:
        """Replace the weekly hours of a schedule; its holidays are whoever wrote them."""
        body = self.document.at_path(("schedules", key))
        if schedule.is_switch or not isinstance(body, Mapping) or "open" not in body:
            return
        lines = ", ".join(quote_yaml(line.written) for line in schedule.hours)
        self.edit.splice.replace_value(("schedules", key, "open"), f"[{lines}]")
        self.changes.append(f"schedules {key}: hours")

    def _update_recordings(self) -> None:
        written = self._written("recordings")
        for id, recording in self.new.recordings.items():
            if id not in written:
                fields = recording.model_dump(exclude_defaults=True)
                self._add("recordings", id, inline_mapping(fields))
            elif recording.file and isinstance(written[id], Mapping) and not self.old.recordings[id].file:
                self.edit.splice.put_field(
                    ("recordings", id), "file", quote_yaml(recording.file), there="file" in written[id]
                )
                self.changes.append(f"recordings {id}: file")

    def _update_destinations(self) -> None:
        spelt = {parse_address(key).canonical: key for key in self._written("destinations")}
        for where, entry in self.new.destinations.items():
            key = spelt.get(where.canonical)
            if key is None:
                self._add("destinations", str(where), inline_mapping(_filled(entry)))
            else:
                self._update_route(key, where, entry)

    def _update_route(self, key: str, where: Destination, entry: KnownDestination) -> None:
        """Replace the fields of a route that lead elsewhere now; a name that is there stays."""
        path = ("destinations", key)
        body = self.document.at_path(path)
        old = self.old.destinations.get(where.canonical)
        if not isinstance(body, Mapping) or old is None:
            return
        route = self.old.routes.get(where.canonical)
        for name in _ROUTE_FIELDS:
            value = getattr(entry, name)
            if name == "schedule" and old.schedule and value:
                continue  # its key may have been renamed by hand; its hours are compared where it has them
            if value == getattr(old, name) or (value and self._leads_alike(route, name, value)):
                continue
            if not value:
                if name in body and name != "holiday" and name != "busy":  # the source has no words for those two
                    self.edit.splice.remove_value((*path, name))
                    self.changes.append(f"destinations {key}: {name} is gone")
                continue
            self.edit.splice.put_field(path, name, quote_yaml(value), there=name in body)
            self.changes.append(f"destinations {key}: {name}")

    def _leads_alike(self, route: Route | None, name: str, value: str) -> bool:
        """Return whether a way of a route leads to the same place, however it is written."""
        if route is None:
            return False
        if name == "rings":
            return value == f"{getattr(route, 'rings_ms', 0) / 1000:g} s"
        old = getattr(route, name, None)
        if not isinstance(old, Destination):
            return False
        new = Destination("virtual_receptionist", value) if value.startswith("@") else parse_address(value)
        keys = self.old.receptionist_for(old), self.old.receptionist_for(new)
        return old.canonical == new.canonical or (keys[0] is not None and keys[0] == keys[1])

    def _update_menus(self) -> None:
        written = self._written("menus")
        for key, item in self.new.receptionists.items():
            fields = menu_fields(item.engine.settings)
            old = self.old.receptionists.get(key)
            if old is not None and old.engine.settings == item.engine.settings:
                continue
            if key in written and fields:
                self.edit.splice.replace_value(("menus", key), inline_mapping(fields))
                self.changes.append(f"menus {key}: {', '.join(fields)}")
            elif key in written:
                self.edit.splice.remove_value(("menus", key))
                self.changes.append(f"menus {key}: as the flow")
            elif fields:
                self._add("menus", key, inline_mapping(fields))


def inline_schedule(schedule: Schedule) -> str:
    """Return a schedule on one line."""
    if schedule.is_switch:
        return inline_mapping({"switch": "manual"})
    return f"{{open: [{', '.join(quote_yaml(line.written) for line in schedule.hours)}]}}"


def _same_hours(old: Schedule | None, new: Schedule) -> bool:
    return old is not None and (
        [line._replace(written="") for line in old.hours] == [line._replace(written="") for line in new.hours]
        and old.is_switch == new.is_switch
    )


def _filled(entry: KnownDestination) -> dict[str, Any]:
    return {name: value for name, value in entry.model_dump().items() if value not in (None, "", {})}
