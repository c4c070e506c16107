"""The catalogue of a flow: what its recordings and destinations are called, each name once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination
from simulator.config.value_rules import NOTHING, PlainNumber, parse_id, quote_value
from simulator.fast_classes import dataclass
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document
from simulator.text.positions import UnreadableText
from simulator.text.text_file import read_file

# as text: compiled when it is first used, which is seldom
_NUMERIC = r"-?[0-9]+\.[0-9]*|-[0-9]+"


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
class _CatalogueReader:
    """One reading of a flow document's two catalogue sections."""

    shelf: Shelf
    document: Document
    catalogue: Catalogue = field(default_factory=Catalogue)

    def add_problem(self, section: str, key: str, message: str, *inner: str) -> None:
        path = (section, key, *inner)
        self.shelf.problems.append(self.document.problem_at(path, message, key=not inner))
        self.catalogue.complete = False

    def read_recording(self, key: str, recording: Recording) -> None:
        try:
            id = parse_recording_key(key)
        except ValueError as error:
            self.add_problem("recordings", key, str(error))
            return
        if id in NOTHING:
            self.add_problem("recordings", key, f"{key!r} means no recording; use a recording's id")
        elif id.startswith("@"):
            self.add_problem("recordings", key, f"{key!r} is not an id; write the id here, and the name as `name:`")
        elif id in self.catalogue.recordings:
            self.add_problem("recordings", key, f"recording {id} is here twice")
        else:
            self.catalogue.recordings[id] = self._with_script(key, self._keep_audible(key, recording))
            self._add_name("recordings", key, recording.name, id, self.catalogue.recording_ids)

    def _keep_audible(self, key: str, recording: Recording) -> Recording:
        """The recording, without an audio file that lies outside: one that is not there has only no length."""
        try:
            if recording.file:
                self.shelf.files.holds(self.document.folder / recording.file)
        except UnreadableText as refusal:
            self.add_problem("recordings", key, f"file {quote_value(recording.file)} {refusal}", "file")
            return recording.model_copy(update={"file": ""})
        return recording

    def _with_script(self, key: str, recording: Recording) -> Recording:
        if not recording.script_file:
            return recording
        if recording.script:
            self.add_problem("recordings", key, "has script and script_file; one of them is accepted", "script_file")
            return recording
        path, name = self.document.folder / recording.script_file, f"script_file {recording.script_file!r}"
        try:
            if not self.shelf.files.holds(path):
                self.add_problem("recordings", key, f"{name}: {self.shelf.files.missing(path)}", "script_file")
                return recording
            script = read_file(path, self.shelf.files.open)
        except UnreadableText as refusal:
            message = f"{name} {refusal}"
            self.add_problem("recordings", key, message, "script_file")
            return recording
        return recording.model_copy(update={"script": script.strip()})

    def read_destination(self, key: str, destination: KnownDestination) -> None:
        kind, bars, id = key.partition("||")
        if not (kind.strip() and bars and id.strip()) or "||" in id:
            accepted = "use type||id, such as department||108000"
            self.add_problem("destinations", key, f"{quote_value(key)} is not a destination; {accepted}")
            return
        place = Destination(kind.strip(), id.strip()).canonical
        if place in self.catalogue.destinations:
            self.add_problem("destinations", key, f"{place} is here twice ({key} is the same destination)")
            return
        self.catalogue.destinations[place] = destination
        self._add_name("destinations", key, destination.name, place, self.catalogue.destination_names)

    def _add_name(self, section: str, key: str, name: str | None, owner: Any, names: dict[str, Any]) -> None:
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
        self.add_problem(section, key, message, "name")


def parse_recording_key(key: str) -> str:
    """Return the id that a key of ``recordings`` means: 7.0 is 7. Raises ``ValueError``."""
    return parse_id(PlainNumber(key) if re.fullmatch(_NUMERIC, key) else key)


def written_destinations(document: Document) -> dict[Destination, str]:
    """Return the keys of a flow's ``destinations`` as their author spells them, by the destinations that they mean."""
    spelt: dict[Destination, str] = {}
    for key in document.at_path(("destinations",)) or {}:
        kind, _, id = key.partition("||")
        spelt[Destination(kind.strip(), id.strip()).canonical] = key
    return spelt


def read_catalogue(
    shelf: Shelf,
    document: Document,
    recordings: Mapping[str, Recording],
    destinations: Mapping[str, KnownDestination],
) -> Catalogue:
    """The catalogue of a flow document, its scripts read; what is wrong goes on the shelf."""
    reading = _CatalogueReader(shelf, document)
    for key, recording in recordings.items():
        if shelf.is_full:
            break
        reading.read_recording(key, recording)
    for key, entry in destinations.items():
        if shelf.is_full:
            break
        reading.read_destination(key, entry)
    return reading.catalogue
