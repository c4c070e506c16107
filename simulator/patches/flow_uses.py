"""The places where a flow's files name a destination or a recording, in all receptionists, variants and flow.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import RECORDING_FIELDS, Destination, Receptionist, parse_address
from simulator.graph.review.fields import ROUTE_FIELDS
from simulator.loader.catalogue import written_destinations
from simulator.loader.receptionist_file import Draft
from simulator.patches.flow_files import FlowFiles, Misfit, PlacedEdit
from simulator.text.document import Document
from simulator.text.tree_edit import BareWord, TreeEdit
from simulator.wire import vr
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

SIDES = {"wrong": "wrong_key", "silence": "silence", "recording": "forward"}
"""What a call goes on after, and how the fields of that way on begin."""

_ONWARD = tuple(field for field in ROUTE_FIELDS if field not in ("schedule", "rings"))
_SWITCH_SOUNDS = ("greet_short", "exit_sound")


class DestinationUse(NamedTuple):
    """One place that leads somewhere: the paths of its type and id, or of one text (``kind`` is None).

    ``owner`` is a receptionist's key; empty: flow.yaml says it. ``is_key`` tells a number's bare key.
    """

    owner: str
    document: Document
    kind: Path | None
    id: Path
    destination: Destination
    is_key: bool = False

    def leading_to(self, files: FlowFiles, target: WrittenDestination) -> Iterator[PlacedEdit]:
        """Yield the edits after which it leads to a target."""
        if self.kind is None:
            text = target.key if self.is_key and target.key else target.written
            yield PlacedEdit(self.document, TreeEdit("put", self.id, text))
            return
        old = self.document.at_path(self.kind)
        kind, id = target.as_fields(files, old if isinstance(old, str) else "")
        if kind != old:
            yield PlacedEdit(self.document, TreeEdit("put", self.kind, kind))
        yield PlacedEdit(self.document, TreeEdit("put", self.id, id))


class RecordingPlace(NamedTuple):
    """One place that names a recording."""

    owner: str
    document: Document
    path: Path
    recording: str


class WrittenDestination(NamedTuple):
    """A destination of a flow, and how the patch writes it; ``key`` is a receptionist's, else empty."""

    written: str
    destination: Destination
    key: str

    def as_fields(self, files: FlowFiles, old_kind: str) -> tuple[str, str]:
        """Return the type and the id as a receptionist's file has them."""
        kind, bars, id = self.written.partition("||")
        if bars:
            return BareWord(kind), id
        if not self.key:
            return BareWord(self.destination.type), self.written
        kept = old_kind if Destination(old_kind, "").names_receptionist else ""
        return BareWord(kept or receptionist_type(files.flow)), self.written


def receptionist_type(flow: Flow) -> str:
    """Return the type word by which a flow leads to its receptionists."""
    ways = (way.destination for item in flow.receptionists.values() for way in item.ways())
    used = next((to.type for to in ways if to.names_receptionist), "")
    return used or ("auto_attendant" if flow.dialect == "ivr" else "virtual_receptionist")


def resolve_written(files: FlowFiles, written: str) -> WrittenDestination:
    """Return what a destination in a patch means in a flow. Raises ``Misfit``."""
    flow = files.flow
    kind, bars, id = written.partition("||")
    named = {entry.name: where for where, entry in flow.destinations.items() if entry.name}
    if not bars:
        name = written[1:]
        if name in flow.receptionists and name in named:
            raise Misfit(
                f"{written} names a receptionist and {named[name]}; write {named[name]} or the other's type||id"
            )
        if name in flow.receptionists:
            return WrittenDestination(written, Destination("virtual_receptionist", written), name)
        if name not in named:
            raise Misfit(f"no receptionist or destination is called {name!r}")
        return WrittenDestination(written, named[name], "")
    destination = Destination(kind, id)
    if id.startswith("@") and not destination.names_receptionist:
        found = named.get(id[1:])
        if found is None or found.type != destination.canonical.type:
            raise Misfit(f"no {kind} is named {id[1:]!r}")
        return WrittenDestination(written, Destination(kind, found.id), "")
    key = flow.receptionist_for(destination)
    if destination.names_receptionist and id.startswith("@") and key is None:
        raise Misfit(f"no receptionist has the key {id[1:]!r}")
    return WrittenDestination(written, destination, key or "")


def lead_alike(flow: Flow, first: Destination, second: Destination) -> bool:
    """Return whether two destinations are one: the same receptionist, or the same under any alias."""
    keys = flow.receptionist_for(first), flow.receptionist_for(second)
    return keys[0] == keys[1] if keys != (None, None) else first.canonical == second.canonical


def find_recording(flow: Flow, written: str) -> str:
    """Return the id of a recording that a patch names. Raises ``Misfit``."""
    if not written.startswith("@"):
        return written
    for id, entry in flow.recordings.items():
        if entry.name == written[1:]:
            return id
    raise Misfit(f"no recording is named {written[1:]!r}")


