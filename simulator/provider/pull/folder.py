"""The folder of a flow that is pulled into: what it holds, what it will hold, and the writing, all or nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path, PurePath

from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_files
from simulator.disk.folder_lock import hold_folders
from simulator.errors import FlowError, Problem, UsageError
from simulator.loader.flow_kinds import gather_file
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES
from simulator.loader.receptionist_file import Draft, Shelf
from simulator.loader.validation_problems import FILL_IN
from simulator.text.document import Document
from simulator.words.difference import show_difference
from simulator.words.phrases import list_first
from simulator.words.sanitizer import OutputText, join_lines

_SHOWN_MOST = 6
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class FlowFolder:
    """A folder with a flow, or one that is to become one (``shelf`` is None).

    ``texts`` are the new texts by file, in the order in which they are written.
    """

    path: Path
    name: str
    file: Path
    flow: Flow | None = None
    shelf: Shelf | None = None
    texts: dict[Path, str] = field(default_factory=dict)
    _read: dict[Path, str] = field(default_factory=dict, repr=False)

    @property
    def drafts(self) -> Mapping[str, Draft]:
        """The flow's receptionists, whole or with unknowns."""
        return self.shelf.drafts if self.shelf else {}

    def display_path(self, path: Path) -> str:
        """Return how messages speak of a file of the folder."""
        return os.path.join(self.name, os.path.relpath(path, self.path)) if self.name != "." else path.name  # noqa: PTH118 - as given

    def old_text(self, path: Path) -> str | None:
        """The text of a file as it was read; None: it is new."""
        if not self._read:
            documents = [self.shelf.document] if self.shelf else []
            documents += [draft.document for draft in self.drafts.values()]
            self._read = {file_of(document): document.text for document in documents if document is not None}
        return self._read.get(path)


def file_of(document: Document) -> Path:
    """The file that a document was read from."""
    return document.folder / PurePath(document.name).name


def open_folder(name: str) -> FlowFolder:
    """The folder of that name, which may hold unknowns, or nothing, or not be there yet.

    Raises ``FlowError`` for a flow with other problems than unknowns, ``UsageError`` for what is not a flow.
    """
    if name.startswith(EXAMPLE) or name == "-":
        raise UsageError(f"{name} cannot be written to; a folder is needed: ivrsim pull flows/clinic")
    path = Path(name)
    if path.name in FLOW_FILES and not path.is_dir():
        path, name = path.parent, str(path.parent)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{name} is a file; a folder is needed, with a flow.yaml or empty")
    file = next((path / flow_file for flow_file in FLOW_FILES if (path / flow_file).is_file()), None)
    if file is None:
        file_names = (
            sorted(item.name for item in path.iterdir() if not item.name.startswith(".")) if path.is_dir() else []
        )
        if file_names:
            what = f"holds {list_first(file_names, _SHOWN_MOST)} and no flow.yaml"
            raise UsageError(f"{name} {what}; a folder with a flow, an empty one or a new one is needed")
        return FlowFolder(path, name, path / FLOW_FILES[0])
    folder = FlowFolder(path, name, file)
    folder.flow, folder.shelf = _load_texts(folder, {})
    refuse_all_but_unknowns(folder.shelf)
    return folder


def _load_texts(folder: FlowFolder, texts: Mapping[Path, str]) -> tuple[Flow, Shelf]:
    name = folder.display_path(folder.file)
    shelf = Shelf(folder.name, texts)
    shelf.problems_most = inf  # each value that the provider left out is one, and no reason to stop
    return gather_file(folder.file, name, shelf)


def refuse_all_but_unknowns(shelf: Shelf) -> None:
    """Raise ``FlowError`` for what is wrong with a flow, if that is more than unknown values."""
    wrong = [problem for problem in shelf.problems if not is_unknown(problem)]
    if wrong:
        raise FlowError(wrong)


def is_unknown(problem: Problem) -> bool:
    """Return whether it is about a value that the provider's response did not carry."""
    return f" {FILL_IN}" in problem.message


def compose_folder(folder: FlowFolder) -> Shelf:
    """Return what the folder will hold, loaded. Raises ``FlowError`` where that is not a flow, unknown values aside."""
    if folder.shelf is not None and not folder.texts:
        return folder.shelf
    _, shelf = _load_texts(folder, folder.texts)
    refuse_all_but_unknowns(shelf)
    return shelf


def folder_diff(folder: FlowFolder) -> OutputText:
    """Return what would change, as a unified diff."""
    differences = []
    for path, text in folder.texts.items():
        old = folder.old_text(path)
        before = "/dev/null" if old is None else f"a/{folder.display_path(path)}"
        differences.append(show_difference(old or "", text, before, f"b/{folder.display_path(path)}"))
    return join_lines(difference for difference in differences if difference)


def write_folder(folder: FlowFolder) -> None:
    """Put the new texts in place of the files, each at once, flow.yaml last.

    A file that is a link stays one: its target is replaced. Raises ``UsageError`` where a file has changed
    since it was read, ``FileError`` where one cannot be written; then nothing is written.
    """
    with hold_folders(folder.texts):
        replace_files(folder_contents(folder), folders=True)


def folder_contents(folder: FlowFolder) -> dict[Path, bytes]:
    """Return the new files as they are written. Raises ``UsageError`` where one has changed since it was read."""
    return {path: _byte_order_mark(folder, path) + text.encode("utf-8") for path, text in folder.texts.items()}


def _byte_order_mark(folder: FlowFolder, path: Path) -> bytes:
    """The byte order mark of a file that has one; the file is still as it was read."""
    old = folder.old_text(path)
    now = path.read_bytes() if path.exists() else None
    if (now is None) != (old is None) or (now is not None and now.decode("utf-8-sig") != old):
        raise UsageError(f"{folder.display_path(path)} has changed in the meantime; nothing was written, pull again")
    return _BYTE_ORDER_MARK if now is not None and now.startswith(_BYTE_ORDER_MARK) else b""
