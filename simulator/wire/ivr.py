"""The ``ivr`` dialect (UK current, India, sister brands): IVRs and auto attendants.

A menu (``multiple``) is an *ivr*: two parallel arrays of options and destinations, destinations
as ``type||id``. A ``single`` is an *auto attendant*. A greeting is ``recording||ID`` or
``outbound_tts||ID``; the latter stands in the model as ``outbound_tts:ID``, since a read response
gives bare ids only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.config.value_rules import parse_optional_id
from simulator.wire import vr
from simulator.wire.decoding import DecodedDocument, Path, wire_number, wire_seconds

TTS = "outbound_tts"
RECORDING = "recording"

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

ENTRY_ARRAYS: Mapping[str, str] = {
    "option": "option",
    "destination_type": "destination",
    "destination_id": "destination",
    "template_id": "sms_template",
}
"""An entry's field -> the array that holds it, in the body of an ivr."""

NOT_WRITTEN = ("caller_id_prefix", "intercom")
"""Fields that this dialect has no name for."""

MENU_NOT_READ = ("forward_destination_type", "forward_destination_id", *NOT_WRITTEN)
"""The model's fields that an ivr does not carry, written or read (written, nor ``id``)."""

ONLY_READ = frozenset({"timeout_dest_type", "recording_id"})
"""Names in an item of a list that the vr dialect does not document: they mark a response of this dialect."""

ATTENDANT_READ = ("destination_type", *_ATTENDANT_NAMES)
"""The model's fields that an auto attendant does carry, written (but for ``id``) or read."""


def encode_write(receptionist: Receptionist, *, numbers: bool = True, sms_template: bool = True) -> dict[str, Any]:
    """The whole body of a create or an update: of an ivr, or of an auto attendant.

    One vendor's page marks ``sms_template`` as mandatory, another's as optional: it is sent with an empty text for
    each entry that has none. ``sms_template=False`` sends it only where an entry has one.
    """
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
    if sms_template or any(entry.template_id for entry in entries):
        body["sms_template"] = [entry.template_id or "" for entry in entries]
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
    return f"{TTS}||{id}" if kind == TTS and colon else f"{RECORDING}||{greeting or 0}"


def _decode_greeting(value: Any) -> Any:
    kind, id = _split_destination(value)
    if id is not None and kind == TTS:
        return _spoken_text_id(id)
    return id if id is not None and kind == RECORDING else value


def _spoken_text_id(id: Any) -> Any:
    """Return the model's id of a spoken text; None, and anything that is not an id, as it is."""
    try:
        text = parse_optional_id(id)
    except ValueError:
        return id
    return None if text is None else f"{TTS}:{text}"


def _split_destination(value: Any) -> tuple[Any, str | None]:
    """The type and the id of ``type||id``; a single pipe, a slip of the documents, is taken too.

    Without a pipe there is no id; anything but text becomes the type, which refuses it.
    """
    if not isinstance(value, str):
        return value, None
    kind, pipe, id = value.partition("||" if "||" in value else "|")
    return kind, id if pipe else None


def decode_write(body: Mapping[str, Any]) -> DecodedDocument:
    """The fields of a body that is written, of an ivr or of an auto attendant."""
    # The one name that tells an auto attendant's body from that of an ivr, which calls it `recording`.
    if "recording_id" in body:
        return decode_attendant(body)
    extra = dict(body)
    fields: dict[str, Any] = {"destination_type": "multiple"}
    paths: dict[str, Path] = {field: (wire,) for field, wire in _MENU_WRITE_NAMES.items()}
    for field, wire in _MENU_WRITE_NAMES.items():
        if wire in extra:
            fields[field] = extra.pop(wire)
    if "recording" in extra:
        fields["greeting"] = _decode_greeting(extra.pop("recording"))
        paths["greeting"] = ("recording",)
    for prefix, wire in (("wrong_key", "invalid_destination"), ("silence", "timeout_destination")):
        if wire in extra:
            _take_destination(fields, prefix, extra.pop(wire))
            paths[f"{prefix}_destination_type"] = paths[f"{prefix}_destination_id"] = (wire,)
    arrays = {wire: extra.pop(wire) for wire in ("option", "destination", "sms_template") if wire in extra}
    wrong = next((wire for wire, array in arrays.items() if not isinstance(array, list)), None)
    if wrong is not None:  # nothing to pair up: the model refuses it, at its own place
        fields["entries"], paths["entries"] = arrays[wrong], (wrong,)
    elif arrays:
        fields["entries"] = _decode_arrays(**arrays)
        paths["entries"] = ("option",)
    return DecodedDocument(
        fields,
        lacks=_missing_fields(fields),
        extra=tuple((wire,) for wire in extra),
        paths=paths,
        entry_arrays=ENTRY_ARRAYS,
    )


def _missing_fields(fields: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(field for field in vr.WRITE_NAMES if field not in fields)


def _take_destination(fields: dict[str, Any], prefix: str, value: Any) -> None:
    fields[f"{prefix}_destination_type"], fields[f"{prefix}_destination_id"] = _split_destination(value)


def _decode_arrays(
    option: Sequence[Any] = (), destination: Sequence[Any] = (), sms_template: Sequence[Any] = ()
) -> list[dict[str, Any]]:
    """Entries from the parallel arrays; a shorter array leaves its field out, to be reported."""
    entries: list[dict[str, Any]] = [{} for _ in range(max(map(len, (option, destination, sms_template))))]
    for entry, keys in zip(entries, option, strict=False):
        entry["option"] = keys
    for entry, where in zip(entries, destination, strict=False):
        entry["destination_type"], entry["destination_id"] = _split_destination(where)
    for entry, template in zip(entries, sms_template, strict=False):
        entry["template_id"] = template
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


def decode_read(item: Mapping[str, Any]) -> DecodedDocument:
    """Return the fields of an item of a list response, of an ivr or of an auto attendant."""
    return decode_attendant(item) if "recording_id" in item else vr.decode_read(item)


def decode_attendant(item: Mapping[str, Any]) -> DecodedDocument:
    """The fields of an auto attendant, written or read: here ``destination_type`` is the target's."""
    reading = DecodedDocument({"destination_type": "single"})
    for field, wire in _ATTENDANT_NAMES.items():
        reading.paths[field] = (wire,)
        if wire in item:
            reading.fields[field] = item[wire]
    if item.get("recording_type") == TTS and "greeting" in reading.fields:
        reading.fields["greeting"] = _spoken_text_id(reading.fields["greeting"])
    wire_names = {*_ATTENDANT_NAMES.values(), "recording_type"}
    reading.extra = tuple((wire,) for wire in item if wire not in wire_names)
    reading.lacks = _missing_fields(reading.fields)
    return reading
