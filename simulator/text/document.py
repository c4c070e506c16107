"""One file as a tree whose every value can be pointed at."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path as FilePath
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from simulator.config.flow import LoadNote
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.text import text_file
from simulator.text.positions import FAULTS_MOST, EmptyText, Fault, TextLines, Tree, UnreadableText
from simulator.wire.decoding import Path

if TYPE_CHECKING:
    from simulator.text.position_tree import PositionTree

Syntax = Literal["yaml", "json"]

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
# as text: compiled when it is first used, which is seldom
_JSON_START = r'[{\[]\s*["{\[\]}]'


class Document:
    """A file's tree, with the name under which messages speak of it.

    ``faults`` are the objections to its text that still left a tree. They are kept instead of raised, so
    that they are reported together with what is wrong in the tree. ``may_hold_names`` tells whether an
    ``@`` can be anywhere in it, as itself or as an escape.
    """

    __slots__ = (
        "_containers",
        "_lines",
        "_positions",
        "_ranks",
        "_searched",
        "faults",
        "folder",
        "has_halves",
        "may_hold_names",
        "name",
        "syntax",
        "text",
        "tree",
    )

    def __init__(self, name: str, folder: FilePath, text: str, syntax: Syntax, tree: Tree) -> None:
        self.name = name
        self.folder = folder
        self.text = text
        self.syntax = syntax
        self.may_hold_names = "@" in text or "\\" in text
        self.tree: Any = tree.root
        self._lines: TextLines | None = None
        self._positions: PositionTree | None = None
        self._searched = 0  # characters that have been walked over in search of places
        self._ranks: dict[int, dict[str | int, int]] = {}
        self._containers: dict[Path, tuple[tuple[int, ...], Any]] = {}
        self.faults = list(tree.faults)
        if tree.repeated:
            self.faults += self._repeated_keys()
        halves = self._half_characters() if _SURROGATE.search(text) else []
        self.has_halves = bool(halves)
        self.faults += halves

    def index_of(self, path: Path, *, key: bool = False) -> int:
        """The character at which the value of a path (or its key) starts."""
        if self._positions is None and self.syntax == "json" and self._searched <= len(self.text):
            from simulator.text.json_search import search_json

            # For a few places the way to each is shorter than the walk over all, as long as it is not walked again
            # and again.
            match = search_json(self.text, path)
            self._searched += match.searched
            return match.key if key else match.start
        span = self.positions.top.nearest(path)
        return span.key if key else span.start

    def order_of(self, path: Path) -> tuple[int, ...]:
        """Return a key that sorts paths as ``index_of`` does.

        Of JSON, whose values nest as their characters do, it is read off the tree, and the text is left alone: the
        number of each step in its container, as far as the path goes. YAML has aliases, whose characters are elsewhere.
        """
        if self.syntax != "json":
            return (self.index_of(path),)
        return self._ordered_value(path)[0]

    def _ordered_value(self, path: Path) -> tuple[tuple[int, ...], Any]:
        """Return the order of a path with the value there, or None; containers are remembered."""
        known = self._containers.get(path)
        if known is not None:
            return known
        if not path:
            return (), self.tree
        order, container = self._ordered_value(path[:-1])
        step = path[-1]
        if isinstance(container, dict):
            ranks = self._ranks.get(id(container))
            if ranks is None:
                ranks = self._ranks[id(container)] = {name: number for number, name in enumerate(container)}
            rank = ranks.get(step)
        else:
            rank = step if isinstance(container, list) and isinstance(step, int) and step < len(container) else None
        if rank is None:  # the text does not hold it: it is shown at its nearest container
            return order, None
        value = container[step]
        if isinstance(value, dict | list):
            self._containers[path] = (*order, rank), value
        return (*order, rank), value

    def problem_at(self, path: Path, message: str, *, key: bool = False) -> Problem:
        """Return what is wrong with the value at a path (or with its key)."""
        line, column = self.lines.line_and_column(self.index_of(path, key=key))
        return Problem(self.name, line, column, message)

    def missing_at(self, path: Path, message: str) -> Problem:
        """Return what is missing in the value at a path."""
        return self.problem_at(path, message)

    def source_of(self, path: Path) -> tuple[Document, Path]:
        """The file in which the value at a path stands, and its path there: a variant's lies in two."""
        return self, path

    def locate_fault(self, fault: Fault) -> Problem:
        """A fault with its line and column."""
        return Problem(self.name, *self.lines.line_and_column(fault.offset), fault.message)

    def line_of(self, path: Path) -> int:
        """The line of a path's key."""
        return self.lines.line_and_column(self.index_of(path, key=True))[0]

    def at_path(self, path: Path) -> Any:
        """The value at a path of the tree; None where there is none."""
        value = self.tree
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    @property
    def is_stdin(self) -> bool:
        """Return whether it came from standard input."""
        return self.name == text_file.STDIN_NAME

    def name_beside(self, name: str) -> str:
        """Return how messages speak of a file that this one names: by the way that leads to this one."""
        head = self.name[: len(self.name) - len(PurePath(self.name).name)]
        return name if PurePath(name).is_absolute() else head + name

    @property
    def notes(self) -> list[LoadNote]:
        """Return what its text says and may not mean: no error."""
        if self.syntax != "yaml" or ": #" not in self.text:
            return []
        from simulator.text.yaml_traps import commented_values

        return [
            LoadNote(self.name, f"line {self.locate_fault(fault).line}: {fault.message}")
            for fault in commented_values(self.text)
        ]

    @property
    def problems(self) -> list[Problem]:
        """The objections to the text itself."""
        return [self.locate_fault(fault) for fault in self.faults]

    @property
    def lines(self) -> TextLines:
        """The lines of the text."""
        if self._lines is None:
            self._lines = TextLines(self.text)
        return self._lines

    @property
    def positions(self) -> PositionTree:
        """The places of all values; found when the first is asked for."""
        if self._positions is None:
            from simulator.text import position_tree, yaml_tree

            if self.syntax == "json":
                self._positions = position_tree.json_positions(self.text)
            else:
                self._positions = position_tree.yaml_positions(self.text, yaml_tree.LOADER)
        return self._positions

    def _repeated_keys(self) -> list[Fault]:
        return [
            Fault(
                again.second,
                f"{quote_value(again.name)} is here twice: "
                f"line {self.lines.line_and_column(again.first)[0]} has it already; remove one of the two",
            )
            for again in self.positions.repeated
        ]

    def _half_characters(self) -> list[Fault]:
        r"""Half characters (an escape such as ``\ud800`` alone), which no file or terminal can hold."""
        from simulator.text.position_tree import walk_values

        halves = (
            Fault(self.index_of(path, key=True), "half a character (\\ud800 to \\udfff alone) is not text")
            for path, value in walk_values(self.tree)
            if isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value)
        )
        return list(islice(halves, FAULTS_MOST))


