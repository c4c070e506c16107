"""``@name`` in place of an id: looked up in the catalogue and among the receptionists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.value_rules import quote_value
from simulator.errors import Problem
from simulator.loader.catalogue import Catalogue
from simulator.loader.receptionist_file import Draft, Shelf
from simulator.wire import vr
from simulator.wire.decoding import Path
from simulator.words.phrases import list_first
from simulator.words.suggestion import suggest
from simulator.words.word_index import WordIndex

_RECORDINGS = tuple(name for name in Receptionist.model_fields if name in vr.RECORDING_FIELDS)
_DESTINATIONS = tuple(
    (name.removesuffix("id") + "type", name) for name in Receptionist.model_fields if name in vr.ID_FIELDS
)
_KNOWN_MOST = 8


def resolve_names(shelf: Shelf, catalogue: Catalogue) -> dict[str, Receptionist]:
    """The receptionists by key, their names turned into ids; what is not found goes on the shelf.

    A destination that means a receptionist keeps its ``@key``: ``Flow.receptionist_for`` follows it.
    """
    naming = _NameResolver(shelf, catalogue)
    resolved = {
        # Most files of a large flow hold no @: one look at the text saves the look at every field.
        key: naming.resolve_receptionist(draft, draft.model) if draft.document.may_hold_names else draft.model
        for key, draft in shelf.drafts.items()
        if draft.model is not None
    }
    if naming.alone:
        shelf.problems.append(_no_catalogue(naming.alone))
        shelf.lacks_names = True
    return resolved


def _no_catalogue(names: list[tuple[Draft, Path, str]]) -> Problem:
    """One problem for all names of a file that has no catalogue."""
    draft, place, id = names[0]
    more = f", nor for {len(names) - 1} more here" if len(names) > 1 else ""
    message = f"{quote_value(id)} is a name, and a file alone has no catalogue for it{more}"
    return draft.problem_at(place, f"{message}: write ids, or list the file in a flow.yaml and load that")


class _NameResolver:
    """One flow's names."""

    def __init__(self, shelf: Shelf, catalogue: Catalogue) -> None:
        self.shelf = shelf
        self.catalogue = catalogue
        self.alone: list[tuple[Draft, Path, str]] = []
        self._indexes: dict[str, tuple[WordIndex, str]] = {}

    def resolve_receptionist(self, draft: Draft, model: Receptionist) -> Receptionist:
        """The receptionist with ids for its names."""
        changes: dict[str, Any] = {}
        values = vars(model)
        for field in _RECORDINGS:
            id = values[field]
            if id is not None and id[:1] == "@":
                changes[field] = self.resolve_recording(draft, (field,), id)
        for kind, field in _DESTINATIONS:
            id = values[field]
            if id is not None and id[:1] == "@":
                changes[field] = self.resolve_destination(draft, (field,), Destination(values[kind] or "", id))
        if any(entry.destination_id[:1] == "@" for entry in model.entries or ()):
            entries = tuple(self.resolve_entries(draft, model.entries or ()))
            # Names of receptionists stay, and most menus name no others: then nothing is copied.
            if any(new is not old for new, old in zip(entries, model.entries or (), strict=True)):
                changes["entries"] = entries
        return model.model_copy(update=changes) if changes else model

    def resolve_entries(self, draft: Draft, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries with ids for their names."""
        for index, entry in enumerate(entries):
            if entry.destination_id[:1] == "@":
                id = self.resolve_destination(draft, ("entries", index, "destination_id"), entry.destination)
                if id != entry.destination_id:
                    entry = entry.model_copy(update={"destination_id": id})
            yield entry

    def resolve_recording(self, draft: Draft, place: Path, id: str) -> str:
        """The id of the recording that the catalogue calls so."""
        recording_id = self.catalogue.recording_ids.get(id[1:])
        if recording_id is None and self.catalogue.complete:  # else the name may be in what could not be read
            self.report_unknown(draft, place, id, "no recording is named", self.catalogue.recording_ids, "||recording")
        return recording_id or id

    def resolve_destination(self, draft: Draft, place: Path, destination: Destination) -> str:
        """The id of the catalogue's destination of that name, or the ``@key`` of a receptionist."""
        name = destination.id[1:]
        if destination.names_receptionist:
            if name not in self.shelf.keys:
                self.report_unknown(
                    draft, place, destination.id, "no receptionist has the key", self.shelf.keys, "||key"
                )
            return destination.id
        kind = destination.canonical.type
        named = self.catalogue.destination_names.get(name)
        if named is not None and named.type == kind:
            return named.id
        if named is not None:
            message = f"{name!r} is the name of {named}, and the type here is {destination.type}"
            self.shelf.problems.append(draft.problem_at(place, message))
        elif self.catalogue.complete:
            names = self.catalogue.destination_names
            same = (other_name for other_name, at in names.items() if at.type == kind)
            self.report_unknown(draft, place, destination.id, f"no {destination.type} is named", same, kind)
        return destination.id

    def report_unknown(
        self, draft: Draft, place: Path, id: str, what: str, candidates: Iterable[str], kind: str
    ) -> None:
        """A name that is not found, with the nearest that are; the candidates of one ``kind`` are always the same."""
        if not self.catalogue.exists:
            self.alone.append((draft, place, id))
            return
        if kind not in self._indexes:
            names = list(candidates)
            otherwise = f"the flow has {list_first(names, _KNOWN_MOST)}" if names else "the flow has none"
            self._indexes[kind] = (WordIndex(names), otherwise)
        index, otherwise = self._indexes[kind]
        hint = suggest(id[1:], index, otherwise, most=3, form=lambda name: f"@{name}")
        self.shelf.problems.append(draft.problem_at(place, f"{what} {id[1:]!r}{hint}"))
