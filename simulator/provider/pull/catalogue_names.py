"""The provider's names of recordings and destinations that the flow has no name for yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry
from simulator.provider.account.inventory import AccountInventory
from simulator.provider.live.live_fields import Unsaid
from simulator.provider.live.live_state import NamedItem
from simulator.wire import vr

_OF_USERS = ("extension", "agent", "agent_extension")
_ODD = re.compile(r"-.*|[0-9]*\.[0-9]*|.*\|.*|@.*|\s.*|.*\s|")
"""Ids that a catalogue would take for something else."""

_UNSAYABLE = re.compile("\\|\\||[\ud800-\udfff]")


def new_names(
    flow: Flow | None, fields: Iterable[Mapping[str, Any]], answers: AccountInventory
) -> tuple[dict[str, str], dict[Destination, str]]:
    """Names of the recordings and destinations that receptionists use and that the flow has no name for."""
    used = list(fields)
    recordings = {entry.name for entry in (flow.recordings if flow else {}).values()}
    destinations = {entry.name for entry in (flow.destinations if flow else {}).values()}
    named = {id for id, entry in (flow.recordings if flow else {}).items() if entry.name}
    places = {where for where, entry in (flow.destinations if flow else {}).items() if entry.name}
    recording_names = _names_by_id(answers.recordings)
    heard = [
        id
        for receptionist in used
        for id in _recordings_used(receptionist)
        if id in recording_names and id not in named
    ]
    ends = [where for receptionist in used for where in _outside_destinations(receptionist) if where not in places]
    departments, users = _names_by_id(answers.departments), _names_by_id(answers.users)
    called = {
        where: (departments if where.type == "department" else users).get(where.id, "")
        for where in ends
        if where.type == "department" or where.type in _OF_USERS
    }
    return (
        _usable_names({id: recording_names[id] for id in heard if not _ODD.fullmatch(id)}, recordings),
        _usable_names({where: name for where, name in called.items() if not _ODD.fullmatch(where.id)}, destinations),
    )


def nameless(
    flow: Flow | None, fields: Iterable[Mapping[str, Any]], named: Mapping[Destination, str]
) -> tuple[Destination, ...]:
    """Return what receptionists lead to that the catalogue does not contain, and that has no name anywhere.

    They complete a catalogue, so that all that is live is in it (IVR114). A new flow gets a catalogue; a flow
    that somebody wrote without one does not.
    """
    catalogued = {*(flow.destinations if flow else ()), *named}
    if flow is not None and not catalogued:
        return ()
    ends = (where for receptionist in fields for where in _outside_destinations(receptionist))
    new = (where for where in ends if where not in catalogued and not _ODD.fullmatch(where.id))
    return tuple(where for where in dict.fromkeys(new) if not _UNSAYABLE.search(where.type + where.id))


def _names_by_id(named: Iterable[NamedItem] | None) -> dict[str, str]:
    return {item.id: item.name for item in named or ()}


def _usable_names(names: Mapping[Any, str], taken: set[str | None]) -> dict[Any, str]:
    """The names that a flow can say and nothing else has."""
    usable: dict[Any, str] = {}
    for owner, name in names.items():
        if name.strip() and not name.isdecimal() and not _UNSAYABLE.search(name) and name not in taken:
            taken.add(name)
            usable[owner] = name
    return usable


def _recordings_used(fields: Mapping[str, Any]) -> list[str]:
    return [value for field, value in fields.items() if field in vr.RECORDING_FIELDS and isinstance(value, str)]


def _outside_destinations(fields: Mapping[str, Any]) -> list[Destination]:
    """Return the destinations of a receptionist that are not receptionists."""
    entries = fields.get("entries")
    entry_list = () if isinstance(entries, Unsaid) else entries or ()
    destinations = [entry.destination for entry in entry_list if isinstance(entry, Entry)]
    for name in ("forward", "wrong_key", "silence"):
        kind, id = fields.get(f"{name}_destination_type"), fields.get(f"{name}_destination_id")
        if isinstance(kind, str) and isinstance(id, str):
            destinations.append(Destination(kind, id))
    return [where.canonical for where in destinations if not where.names_receptionist and not where.hangs_up]
