"""The changes between two flows, field by field, in the provider's write names and in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from simulator.config.field_meanings import ENTRY_MEANINGS, RECEPTIONIST_MEANINGS
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.schedules import Holiday, Schedule
from simulator.config.semantics import SETTINGS
from simulator.wire import vr

MEANINGS: Mapping[str, str] = {
    vr.WRITE_NAMES[field]: meaning.short for field, meaning in RECEPTIONIST_MEANINGS.items() if field != "entries"
}
"""The provider's write name of a field -> its meaning."""

NOTHING = "none"
INHERITED = "as the flow has it"
"""What a menu has of which flow.yaml says nothing; *none* is a value of its own there."""

ROUTE_FIELDS = ("schedule", "open", "closed", "holiday", "rings", "no_answer", "busy")
"""The fields of a destination that say what lies behind it."""


class FieldChange(NamedTuple):
    """One field that differs. ``owner`` is a receptionist's key, or empty for what the flow itself says."""

    owner: str
    field: str
    meaning: str
    old: str
    new: str


def list_changes(old: Flow, new: Flow) -> list[FieldChange]:
    """Every field that differs: receptionists in the order of the flows, then what the flow says."""
    pairs = pair_receptionists(old, new)
    changes = [change for pair in pairs for change in _receptionist_changes(old, new, *pair)]
    return [*changes, *_flow_changes(old, new)]


def pair_receptionists(old: Flow, new: Flow) -> list[tuple[str | None, str | None]]:
    """The keys of receptionists that are one and the same: by key, else by id, else both the entry.

    None stands for a receptionist that the other flow does not have.
    """
    unpaired = dict.fromkeys(new.receptionists)
    ids = {item.id: key for key, item in new.receptionists.items() if item.id is not None}
    partners: dict[str, str | None] = {}
    for key, item in old.receptionists.items():
        # The key comes first: an id that changes is one field of the same receptionist.
        partners[key] = key if key in unpaired else ids.get(item.id or "")
        unpaired.pop(partners[key] or "", None)
    if partners.get(old.entry) is None and new.entry in unpaired:
        partners[old.entry] = new.entry
        del unpaired[new.entry]
    return [*partners.items(), *((None, key) for key in unpaired)]


def _receptionist_changes(old: Flow, new: Flow, old_key: str | None, new_key: str | None) -> Iterator[FieldChange]:
    if old_key is None or new_key is None:
        flow, owner = (old, old_key) if old_key is not None else (new, new_key)
        assert owner is not None, "a pair names at least one"
        name = flow.receptionists[owner].name
        yield FieldChange(
            owner, "receptionist", "", *((name, "removed") if new_key is None else ("", f"added: {name}"))
        )
        return
    before, after = old.receptionists[old_key], new.receptionists[new_key]
    if before == after and old.lengths == new.lengths and old_key == new_key:
        return
    bodies = _write_body(before), _write_body(after)
    for field, wire in vr.WRITE_NAMES.items():
        if field == "entries":
            yield from _entry_changes(old, new, before, after, new_key)
        elif bodies[0].get(wire) != bodies[1].get(wire):
            values = _value_words(old, field, bodies[0]), _value_words(new, field, bodies[1])
            yield FieldChange(new_key, wire, MEANINGS[wire], *values)


def _write_body(item: Receptionist) -> dict[str, Any]:
    return {"id": item.id, **vr.encode_write(item, numbers=False)}


def _value_words(flow: Flow, field: str, body: Mapping[str, Any]) -> str:
    """A value with the catalogue's name of what it means."""
    value = body.get(vr.WRITE_NAMES[field])
    # Seconds are sent as numbers, so a wait of 0 is none of these: it is the engine's default, and worth a line.
    if value in (None, "", "0"):
        return NOTHING
    text, name = str(value), None
    if field in vr.RECORDING_FIELDS:
        name = flow.recording_name(text)
    elif field in vr.ID_FIELDS:
        kind = body.get(vr.WRITE_NAMES[f"{field.removesuffix('id')}type"])
        name = _catalogue_name(flow, Destination(str(kind or ""), text))
    return f"{text} ({name})" if name and name != text else text


def _catalogue_name(flow: Flow, destination: Destination) -> str | None:
    key = flow.receptionist_for(destination)
    return flow.receptionists[key].name if key is not None else flow.destination_name(destination)


