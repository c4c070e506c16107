"""Positions in a text: character offsets inside, lines and columns in messages."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from simulator.fast_classes import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Fault(NamedTuple):
    """Something wrong at one character of a text; ``offset`` is -1 where it concerns the whole."""

    offset: int
    message: str


FAULTS_MOST = 1_000
"""How many faults of one kind are pointed at in one text: nobody reads more."""

DEPTH_MOST = 50
"""How deep values may nest; a flow needs 6."""

TOO_DEEP = f"nests over {DEPTH_MOST} deep; a flow needs 6"


class UnreadableText(Exception):
    """A text that gives no tree at all; its one fault says why.

    ``text`` is the readable part before the fault.
    """

    def __init__(self, message: str, offset: int = -1, text: str = "") -> None:
        super().__init__(message)
        self.text = text
        self.fault = Fault(offset, message)


class EmptyText(UnreadableText):
    """A text without any value, told without what would be accepted: only the reader of a file knows that."""


class TextLines:
    """The lines of a text, ended as editors end them: by LF, CR LF, or CR."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character, both from 1; (0, 0) for the offset -1."""
        if offset < 0:
            return (0, 0)
        line = bisect_right(self._starts, offset)
        return (line, offset - self._starts[line - 1] + 1)


class _Refused(str):
    """The type of ``REFUSED``."""

    __slots__ = ()


REFUSED = _Refused("refused")
"""Stands in a tree for a value that has been objected to; nobody objects a second time."""


class Tree:
    """A plain tree, and what was wrong on the way to it.

    ``repeated`` tells that some key came twice (the first holds); its places are looked up later.
    """

    __slots__ = ("faults", "repeated", "root")

    def __init__(self, root: Any = None) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.repeated = False
