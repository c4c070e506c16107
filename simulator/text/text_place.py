"""A place in a file, kept as its path: most findings of a large flow are counted, and only some are shown with a line.

Reading the text of 10,000 receptionists once more for the places in it takes as long as several rules do, so nobody
pays for that until a line is asked for.
"""

from __future__ import annotations

from simulator.text.document import Document
from simulator.wire.decoding import Path


class TextPlace:
    """The place of the value at a path of a document, or the line and column that are given; None: of no file.

    ``line`` and ``column`` count from 1; they are 0 where there is no file. Two places are equal where all that can be
    read off them is.
    """

    __slots__ = ("_line_and_column", "document", "file", "path")

    def __init__(self, document: Document | None, path: Path = ()) -> None:
        self._line_and_column: tuple[int, int] | None = None
        self.document: Document | None = None
        if document is None:
            self.file, self.path = "", path
            self._line_and_column = (0, 0)
        else:
            self.document, self.path = document.source_of(path)
            self.file = self.document.name

    @classmethod
    def at_line(cls, file: str, line: int, column: int) -> TextPlace:
        """Return a place whose line and column are known."""
        place = cls(None)
        place.file, place._line_and_column = file, (line, column)
        return place

    @property
    def line_and_column(self) -> tuple[int, int]:
        """The line and the column; the first question to a document reads its text once more."""
        if self._line_and_column is None:
            assert self.document is not None, "what has no document has been given a line"
            problem = self.document.problem_at(self.path, "")
            self._line_and_column = problem.line, problem.column
        return self._line_and_column

    @property
    def order(self) -> tuple[int, ...]:
        """A key that sorts the places of one document as they stand in its text."""
        return self.line_and_column if self.document is None else self.document.order_of(self.path)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TextPlace):
            return NotImplemented
        return (self.file, self.line_and_column) == (other.file, other.line_and_column)

    def __hash__(self) -> int:
        return hash((self.file, self.line_and_column))

    def __repr__(self) -> str:
        line, column = self.line_and_column
        return f"TextPlace.at_line({self.file!r}, {line}, {column})"
