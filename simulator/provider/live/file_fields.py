"""The fields of a receptionist's file with names resolved, unknown values included; and when two values match."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.receptionist import Destination, Entry
from simulator.config.value_rules import UNKNOWN
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.id_spaces import provider_id
from simulator.provider.live.live_fields import EMPTY, Unsaid, value_of
from simulator.wire import ivr, vr

_PAIRS = tuple((f"{name}_destination_type", f"{name}_destination_id") for name in ("forward", "wrong_key", "silence"))


def file_values(fields: Mapping[str, Any], names: IdNames) -> dict[str, Any]:
    """Return what fields as they are written say, in the model's form; ``Unsaid`` where that is ``UNKNOWN``."""
    return resolve_fields(
        {field: Unsaid("") if _is_unknown(value) else value_of(field, value) for field, value in fields.items()},
        names,
    )


def _is_unknown(value: Any) -> bool:
    """Return whether it is the mark; as a text it is only without quotes, which the rule for texts keeps."""
    return isinstance(value, str) and value == UNKNOWN and type(value) is not str


def resolve_fields(fields: Mapping[str, Any], names: IdNames) -> dict[str, Any]:
    """The same fields with the provider's ids in place of names and keys."""
    resolved = dict(fields)
    for field in vr.RECORDING_FIELDS & resolved.keys():
        if isinstance(resolved[field], str):
            resolved[field] = names.recording_id(resolved[field])
    for kind, id in _PAIRS:
        if isinstance(resolved.get(id), str) and isinstance(resolved.get(kind), str):
            resolved[id] = names.destination_id(resolved[kind], resolved[id])
    entries = resolved.get("entries")
    if isinstance(entries, tuple) and not isinstance(entries, Unsaid):
        resolved["entries"] = tuple(_resolve_entry(entry, names) for entry in entries)
    return resolved


def _resolve_entry(entry: Entry, names: IdNames) -> Entry:
    id = names.destination_id(entry.destination_type, entry.destination_id)
    return entry.model_copy(update={"destination_id": id})


def values_match(field: str, first: Any, second: Any) -> bool:
    """Return whether two values of a field mean the same.

    A menu's entries are alike in any order, types under any alias (``ringgroup`` is ``department``), and so
    are a text that is spoken and its bare id: a read response does not distinguish it from a recording's.
    """
    if isinstance(first, Unsaid) or isinstance(second, Unsaid):
        return isinstance(first, Unsaid) and isinstance(second, Unsaid)
    if field == "entries":
        return _by_option(first or ()) == _by_option(second or ())
    if field.endswith("destination_id") and isinstance(first, str) and isinstance(second, str):
        return provider_id(first) == provider_id(second)
    if field.endswith("destination_type") and field != "destination_type":
        return _canonical_type(first) == _canonical_type(second)
    # The read response of the ivr dialect has the bare id for both.
    if field == "greeting" and isinstance(first, str) and isinstance(second, str):
        return first == second or f"{ivr.TTS}:{first}" == second or first == f"{ivr.TTS}:{second}"
    return bool(first == second or (first in EMPTY and second in EMPTY))


def _by_option(entries: tuple[Entry, ...]) -> dict[str, tuple[Destination, str | None]]:
    return {entry.option: (_bare_destination(entry.destination.canonical), entry.template_id) for entry in entries}


def _bare_destination(destination: Destination) -> Destination:
    return destination._replace(id=provider_id(destination.id))


def _canonical_type(kind: str | None) -> str | None:
    return Destination(kind, "").canonical.type if kind else None


CUT_FROM = 30
"""Characters from which a name counts as cut off by the provider (FreePBX's column holds 50)."""


def same_name(there: str, sent: str) -> bool:
    """Return whether a name is the one that was sent, also where the provider trimmed it or cut it off."""
    live_name, sent_name = there.strip().casefold(), sent.strip().casefold()
    return live_name == sent_name or (len(live_name) >= CUT_FROM and sent_name.startswith(live_name))
