"""A flow with its files, as a patch edits them: new texts stand in place of files, and the flow is loaded from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.errors import FlowError, UsageError
from simulator.fast_classes import dataclass
from simulator.loader.flow_kinds import gather_file, is_answer, load_with_shelf
from simulator.loader.flow_location import EXAMPLE, locate_flow
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document
from simulator.text.splice import SpliceRefused
from simulator.text.tree_edit import TreeEdit, edit_text
from simulator.words.difference import show_difference
from simulator.words.sanitizer import OutputText


class Misfit(Exception):
    """A flow that an edit does not fit; the message is the reason, alike for flows that are alike."""


class PlacedEdit(NamedTuple):
    """An edit of the tree of one document."""

    document: Document
    edit: TreeEdit


class FileChange(NamedTuple):
    """One file: what messages call it, and its text before and after."""

    path: Path
    name: str
    old: str
    new: str

    @property
    def difference(self) -> OutputText:
        """The unified difference."""
        return show_difference(self.old, self.new, f"a/{self.name}", f"b/{self.name}")


@dataclass(frozen=True, slots=True)
class FlowFiles:
    """A flow as its files say it, some of them edited; ``changes`` are those, by path, and none is written yet."""

    source: str
    path: Path
    name: str
    flow: Flow
    shelf: Shelf
    changes: dict[Path, FileChange]

    @property
    def document(self) -> Document:
        """The file that the flow starts from: flow.yaml, or one receptionist."""
        assert self.shelf.document is not None, "the flow was read from a file"
        return self.shelf.document

    @property
    def has_catalogue(self) -> bool:
        """Return whether there is a flow.yaml, which a file with one receptionist lacks."""
        return isinstance(self.document.tree, dict) and "receptionists" in self.document.tree

    def with_edits(self, edits: Iterable[PlacedEdit]) -> FlowFiles:
        """Return the flow with edits made. Raises ``Misfit`` where a layout allows none, ``FlowError``."""
        placed: dict[Path, tuple[Document, list[TreeEdit]]] = {}
        for document, edit in edits:
            _, made = placed.setdefault(path_of(document), (document, []))
            if edit not in made:  # two receptionists may be one file
                made.append(edit)
        texts = {}
        for path, (document, made) in placed.items():
            try:
                texts[path] = (document.name, document.text, edit_text(document, made))
            except SpliceRefused:
                what = "is laid out in a way that cannot be edited; write one field on each line"
                raise Misfit(f"{PurePath(document.name).name} {what}") from None
        return self.with_texts(texts)

    def with_texts(self, texts: dict[Path, tuple[str, str, str]]) -> FlowFiles:
        """Return the flow with other texts (name, old, new) in place of files. Raises ``FlowError``."""
        changes = dict(self.changes)
        for path, (name, old, new) in texts.items():
            before = changes[path].old if path in changes else old
            changes[path] = FileChange(path, name, before, new)
        shelf = Shelf(self.source, {path: change.new for path, change in changes.items()})
        flow, shelf = gather_file(self.path, self.name, shelf)
        if shelf.problems:
            raise FlowError(shelf.problems)
        changes = {path: change for path, change in changes.items() if change.old != change.new}
        return replace(self, flow=flow, shelf=shelf, changes=changes)


def path_of(document: Document) -> Path:
    """Return the file that a document was read from."""
    return document.folder / PurePath(document.name).name


def open_files(source: str) -> FlowFiles:
    """Load a flow that can be edited. Raises as ``load`` does, and ``Misfit`` for a provider's response."""
    if source == "-" or source.startswith(EXAMPLE):
        raise UsageError(f"{source} cannot be written to; give a file or a folder")
    location = locate_flow(source)
    assert location.path is not None, "standard input was refused"
    flow, shelf = load_with_shelf(source)
    if shelf.document is not None and is_answer(shelf.document):
        raise Misfit("is a provider's response; ivrsim pull makes a flow of it")
    return FlowFiles(source, location.path, location.name, flow, shelf, {})
