"""Where a receptionist leads, and the same receptionist leading elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simulator.config.receptionist import Destination, Entry, Receptionist

_WAYS = ("forward", "wrong_key", "silence")
"""The ways out that are no entries: the beginnings of their fields."""

Leads = Callable[[Destination], Destination]


def destinations(fields: Receptionist | Mapping[str, Any]) -> Iterator[Destination]:
    """Everywhere that a receptionist leads, or its fields as far as an answer tells them; entries first."""
    known = dict(fields)
    entries = known.get("entries")
    for entry in entries if isinstance(entries, (list, tuple)) else ():
        if isinstance(entry, Entry):
            yield entry.destination
    yield from (destination for _, destination in _ways(known))


def redirected(receptionist: Receptionist, leads: Leads) -> Receptionist:
    """The same receptionist, leading where ``leads`` says in place of each of its destinations."""
    return receptionist.model_copy(update=redirections(dict(receptionist), leads))


def redirections(fields: Mapping[str, Any], leads: Leads) -> dict[str, Any]:
    """The model's fields that say where calls go, leading where ``leads`` says."""
    changes: dict[str, Any] = {}
    for way, destination in _ways(fields):
        changes[f"{way}_destination_type"], changes[f"{way}_destination_id"] = leads(destination)
    entries = fields.get("entries")
    if isinstance(entries, (list, tuple)):
        changes["entries"] = tuple(_led(entry, leads) if isinstance(entry, Entry) else entry for entry in entries)
    return changes


def _ways(fields: Mapping[str, Any]) -> Iterator[tuple[str, Destination]]:
    for way in _WAYS:
        kind, id = (fields.get(f"{way}_destination_{part}") for part in ("type", "id"))
        if isinstance(kind, str) and isinstance(id, str):
            yield way, Destination(kind, id)


def _led(entry: Entry, leads: Leads) -> Entry:
    kind, id = leads(entry.destination)
    return entry.model_copy(update={"destination_type": kind, "destination_id": id})
