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
    flow: Flow | None,
    fields: Iterable[Mapping[str, Any]],
    answers: AccountInventory,
    called: Iterable[Destination] = (),
) -> tuple[dict[str, str], dict[Destination, str]]:
    """Names of the recordings and destinations that receptionists use and that the flow has no name for.

    ``called`` are destinations that numbers lead to.
    """
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
    outside = [where for receptionist in used for where in _outside_destinations(receptionist)]
    ends = [where for where in [*outside, *_only_outside(called)] if where not in places]
    names_by_type = {
        "department": _names_by_id(answers.departments),
        "timegroup": {group.id: group.name for group in answers.time_groups or () if group.name != group.id},
        **dict.fromkeys(_OF_USERS, _names_by_id(answers.users)),
    }
    end_names = {where: names_by_type[where.type].get(where.id, "") for where in ends if where.type in names_by_type}
    return (
        _usable_names({id: recording_names[id] for id in heard if not _ODD.fullmatch(id)}, recordings),
        _usable_names({where: name for where, name in end_names.items() if not _ODD.fullmatch(where.id)}, destinations),
    )


def nameless(
    flow: Flow | None,
    fields: Iterable[Mapping[str, Any]],
    named: Mapping[Destination, str],
    called: Iterable[Destination] = (),
) -> tuple[Destination, ...]:
    """Return what receptionists and numbers lead to that the catalogue does not contain, and that has no name anywhere.

    They complete a catalogue, so that all that is live is in it (IVR114). A new flow gets a catalogue; a flow
    that somebody wrote without one does not.
    """
    catalogued = {*(flow.destinations if flow else ()), *named}
    if flow is not None and not catalogued:
        return ()
    ends = [where for receptionist in fields for where in _outside_destinations(receptionist)]
    ends += _only_outside(called)
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
    return _only_outside(destinations)


def _only_outside(destinations: Iterable[Destination]) -> list[Destination]:
    return [where.canonical for where in destinations if not where.names_receptionist and not where.hangs_up]
