"""The destinations of a receptionist, and the same receptionist with other destinations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simulator.config.receptionist import Destination, Entry, Receptionist

_WAYS = ("forward", "wrong_key", "silence")
"""The ways out that are no entries: the beginnings of their fields."""

Leads = Callable[[Destination], Destination]


def onward_destinations(fields: Receptionist | Mapping[str, Any]) -> Iterator[Destination]:
    """Every destination that a receptionist names, or its fields as far as a response shows them; entries first.

    A push writes what the other kind has as well, so all of it counts here; ``taken_destinations`` has those
    that calls take.
    """
    values = dict(fields)
    yield from _of_entries(values)
    yield from (destination for _, destination in _destination_fields(values))


def taken_destinations(fields: Receptionist | Mapping[str, Any]) -> Iterator[Destination]:
    """Every destination that calls can take, which depends on the kind; where that is not shown, all of them."""
    values = dict(fields)
    kind = values.get("destination_type")
    if kind != "single":
        yield from _of_entries(values)
    for prefix, destination in _destination_fields(values):
        if kind not in ("single", "multiple") or (prefix == "forward") == (kind == "single"):
            yield destination


def redirect_receptionist(receptionist: Receptionist, leads: Leads) -> Receptionist:
    """The same receptionist, leading where ``leads`` says in place of each of its destinations."""
    return receptionist.model_copy(update=redirected_fields(dict(receptionist), leads))


def redirected_fields(fields: Mapping[str, Any], leads: Leads) -> dict[str, Any]:
    """The model's fields that say where calls go, leading where ``leads`` says."""
    changes: dict[str, Any] = {}
    for prefix, destination in _destination_fields(fields):
        changes[f"{prefix}_destination_type"], changes[f"{prefix}_destination_id"] = leads(destination)
    entries = fields.get("entries")
    if isinstance(entries, (list, tuple)):
        changes["entries"] = tuple(
            _redirect_entry(entry, leads) if isinstance(entry, Entry) else entry for entry in entries
        )
    return changes


def _of_entries(fields: Mapping[str, Any]) -> Iterator[Destination]:
    entries = fields.get("entries")
    for entry in entries if isinstance(entries, (list, tuple)) else ():
        if isinstance(entry, Entry):
            yield entry.destination


def _destination_fields(fields: Mapping[str, Any]) -> Iterator[tuple[str, Destination]]:
    for prefix in _WAYS:
        kind, id = (fields.get(f"{prefix}_destination_{part}") for part in ("type", "id"))
        if isinstance(kind, str) and isinstance(id, str):
            yield prefix, Destination(kind, id)


def _redirect_entry(entry: Entry, leads: Leads) -> Entry:
    kind, id = leads(entry.destination)
    return entry.model_copy(update={"destination_type": kind, "destination_id": id})
