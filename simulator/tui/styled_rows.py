"""Rows of styled text, from which a screen is made. A style is a class name, whose look ``terminal_look`` sets.

No information is in a style alone: some terminals, and some people, see no colours.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.tui.cell_width import clip_text, text_cells

Fragment = tuple[str, str]

JOINERS = {0x200D: None, 0xFE0E: None, 0xFE0F: None}
"""Signs that join emoji or choose their look: terminals disagree about how many cells the result takes."""
Row = list[Fragment]


def fit_row(row: Row, width: int, ellipsis: str = "…") -> Row:
    """A row of exactly a width: cut, or filled with spaces."""
    fitted: Row = []
    room = width
    for style, text in row:
        if room <= 0:
            break
        text = text if text.isascii() else text.translate(JOINERS)
        if text_cells(text) > room:
            text = clip_text(text, room, ellipsis)
        fitted.append((style, text))
        room -= text_cells(text)
    return [*fitted, ("", " " * room)] if room > 0 else fitted


def stack_rows(rows: Iterable[Row], height: int) -> list[Row]:
    """Exactly so many rows: cut at the end, or filled with empty ones."""
    stacked = list(rows)[:height]
    return [*stacked, *([] for _ in range(height - len(stacked)))]