FLOW_NEEDED = "a receptionist (name, destination_type, ...) is needed"
"""What an empty file lacks that a FLOW is read from."""


def read_document(
    path: FilePath | None,
    name: str,
    instead: str | None = None,
    opened: Callable[[FilePath], BinaryIO] = text_file.open_regular,
    *,
    needed: str = FLOW_NEEDED,
) -> Document:
    """The tree of a file (of standard input where ``path`` is None), or of a text that stands ``instead``.

    ``opened`` opens the file. ``needed`` is what an empty one lacks, for the message.
    ``.json`` is JSON only; any other text that starts like JSON is tried as JSON first. Raises
    ``FlowError`` with one problem if the text gives no tree.
    """
    text = instead or ""
    try:
        if instead is None:
            text = text_file.read_stdin() if path is None else text_file.read_file(path, opened)
        syntax, tree = _parse_text(text, path.suffix.lower() if path else "")
        if not isinstance(tree.root, (dict, list)):
            _refuse_foreign(text)
    except UnreadableText as refusal:
        fault = refusal.fault
        place = TextLines(text or refusal.text).line_and_column(fault.offset)
        message = f"{fault.message}; {needed}" if isinstance(refusal, EmptyText) else fault.message
        raise FlowError([Problem(name, *place, message)]) from None
    document = Document(name, path.parent if path else FilePath(), text, syntax, tree)
    if document.has_halves:  # no message, no file and no pydantic model can hold one: nothing is read on
        raise FlowError(document.problems)
    return document


def document_of(old: Document, text: str) -> Document:
    """Another text in the place of a document. Raises ``FlowError`` where it has no tree."""
    return read_document(old.folder / PurePath(old.name).name, old.name, text)


def _parse_text(text: str, suffix: str) -> tuple[Syntax, Tree]:
    try:
        return _tree_of(text, suffix)
    except UnreadableText:
        _refuse_foreign(text)
        raise


def _refuse_foreign(text: str) -> None:
    """Raise ``UnreadableText`` for a text of another language that is known."""
    from simulator.text.foreign_file import kind_of_text, refusal_of

    kind = kind_of_text(text)
    if kind is not None:
        raise UnreadableText(refusal_of(kind)) from None


def _tree_of(text: str, suffix: str) -> tuple[Syntax, Tree]:
    refused: UnreadableText | None = None
    if suffix == ".json" or text.lstrip()[:1] in ("{", "["):
        from simulator.text.json_tree import json_tree

        try:
            return "json", json_tree(text)
        except UnreadableText as refusal:
            if suffix == ".json":
                raise
            refused = refusal
    from simulator.text.yaml_tree import yaml_tree

    try:
        return "yaml", yaml_tree(text)
    except UnreadableText:
        if refused and suffix not in (".yaml", ".yml") and re.match(_JSON_START, text.lstrip()):
            raise refused from None
        raise
