"""The ``ivr`` dialect (UK current, India, sister brands): IVRs and auto attendants.

A menu (``multiple``) is an *ivr*: two parallel arrays of options and destinations, destinations
as ``type||id``. A ``single`` is an *auto attendant*. A greeting is ``recording||ID`` or
``outbound_tts||ID``; the latter stands in the model as ``outbound_tts:ID``, since a read answer
gives bare ids only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.wire import vr
from simulator.wire.reading import Path, Reading, wire_number, wire_seconds

TTS = "outbound_tts"

_MENU_WRITE_NAMES: Mapping[str, str] = {
    "name": "name",
    "description": "description",
    "timeout_seconds": "timeout",
    "wrong_keys_allowed": "incorrect_count",
    "wrong_key_retry_recording": "invalid_recording",
    "wrong_key_final_recording": "recording_invalid",
    "silences_allowed": "timeout_tries",
    "silence_retry_recording": "timeout_retry_recording",
    "silence_final_recording": "timeout_recording",
}
_ATTENDANT_NAMES: Mapping[str, str] = {
    "id": "id",
    "name": "name",
    "description": "description",
    "greeting": "recording_id",
    "forward_destination_type": "destination_type",
    "forward_destination_id": "destination_id",
}

NOT_WRITTEN = ("caller_id_prefix", "intercom")
"""Fields that this dialect has no name for."""

MENU_NOT_READ = ("forward_destination_type", "forward_destination_id", *NOT_WRITTEN)
"""The model's fields that an ivr's list item does not carry."""

ATTENDANT_READ = ("destination_type", *_ATTENDANT_NAMES)
"""The model's fields that an auto attendant's list item does carry."""


def encode_write(receptionist: Receptionist, *, numbers: bool = True) -> dict[str, Any]:
    """The whole body of a create or an update: of an ivr, or of an auto attendant."""
    if not receptionist.is_menu:
        return _encode_attendant(receptionist, numbers=numbers)
    body: dict[str, Any] = {"recording": _encode_greeting(receptionist.greeting)}
    for field, wire in _MENU_WRITE_NAMES.items():
        value = getattr(receptionist, field)
        if field in vr.RECORDING_FIELDS:
            body[wire] = wire_number(value or "0", numbers=numbers)
        else:
            body[wire] = wire_seconds(value) if field in vr.SECONDS_FIELDS else value
    entries = receptionist.entries or ()
    body["option"] = [entry.option for entry in entries]
    body["destination"] = [str(entry.destination) for entry in entries]
    if any(entry.template_id for entry in entries):
        body["sms_template"] = [entry.template_id or "0" for entry in entries]
    body["invalid_destination"] = str(receptionist.wrong_key_destination)
    body["timeout_destination"] = str(receptionist.silence_destination)
    return body


def _encode_attendant(receptionist: Receptionist, *, numbers: bool) -> dict[str, Any]:
    kind, _, id = _encode_greeting(receptionist.greeting).partition("||")
    target = receptionist.forward_destination
    assert target is not None, "a single has a forward destination; the model says so"
    return {
        "name": receptionist.name,
        "description": receptionist.description,
        "recording_type": kind,
        "recording_id": wire_number(id, numbers=numbers),
        "destination_type": target.type,
        "destination_id": wire_number(target.id, numbers=numbers),
    }


def _encode_greeting(greeting: str | None) -> str:
    kind, colon, id = (greeting or "0").partition(":")
    return f"{TTS}||{id}" if kind == TTS and colon else f"recording||{greeting or 0}"


def _decode_greeting(value: Any) -> Any:
    if not isinstance(value, str) or "|" not in value:
        return value
    kind, id = _split(value)
    return f"{TTS}:{id}" if kind == TTS else id


def _split(text: str) -> tuple[str, str]:
    """The type and the id of ``type||id``; a single pipe, a slip of the documents, is taken too."""
    kind, _, id = text.replace("||", "|").partition("|")
    return kind, id


def decode_write(body: Mapping[str, Any]) -> Reading:
    """The fields of a body that is written, of an ivr or of an auto attendant."""
    if "recording_id" in body:
        return decode_attendant(body)
    rest = dict(body)
    fields: dict[str, Any] = {"destination_type": "multiple"}
    paths: dict[str, Path] = {field: (wire,) for field, wire in _MENU_WRITE_NAMES.items()}
    for field, wire in _MENU_WRITE_NAMES.items():
        if wire in rest:
            fields[field] = rest.pop(wire)
    if "recording" in rest:
        fields["greeting"] = _decode_greeting(rest.pop("recording"))
        paths["greeting"] = ("recording",)
    for prefix, wire in (("wrong_key", "invalid_destination"), ("silence", "timeout_destination")):
        if wire in rest:
            _take_destination(fields, prefix, rest.pop(wire))
            paths[f"{prefix}_destination_type"] = paths[f"{prefix}_destination_id"] = (wire,)
    fields["entries"] = _decode_arrays(
        rest.pop("option", []), rest.pop("destination", []), rest.pop("sms_template", [])
    )
    steps = range(len(fields["entries"]))
    return Reading(
        fields,
        lacks=tuple(NOT_WRITTEN),
        extra=tuple((wire,) for wire in rest),
        paths=paths,
        entry_paths=tuple(("destination", step) for step in steps),
    )


def _take_destination(fields: dict[str, Any], prefix: str, value: Any) -> None:
    kind, id = _split(value) if isinstance(value, str) else (value, None)
    fields[f"{prefix}_destination_type"] = kind
    fields[f"{prefix}_destination_id"] = id


def _decode_arrays(options: Any, destinations: Any, templates: Any) -> list[dict[str, Any]]:
    """Entries from the parallel arrays; a shorter array leaves its field out, to be reported."""
    entries: list[dict[str, Any]] = []
    for index in range(max(len(options), len(destinations))):
        entry: dict[str, Any] = {}
        if index < len(options):
            entry["option"] = options[index]
        if index < len(destinations):
            entry["destination_type"], entry["destination_id"] = _split(str(destinations[index]))
        if index < len(templates):
            entry["template_id"] = templates[index]
        entries.append(entry)
    return entries


def encode_read(receptionist: Receptionist) -> dict[str, Any]:
    """An item of ``GET ivrs`` or ``GET auto_attendants``, as documented."""
    if not receptionist.is_menu:
        body = _encode_attendant(receptionist, numbers=False)
        return {"id": receptionist.id, **body}
    item = vr.encode_read(receptionist, "menu")
    for wire in ("prefix", "intercom"):
        del item[wire]
    item["timeout_dest_type"] = item.pop("timeout_destination_type")
    item["recording"] = _encode_greeting(receptionist.greeting).partition("||")[2]
    for entry in item["ivr_menu"]:
        entry["webhook_id"] = "0"
    return item


def decode_read(item: Mapping[str, Any]) -> Reading:
    """The fields of an item of a list answer, of an ivr or of an auto attendant."""
    return decode_attendant(item) if "recording_id" in item else vr.decode_read(item)


def decode_attendant(item: Mapping[str, Any]) -> Reading:
    """The fields of an auto attendant, written or read: here ``destination_type`` is the target's."""
    reading = Reading({"destination_type": "single"})
    for field, wire in _ATTENDANT_NAMES.items():
        reading.paths[field] = (wire,)
        if wire in item:
            reading.fields[field] = item[wire]
    if item.get("recording_type") == TTS and reading.fields.get("greeting"):
        reading.fields["greeting"] = f"{TTS}:{reading.fields['greeting']}"
    known = {*_ATTENDANT_NAMES.values(), "recording_type"}
    reading.extra = tuple((wire,) for wire in item if wire not in known)
    reading.lacks = tuple(field for field in vr.WRITE_NAMES if field not in reading.fields)
    return reading
