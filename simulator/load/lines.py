"""The lines of a flow's files that configure it, for reports that point into them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path as FilePath
from pathlib import PurePath

from simulator.load.document import Document
from simulator.load.opening import opened
from simulator.load.receptionist import Draft, Shelf
from simulator.wire.reading import Path


class SourceLines:
    """Where one receptionist is configured: the path of its file, and the line of any field."""

    __slots__ = ("_draft",)

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @property
    def file(self) -> str:
        """The path of the file, from here where it lies below."""
        document = self._draft.document
        return _from_here(document.folder / PurePath(document.name).name)

    def line(self, place: Path) -> int:
        """The line of a field of the model, as in ``("entries", 0)``.

        Where the file leaves the field out, the line of what would hold it.
        """
        draft = self._draft
        return draft.document.line((*draft.base, *draft.reading.path(place)))


class FlowLines:
    """Where a flow says what holds for all of it: the path of flow.yaml, and the line of a section."""

    __slots__ = ("_document", "file")

    def __init__(self, document: Document) -> None:
        self._document = document
        self.file = _from_here(document.folder / PurePath(document.name).name)

    def line(self, place: Path) -> int:
        """The line of a section, as in ``("semantics",)``."""
        return self._document.line(place)


Lines = Mapping[str, SourceLines | FlowLines]
"""Lines by a receptionist's key; those of flow.yaml, where it sets semantics, under ``""``."""


def source_lines(source: str | os.PathLike[str] | None, variant: str | None = None) -> Lines:
    """The lines of every receptionist of a FLOW, by key. Raises as ``load`` does."""
    return lines_of(opened(source, variant)[1])


def lines_of(shelf: Shelf) -> Lines:
    """The lines of everything that was loaded."""
    found: dict[str, SourceLines | FlowLines] = {key: SourceLines(draft) for key, draft in shelf.drafts.items()}
    document = shelf.document
    if document is not None and isinstance(document.tree, dict) and "semantics" in document.tree:
        found[""] = FlowLines(document)
    return found


def _from_here(path: FilePath) -> str:
    """The path from the working directory where it lies below it, with slashes."""
    try:
        return path.resolve().relative_to(FilePath.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
