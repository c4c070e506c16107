"""Rows that stay in their columns on a terminal that counts the cells of a text in its own way.

Terminals disagree about vowel signs, flags and joined emoji: ``get_cwidth`` gives the Devanagari vowel sign
``ी`` no cell and a flag four, tmux 3.3 gives them one and two. prompt_toolkit moves the cursor by differences,
so that after such a text everything in the row lands in the wrong column, and stays there.

A row with such a text is therefore drawn as a whole, on a line that is cleared first, and each part of it begins
with an absolute move of the cursor. Only the text itself can then be a cell or two longer than its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from prompt_toolkit.utils import get_cwidth

from simulator.tui.cell_width import text_cells
from simulator.tui.styled_rows import Fragment, Row

RAW = "[ZeroWidthEscape]"
"""The style under which prompt_toolkit sends a text as it is, before the sign that follows it."""

CLEAR_LINE = "\x1b[2K"
EMOJI_FROM = "\U0001f000"  # flags are pairs of letters above this, which terminals draw as one sign or as two


def is_disputed(text: str) -> bool:
    """Return whether terminals may disagree about how many cells a text takes."""
    return not text.isascii() and any(sign >= EMOJI_FROM or get_cwidth(sign) == 0 for sign in text)


class Anchor:
    """Keeps the rows of one screen in their columns, from one drawing to the next."""

    def __init__(self) -> None:
        self._disputed: set[int] = set()

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows; those that hold, or held, a disputed text get an absolute move before each part."""
        for number, row in enumerate(rows):
            if number not in self._disputed and any(is_disputed(text) for _, text in row):
                self._disputed.add(number)
            # what such a text left beyond its place goes only once the line is cleared
            yield _anchor_row(row) if number in self._disputed else row


def _anchor_row(row: Row) -> Row:
    # a style of its own makes prompt_toolkit draw all signs of the row anew once one of them changes
    mark = f" class:row{crc32(repr(row).encode('utf-8', 'replace')):x}"
    parts: list[Fragment] = [(RAW, CLEAR_LINE)]
    column = 1
    for style, text in row:
        if text.strip():
            parts.append((RAW, f"\x1b[{column}G"))
        parts.append((style + mark, text))
        column += text_cells(text)
    return [*parts, (mark, " ")]  # prompt_toolkit draws a vowel sign twice where nothing follows it
