"""How edits of the catalogue fit a flow: recordings and destinations that are new, or have other fields or names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.config.receptionist import Destination, parse_address
from simulator.loader.catalogue import parse_recording_key, written_destinations
from simulator.patches.edit_kinds import AddDestination, AddRecording, SetDestination, SetRecording
from simulator.patches.flow_files import FlowFiles, Misfit, PlacedEdit
from simulator.patches.flow_uses import find_recording, missing_recording, resolve_written
from simulator.patches.name_changes import rename_destination, rename_recording
from simulator.text.tree_edit import TreeEdit
from simulator.wire.decoding import wire_seconds

_RIVALS = {"script": "script_file", "script_file": "script"}
"""A recording has one of the two: the other goes."""


def add_recording(edit: AddRecording, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edit that adds a recording. Raises ``Misfit``."""
    _refuse_single_file(files)
    fields = _filled(edit.model_dump(exclude={"recording"}, exclude_unset=True))
    if edit.recording not in files.flow.recordings:
        yield PlacedEdit(files.document, TreeEdit("put", ("recordings", edit.recording), fields))
    elif _differing(_recording_body(files, edit.recording)[1], fields):
        raise Misfit(f"recording {edit.recording} is in the catalogue with other fields; set_recording changes it")


def set_recording(edit: SetRecording, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits of a recording's fields; a new name also goes where the old one stands. Raises ``Misfit``."""
    _refuse_single_file(files)
    fields = _filled(edit.values)
    try:
        id = find_recording(files.flow, edit.recording)
    except Misfit:
        if edit.name is None:
            raise
        id = next((id for id, entry in files.flow.recordings.items() if entry.name == edit.name), "")
        if not id:
            raise
    if id not in files.flow.recordings:
        raise missing_recording(files.flow, id)
    key, body = _recording_body(files, id)
    differing = _differing(body, fields)
    for field, value in differing.items():
        yield PlacedEdit(files.document, TreeEdit("put", ("recordings", key, field), value))
        rival = _RIVALS.get(field, "")
        if rival in body:
            yield PlacedEdit(files.document, TreeEdit("remove", ("recordings", key, rival)))
    if "name" in differing and body.get("name"):
        yield from rename_recording(files, str(body["name"]), str(differing["name"]))


def add_destination(edit: AddDestination, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edit that adds a destination. Raises ``Misfit``."""
    _refuse_single_file(files)
    where = parse_address(edit.destination).canonical
    fields = _filled(edit.model_dump(exclude={"destination"}, exclude_unset=True))
    if where not in files.flow.destinations:
        yield PlacedEdit(files.document, TreeEdit("put", ("destinations", edit.destination), fields))
    elif _differing(_destination_body(files, where)[1], fields):
        raise Misfit(f"{edit.destination} is in the catalogue with other fields; set_destination changes it")


def set_destination(edit: SetDestination, files: FlowFiles) -> Iterator[PlacedEdit]:
    """Yield the edits of a destination's fields; a new name also goes where the old one stands. Raises ``Misfit``."""
    _refuse_single_file(files)
    fields = _filled(edit.values)
    named = {entry.name: where for where, entry in files.flow.destinations.items() if entry.name}
    try:
        where = resolve_written(files, edit.destination).destination.canonical
    except Misfit:
        if edit.name not in named:
            raise
        where = named[edit.name]
    if where not in files.flow.destinations:
        raise Misfit(f"{edit.destination} is not in the catalogue; add_destination adds it")
    key, body = _destination_body(files, where)
    differing = _differing(body, fields)
    for field, value in differing.items():
        yield PlacedEdit(files.document, TreeEdit("put", ("destinations", key, field), value))
    if "name" in differing and body.get("name"):
        yield from rename_destination(files, str(body["name"]), str(differing["name"]))


def _refuse_single_file(files: FlowFiles) -> None:
    if not files.has_catalogue:
        raise Misfit("is one receptionist without a flow.yaml, so it has no catalogue")


def _recording_body(files: FlowFiles, id: str) -> tuple[str, Mapping[str, Any]]:
    """Return the key of a recording as its author spells it, and its fields."""
    recordings = files.document.at_path(("recordings",)) or {}
    key = next(key for key in recordings if parse_recording_key(key) == id)
    return key, recordings[key] or {}


def _destination_body(files: FlowFiles, where: Destination) -> tuple[str, Mapping[str, Any]]:
    key = written_destinations(files.document)[where]
    return key, files.document.at_path(("destinations", key)) or {}


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: wire_seconds(value) if isinstance(value, float) else value for name, value in fields.items()}


def _differing(body: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields whose values are others; a number may stand as text."""
    return {name: value for name, value in fields.items() if not _says(body.get(name), value)}


def _says(written: Any, value: Any) -> bool:
    if isinstance(value, int | float) and written is not None:
        try:
            return float(written) == value
        except ValueError:
            return False
    return bool(
        written == value or (isinstance(written, str) and isinstance(value, str) and written.split() == value.split())
    )