def is_bare_name(flow: Flow, written: str) -> bool:
    """Return whether what a patch takes for an id is the name of a recording, whose @ was forgotten."""
    return written not in flow.recordings and any(entry.name == written for entry in flow.recordings.values())


def missing_recording(flow: Flow, written: str) -> Misfit:
    """Return why there is no recording of an id."""
    if is_bare_name(flow, written):
        return Misfit(f'no recording has the id {written}; for the one of that name use "@{written}"')
    return Misfit(f"no recording {written} in the catalogue; add_recording adds it")


def find_menu(flow: Flow, name: str) -> str:
    """Return the key of the receptionist with this key, id or name. Raises ``Misfit``."""
    if name.removeprefix("@") in flow.receptionists:
        return name.removeprefix("@")
    for of in ("id", "name"):
        keys = [key for key, item in flow.receptionists.items() if getattr(item, of) == name]
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise Misfit(f"{len(keys)} receptionists are named {name!r}")
    raise Misfit(f"no receptionist {name!r}{suggest(name, flow.receptionists)}")


def receptionists_of(files: FlowFiles) -> Iterator[tuple[str, Draft, Receptionist]]:
    """Yield each receptionist with its file, then as each variant has it."""
    for key, draft in files.shelf.drafts.items():
        yield key, draft, files.flow.receptionists[key]
    for name, variant in files.flow.variants.items():
        for key, item in variant.receptionists.items():
            yield key, files.shelf.variants[name][key], item


def place_of(draft: Draft, field: Path) -> tuple[Document, Path]:
    """Return the document that says a field of the model, and the path there; the wire's name where it says none."""
    path = (*draft.base, *draft.reading.document_path(field))
    if len(field) == 1 and str(field[0]) not in draft.reading.fields:
        path = (*draft.base, vr.WRITE_NAMES[str(field[0])])
    return draft.document.source_of(path)


def side_use(key: str, draft: Draft, item: Receptionist, side: str) -> DestinationUse | None:
    """Return the use of a way on; None where neither of its fields is filled."""
    kind, id = getattr(item, f"{side}_destination_type"), getattr(item, f"{side}_destination_id")
    if kind is None or id is None:
        return None
    document, id_path = place_of(draft, (f"{side}_destination_id",))
    kind_path = (*id_path[:-1], vr.WRITE_NAMES[f"{side}_destination_type"])
    return DestinationUse(key, document, kind_path, id_path, Destination(kind, id))


def destination_uses(files: FlowFiles) -> Iterator[DestinationUse]:
    """Yield every place that leads somewhere; one that a variant takes over from its flow comes twice."""
    for key, draft, item in receptionists_of(files):
        for index, entry in enumerate(item.entries or ()):
            document, id_path = place_of(draft, ("entries", index, "destination_id"))
            kind_path = (*id_path[:-1], "destination_type")
            yield DestinationUse(key, document, kind_path, id_path, entry.destination)
        for side in SIDES.values():
            if (use := side_use(key, draft, item, side)) is not None:
                yield use
    yield from _flow_file_uses(files)


def _flow_file_uses(files: FlowFiles) -> Iterator[DestinationUse]:
    document, flow = files.document, files.flow
    if not files.has_catalogue:
        return
    for where, key in written_destinations(document).items():
        for field in _ONWARD:
            if text := getattr(flow.destinations[where], field):
                yield DestinationUse("", document, None, ("destinations", key, field), _resolve_text(files, text))
    for section, number in _written_keys(document, "numbers"):
        target = flow.numbers[number]
        address = parse_address(target) if "||" in target else Destination("virtual_receptionist", f"@{target}")
        is_key = document.at_path((section, number)) in flow.receptionists
        yield DestinationUse("", document, None, (section, number), address, is_key)


def _resolve_text(files: FlowFiles, text: str) -> Destination:
    return resolve_written(files, "||".join(part.strip() for part in text.split("||"))).destination


def _written_keys(document: Document, section: str) -> Iterator[tuple[str, str]]:
    body: Any = document.at_path((section,))
    yield from ((section, str(key)) for key in (body if isinstance(body, dict) else ()))


def recording_uses(files: FlowFiles) -> Iterator[RecordingPlace]:
    """Yield every place that names a recording."""
    for key, draft, item in receptionists_of(files):
        for field in RECORDING_FIELDS:
            if (recording := getattr(item, field)) is not None:
                yield RecordingPlace(key, *place_of(draft, (field,)), recording)
    for _, key in _written_keys(files.document, "menus") if files.has_catalogue else ():
        switch = files.flow.receptionists[key].engine.settings.switch
        for sound in _SWITCH_SOUNDS:
            if (recording := getattr(switch, sound)) is not None:
                yield RecordingPlace(key, files.document, ("menus", key, "engine", sound), recording)
