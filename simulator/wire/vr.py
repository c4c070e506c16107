"""The ``vr`` dialect: virtual receptionists (UK legacy), the document this project starts from.

Source: the provider's public documentation of create, update and list; what it leaves open
(envelope, whether entries come back) is read in every form that the family uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.receptionist import Entry, Receptionist
from simulator.wire.decoding import (
    DecodedDocument,
    Path,
    Reads,
    keyed_otherwise,
    list_entries,
    wire_number,
    wire_seconds,
)

WRITE_NAMES: Mapping[str, str] = {
    "id": "id",
    "name": "name",
    "description": "description",
    "destination_type": "destination_type",
    "greeting": "recording",
    "forward_destination_type": "forward_destination_type",
    "forward_destination_id": "forward_destination_id",
    "entries": "entries",
    "timeout_seconds": "timeout",
    "wrong_keys_allowed": "incorrect_count",
    "wrong_key_retry_recording": "invalid_recording",
    "wrong_key_final_recording": "recording_invalid",
    "wrong_key_destination_type": "invalid_destination_type",
    "wrong_key_destination_id": "invalid_destination_id",
    "silences_allowed": "timeout_retries",
    "silence_retry_recording": "timeout_retry_recording",
    "silence_final_recording": "timeout_recording",
    "silence_destination_type": "timeout_destination_type",
    "silence_destination_id": "timeout_destination_id",
    "caller_id_prefix": "prefix",
    "intercom": "intercom",
}
"""The model's field -> its name in a body that is written (and in a receptionist file)."""

READ_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "name": ("name",),
    "description": ("description",),
    "destination_type": ("destination_type",),
    "greeting": ("recording",),
    "forward_destination_type": ("forward_destination_type",),
    "forward_destination_id": ("forward_destination_id", "forward_destination"),
    "entries": ("entries", "ivr_menu"),
    "timeout_seconds": ("timeout",),
    "wrong_keys_allowed": ("invalid_retries",),
    # The naming trap: invalid_recording is the retry recording in a body that is written, the final one here.
    "wrong_key_retry_recording": ("invalid_retry_recording",),
    "wrong_key_final_recording": ("invalid_recording",),
    "wrong_key_destination_type": ("invalid_destination_type", "invalid_dest_type"),
    "wrong_key_destination_id": ("invalid_destination", "invalid_destination_id"),
    "silences_allowed": ("timeout_retries", "timeout_tries"),
    "silence_retry_recording": ("timeout_retry_recording",),
    "silence_final_recording": ("timeout_recording",),
    "silence_destination_type": ("timeout_destination_type", "timeout_dest_type"),
    "silence_destination_id": ("timeout_destination", "timeout_destination_id"),
    "caller_id_prefix": ("prefix",),
    "intercom": ("intercom",),
}
"""The model's field -> its names in an item that is read, the documented one first."""

ONLY_READ = frozenset(
    {
        "invalid_retries",
        "invalid_retry_recording",
        "invalid_destination",
        "timeout_destination",
        "timeout_dest_type",
        "ivr_menu",
    }
)
"""Names that only a read item has: they tell it from a body that is written."""

ENTRY_READ_NAMES: Mapping[str, str] = {"template_id": "sms_template_id"}
_ENTRY_FIELDS = {wire: field for field, wire in ENTRY_READ_NAMES.items()}

TIMEOUT_TRIES = "timeout_tries"
"""The ivr dialect's name for ``timeout_retries``, taken in a receptionist file as well."""

MENU_LEVEL = ("entries",)
FULL_LEVEL = ("destination_type", "forward_destination_type", "forward_destination_id")
_LACKING: Mapping[Reads, tuple[str, ...]] = {"minimal": MENU_LEVEL + FULL_LEVEL, "menu": FULL_LEVEL, "full": ()}

RECORDING_FIELDS = frozenset(
    {
        "greeting",
        "wrong_key_retry_recording",
        "wrong_key_final_recording",
        "silence_retry_recording",
        "silence_final_recording",
    }
)
SECONDS_FIELDS = frozenset({"timeout_seconds"})
ID_FIELDS = frozenset({"forward_destination_id", "wrong_key_destination_id", "silence_destination_id"})

_FIELDS = {wire: field for field, wire in WRITE_NAMES.items()}
_READ_FIELDS = {wire: field for field, wires in READ_NAMES.items() for wire in reversed(wires)}


def missing_read_fields(reads: Reads) -> tuple[str, ...]:
    """Return the model's fields that a response of this level lacks, in the order of the model."""
    return tuple(name for name in WRITE_NAMES if name in _LACKING[reads])


