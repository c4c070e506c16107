"""The catalogue of a flow: what its recordings and destinations are called, each name once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination
from simulator.config.values import NOTHING, PlainNumber, as_id, shown
from simulator.load.document import Document
from simulator.load.places import Unreadable
from simulator.load.read import read_file
from simulator.load.receptionist import Shelf

_NUMERIC = re.compile(r"-?[0-9]+\.[0-9]*|-[0-9]+")


@dataclass(slots=True)
class Catalogue:
    """Recordings by id, destinations by canonical type and id, and the way from names to both.

    ``complete`` is False where some of it had problems: a name that seems missing may be there.
    """

    recordings: dict[str, Recording] = field(default_factory=dict)
    destinations: dict[Destination, KnownDestination] = field(default_factory=dict)
    recording_ids: dict[str, str] = field(default_factory=dict)
    destination_names: dict[str, Destination] = field(default_factory=dict)
    complete: bool = True
    exists: bool = True


@dataclass(slots=True)
class _Reading:
    """One reading of a flow document's two catalogue sections."""

    shelf: Shelf
    document: Document
    catalogue: Catalogue = field(default_factory=Catalogue)

    def objects(self, section: str, key: str, message: str, *inner: str) -> None:
        path = (section, key, *inner)
        self.shelf.problems.append(self.document.problem(path, message, key=not inner))
        self.catalogue.complete = False

    def recording(self, key: str, recording: Recording) -> None:
        try:
            id = as_id(PlainNumber(key) if _NUMERIC.fullmatch(key) else key)
        except ValueError as error:
            self.objects("recordings", key, str(error))
            return
        if id in NOTHING:
            self.objects("recordings", key, f"{key!r} means no recording; use a recording's id")
        elif id.startswith("@"):
            self.objects("recordings", key, f"{key!r} is not an id; write the id here, and the name as `name:`")
        elif id in self.catalogue.recordings:
            self.objects("recordings", key, f"recording {id} is here twice")
        else:
            self.catalogue.recordings[id] = self._scripted(key, self._audible(key, recording))
            self._named("recordings", key, recording.name, id, self.catalogue.recording_ids)

    def _audible(self, key: str, recording: Recording) -> Recording:
        """The recording, without an audio file that lies outside: one that is not there has only no length."""
        try:
            if recording.file:
                self.shelf.files.holds(self.document.folder / recording.file)
        except Unreadable as refusal:
            self.objects("recordings", key, f"file {shown(recording.file)} {refusal}", "file")
            return recording.model_copy(update={"file": ""})
        return recording

    def _scripted(self, key: str, recording: Recording) -> Recording:
        if not recording.script_file:
            return recording
        if recording.script:
            self.objects("recordings", key, "has script and script_file; one of them is accepted", "script_file")
            return recording
        try:
            script = read_file(self.document.folder / recording.script_file, self.shelf.files.open)
        except Unreadable as refusal:
            message = f"script_file {recording.script_file!r} {refusal}"
            self.objects("recordings", key, message, "script_file")
            return recording
        return recording.model_copy(update={"script": script.strip()})

    def destination(self, key: str, known: KnownDestination) -> None:
        kind, bars, id = key.partition("||")
        if not (kind.strip() and bars and id.strip()) or "||" in id:
            wanted = "use type||id, such as department||108000"
            self.objects("destinations", key, f"{shown(key)} is not a destination; {wanted}")
            return
        place = Destination(kind.strip(), id.strip()).canonical
        if place in self.catalogue.destinations:
            self.objects("destinations", key, f"{place} is here twice ({key} is the same destination)")
            return
        self.catalogue.destinations[place] = known
        self._named("destinations", key, known.name, place, self.catalogue.destination_names)

    def _named(self, section: str, key: str, name: str | None, owner: Any, names: dict[str, Any]) -> None:
        """Take a name into the way back, if it is one that a flow or a test can say."""
        if name is None:
            return
        if name in names:
            message = f"name {name!r} is taken by {names[name]}; names are unique among {section}"
        elif name.isdecimal():
            message = f"name {name!r} is all digits and would be taken for an id; add a letter"
        elif "||" in name:
            message = f"name {name!r} holds '||', which stands between a type and an id; leave it out"
        else:
            names[name] = owner
            return
        self.objects(section, key, message, "name")


def read_catalogue(
    shelf: Shelf,
    document: Document,
    recordings: Mapping[str, Recording],
    destinations: Mapping[str, KnownDestination],
) -> Catalogue:
    """The catalogue of a flow document, its scripts read; what is wrong goes on the shelf."""
    reading = _Reading(shelf, document)
    for key, recording in recordings.items():
        if shelf.is_full:
            break
        reading.recording(key, recording)
    for key, known in destinations.items():
        if shelf.is_full:
            break
        reading.destination(key, known)
    return reading.catalogue
