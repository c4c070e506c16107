"""The lines of a flow's files that configure it, for reports that point into them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path as FilePath
from pathlib import PurePath

from simulator.config.flow import FLOW_FILE
from simulator.config.receptionist import Destination, parse_address
from simulator.fast_classes import NamedTuple
from simulator.loader.flow_kinds import load_with_shelf
from simulator.loader.receptionist_file import Draft, Shelf
from simulator.text.document import Document
from simulator.wire.decoding import Path


class SourcePlace(NamedTuple):
    """A line of a file; the file's path is from here where it lies below."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class SourceLines:
    """The lines that configure one receptionist: the path of its own file, and the place of any field."""

    __slots__ = ("_draft",)

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @property
    def file(self) -> str:
        """The path of the receptionist's file; a field that a variant changes stands elsewhere."""
        return _relative_path(self._draft.document)

    def place(self, field: Path) -> SourcePlace:
        """Return where a field of the model stands, as in ``("entries", 0)``: under a variant, this may be flow.yaml.

        Where the files leave the field out, the line of what would hold it.
        """
        draft = self._draft
        document, path = draft.document.source_of((*draft.base, *draft.reading.document_path(field)))
        return SourcePlace(_relative_path(document), document.line_of(path))


class FlowLines:
    """The lines of flow.yaml: the place of what is below ``base``, which is empty for all of it."""

    __slots__ = ("_base", "_document")

    def __init__(self, document: Document, base: Path = ()) -> None:
        self._document = document
        self._base = base

    @property
    def file(self) -> str:
        """The path of flow.yaml."""
        return _relative_path(self._document)

    def place(self, field: Path) -> SourcePlace:
        """Return where a field stands, as in ``("semantics",)`` or ``("destinations", "department||7", "rings")``.

        A destination is found however its type is written there.
        """
        return SourcePlace(
            _relative_path(self._document), self._document.line_of(self._written_path((*self._base, *field)))
        )

    def _written_path(self, field: Path) -> Path:
        section, *subpath = field
        if section != "destinations" or not subpath:
            return field
        canonical = parse_address(str(subpath[0])).canonical
        for key in self._document.at_path(("destinations",)) or ():
            destination = parse_address(key)
            if Destination(destination.type.strip(), destination.id.strip()).canonical == canonical:
                return (section, key, *subpath[1:])
        return field


Lines = Mapping[str, SourceLines | FlowLines]
"""Lines by a receptionist's key, or by ``type||id`` of a destination that asks the world; those of flow.yaml under
``FLOW_FILE``, and where it sets semantics under ``""``."""

_ROUTE_FIELDS = frozenset({"schedule", "rings", "no_answer", "busy"})


def source_lines(source: str | os.PathLike[str] | None, variant: str | None = None) -> Lines:
    """The lines of every receptionist of a FLOW, by key. Raises as ``load`` does."""
    return lines_of_shelf(load_with_shelf(source, variant)[1])


def lines_of_shelf(shelf: Shelf) -> Lines:
    """The lines of everything that was loaded."""
    lines: dict[str, SourceLines | FlowLines] = {key: SourceLines(draft) for key, draft in shelf.drafts.items()}
    document = shelf.document
    if document is not None and isinstance(document.tree, dict) and "receptionists" in document.tree:
        lines[FLOW_FILE] = FlowLines(document)
        if "semantics" in document.tree:
            lines[""] = FlowLines(document)
        lines |= _destination_lines(document)
    return lines


def _destination_lines(document: Document) -> dict[str, FlowLines]:
    """The lines of each destination that asks the world, by its canonical address."""
    section = document.at_path(("destinations",))
    addresses = [
        str(parse_address(address).canonical)
        for address, fields in (section.items() if isinstance(section, dict) else ())
        if isinstance(fields, dict) and not _ROUTE_FIELDS.isdisjoint(fields)
    ]
    return {address: FlowLines(document, ("destinations", address)) for address in addresses}


def _relative_path(document: Document) -> str:
    """The path of a document from the working directory where it lies below it, with slashes."""
    path = document.folder / PurePath(document.name).name
    try:
        return path.resolve().relative_to(FilePath.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