def encode_write(receptionist: Receptionist, *, numbers: bool = True) -> dict[str, Any]:
    """The whole body of a create or an update.

    A recording that is none is sent as ``0``, the provider's own spelling of none; fields of the
    other kind are sent where they are filled. ``numbers=False`` keeps every id text.
    """
    body: dict[str, Any] = {}
    for field, wire in WRITE_NAMES.items():
        value = getattr(receptionist, field)
        if field in RECORDING_FIELDS:
            if value is not None or receptionist.is_menu or field == "greeting":
                body[wire] = wire_number(value or "0", numbers=numbers)
        # The id stands in the address of an update, and a create has none yet.
        elif value is None or field == "id":
            continue
        elif field == "entries":
            body[wire] = [_encode_entry(entry, numbers=numbers) for entry in value]
        elif field in SECONDS_FIELDS:
            body[wire] = wire_seconds(value)
        else:
            body[wire] = wire_number(value, numbers=numbers) if field in ID_FIELDS else value
    return body


def _encode_entry(entry: Entry, *, numbers: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "option": wire_number(entry.option, numbers=numbers),
        "destination_type": entry.destination_type,
        "destination_id": wire_number(entry.destination_id, numbers=numbers),
    }
    if entry.template_id is not None:
        body["template_id"] = wire_number(entry.template_id, numbers=numbers)
    return body


def decode_write(body: Mapping[str, Any]) -> DecodedDocument:
    """The fields of a body that is written, or of a receptionist file."""
    reading = DecodedDocument({}, paths=_WRITE_PATHS)
    fields = reading.fields
    field_of_name = _FIELDS
    extra: list[Path] = []
    for wire, value in body.items():
        field = field_of_name.get(wire)
        if field is None:
            if wire == TIMEOUT_TRIES:
                _decode_tries(reading, body, value)
            else:
                extra.append((wire,))
        else:
            fields[field] = value
    if isinstance(fields.get("entries"), dict):
        extra.extend(("entries", option, "option") for option in keyed_otherwise(fields["entries"]))
        fields["entries"], steps = list_entries(fields["entries"])
        reading.entry_paths = tuple(("entries", step) for step in steps)
    reading.extra = tuple(extra)
    return reading


_WRITE_PATHS: dict[str, Path] = {field: (wire,) for field, wire in WRITE_NAMES.items()}


def _decode_tries(reading: DecodedDocument, body: Mapping[str, Any], value: Any) -> None:
    if "timeout_retries" not in body:
        reading.fields["silences_allowed"] = value
        reading.paths = {**reading.paths, "silences_allowed": (TIMEOUT_TRIES,)}


def encode_read(receptionist: Receptionist, reads: Reads = "full") -> dict[str, Any]:
    """Return an item of a list response: ids as text, ``"0"`` for none, and only the fields it includes."""
    lacking = missing_read_fields(reads)
    item: dict[str, Any] = {}
    for field, (wire, *_others) in READ_NAMES.items():
        value = getattr(receptionist, field)
        if field in lacking:
            continue
        if field == "entries":
            item["ivr_menu"] = None if value is None else [encode_read_entry(entry) for entry in value]
        elif field in RECORDING_FIELDS:
            item[wire] = value or "0"
        else:
            item[wire] = wire_seconds(value) if field in SECONDS_FIELDS and value is not None else value
    return item


def encode_read_entry(entry: Entry) -> dict[str, Any]:
    """Return an entry of a list response."""
    return {
        "option": entry.option,
        "destination_type": entry.destination_type,
        "destination_id": entry.destination_id,
        "sms_template_id": entry.template_id or "0",
    }


def decode_read(item: Mapping[str, Any]) -> DecodedDocument:
    """Return the fields of an item of a list response, under any name that the family gives them."""
    reading = DecodedDocument({}, entry_names=ENTRY_READ_NAMES)
    extra: list[Path] = []
    for wire, value in item.items():
        field = _READ_FIELDS.get(wire)
        if field is None or (reading.fields.get(field) is not None and value is not None):
            extra.append((wire,))
        elif field not in reading.fields or value is not None:  # a null yields to what a synonym carries
            reading.fields[field] = value
            reading.paths[field] = (wire,)
    decode_read_entries(reading, extra)
    # The documented list leaves the type out; entries are what only a menu has.
    if "destination_type" not in reading.fields and reading.fields.get("entries") is not None:
        reading.fields["destination_type"] = "multiple"
    reading.extra = tuple(extra)
    reading.lacks = tuple(field for field in READ_NAMES if field not in reading.fields)
    return reading


def decode_read_entries(reading: DecodedDocument, extra: list[Path]) -> None:
    """Rename the entries of a read item, keeping apart what the model has no field for."""
    if reading.fields.get("entries") is None:
        return
    entries, steps = list_entries(reading.fields["entries"])
    base = reading.paths["entries"]
    reading.entry_paths = tuple((*base, step) for step in steps)
    if isinstance(entries, list):
        reading.fields["entries"] = [
            _decode_entry(entry, (*base, step), extra) for entry, step in zip(entries, steps, strict=True)
        ]


def _decode_entry(entry: Any, path: Path, extra: list[Path]) -> Any:
    if not isinstance(entry, dict):
        return entry
    fields: dict[str, Any] = {}
    for wire, value in entry.items():
        field = _ENTRY_FIELDS.get(wire, wire)
        if field in Entry.model_fields and field not in fields:
            fields[field] = value
        else:
            extra.append((*path, wire))
    return fields