def _entry_changes(
    old: Flow, new: Flow, before: Receptionist, after: Receptionist, owner: str
) -> Iterator[FieldChange]:
    was, now = before.own_options, after.own_options
    for option in dict.fromkeys([*was, *now]):
        meaning = f"where key {option} leads" if len(option) == 1 else f"where keys {option} lead"
        targets = _entry_target(old, was.get(option)), _entry_target(new, now.get(option))
        if targets[0] != targets[1]:
            yield FieldChange(owner, f"entries, option {option}", meaning, *targets)
        notes = tuple((entry and entry.template_id) or NOTHING for entry in (was.get(option), now.get(option)))
        if notes[0] != notes[1]:
            template = f"entries, option {option}, template_id"
            yield FieldChange(owner, template, ENTRY_MEANINGS["template_id"].short, *notes)
    if list(was) != list(now) and set(was) == set(now):
        yield FieldChange(owner, "entries", "the order in which they are written", ", ".join(was), ", ".join(now))


def _entry_target(flow: Flow, entry: Entry | None) -> str:
    if entry is None:
        return NOTHING
    name = _catalogue_name(flow, entry.destination)
    return f"{entry.destination} ({name})" if name else str(entry.destination)


def _flow_changes(old: Flow, new: Flow) -> Iterator[FieldChange]:
    if old.entry != new.entry and dict(pair_receptionists(old, new)).get(old.entry) != new.entry:
        yield FieldChange("", "entry", "the receptionist that a call reaches first", old.entry, new.entry)
    yield from _mapping_changes("numbers", "the receptionist that answers this number", old.numbers, new.numbers)
    zones = [{"": flow.timezone or None} for flow in (old, new)]
    yield from _mapping_changes("timezone", "the zone of the schedules", *zones)
    for field in ("open", "holidays", "switch"):
        yield from _mapping_changes("schedules", field, *(_schedule_column(flow, field) for flow in (old, new)))
    settings = [{name: getattr(flow.semantics, name) for name in SETTINGS} for flow in (old, new)]
    yield from _mapping_changes("semantics", "how the engine behaves", *settings)
    own = [{key: item.engine.settings for key, item in flow.receptionists.items()} for flow in (old, new)]
    engines = [
        {key: ", ".join(words) for key, said in menus.items() if (words := said.semantics_words)} for menus in own
    ]
    yield from _mapping_changes("menus", "how this menu's engine behaves", *engines, absent=INHERITED)
    dials = [
        {key: ", ".join(said.numbers) or dial for key, said in menus.items() if (dial := said.direct_dial)}
        for menus in own
    ]
    yield from _mapping_changes("menus", "the extensions that callers can dial there", *dials, absent=INHERITED)
    returns = [
        {key: ", ".join(causes) for key, said in menus.items() if (causes := said.written_causes)} for menus in own
    ]
    yield from _mapping_changes("menus", "after what calls go back to the menu that they came from", *returns)
    announced = [
        {key: ", ".join(does.values()) for key, said in menus.items() if (does := said.announcement.words_by_setting)}
        for menus in own
    ]
    yield from _mapping_changes("menus", "what this announcement does beside playing", *announced)
    for field in ("name", "script", "seconds", "file"):
        yield from _mapping_changes(
            "recordings", field, *(_catalogue_column(flow.recordings, field) for flow in (old, new))
        )
    for field in ("name", "names", "answers", *ROUTE_FIELDS):
        yield from _mapping_changes(
            "destinations", field, *(_catalogue_column(flow.destinations, field) for flow in (old, new))
        )


def _schedule_column(flow: Flow, field: str) -> dict[str, object]:
    """One field of the schedules, as flow.yaml has it."""
    return {key: text for key, schedule in flow.schedules.items() if (text := _schedule_value(schedule, field))}


def _schedule_value(schedule: Schedule, field: str) -> str:
    match field:
        case "open":
            return "; ".join(line.written for line in schedule.hours)
        case "holidays":
            return "; ".join(_holiday_value(holiday) for holiday in schedule.holidays)
        case _:
            return "manual" if schedule.is_switch else ""


def _holiday_value(holiday: Holiday) -> str:
    dates = str(holiday.first) if holiday.first == holiday.last else f"{holiday.first}/{holiday.last}"
    return " ".join(part for part in (dates, ", ".join(map(str, holiday.ranges)), holiday.name) if part)


def _catalogue_column(catalogue: Mapping[Any, Any], field: str) -> dict[str, object]:
    return {str(key): value for key, item in catalogue.items() if (value := getattr(item, field)) not in (None, "", {})}


def _mapping_changes(
    section: str, meaning: str, old: Mapping[str, object], new: Mapping[str, object], *, absent: str = NOTHING
) -> Iterator[FieldChange]:
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            field = f"{section}, {key}" if key else section
            before, after = (absent if key not in side else _plain_value(side[key]) for side in (old, new))
            yield FieldChange("", field, meaning, before, after)


def _plain_value(value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key}: {inner}" for key, inner in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
