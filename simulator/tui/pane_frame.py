"""Frames around panes: a title at the top left, a note at the top right, heavy lines around the one with the focus."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.tui.cell_width import clip_text, text_cells
from simulator.tui.styled_rows import Row, fit_row, stack_rows
from simulator.tui.terminal_look import ScreenSigns

FRAME_CELLS = 4
"""Columns that a frame takes: its lines, and a space on both sides of what is in it."""

FRAME_ROWS = 2
"""Rows that a frame takes."""


def frame_rows(
    content: Sequence[Row], width: int, height: int, signs: ScreenSigns, *, title: str, note: str = "", focus: bool
) -> list[Row]:
    """The content in a frame of exactly a width and a height; it is cut, or filled up with empty rows.

    The content has ``width - FRAME_CELLS`` columns, and stands one column in from the line on its left; that column
    is left to it where a row begins with a fragment of the class ``pointer``.
    """
    frame = signs.heavy if focus else signs.frame
    line = "class:pane.focus" if focus else "class:rule"
    rows: list[Row] = [_title_row(frame.corners[:2], frame.level, width, signs, title, note, line, focus=focus)]
    for row in stack_rows(content, height - FRAME_ROWS):
        pointer, inner = (row[0], row[1:]) if row and row[0][0] == "class:pointer" else (("", " "), row)
        filled = fit_row(inner, width - FRAME_CELLS, signs.ellipsis)
        rows.append([(line, frame.upright), pointer, *filled, (line, " " + frame.upright)])
    bottom = frame.corners[2] + frame.level * (width - 2) + frame.corners[3]
    return [*rows, [(line, bottom)]][:height]


def _title_row(
    corners: str, level: str, width: int, signs: ScreenSigns, title: str, note: str, line: str, *, focus: bool
) -> Row:
    """The row with the title, which never wraps; a note that leaves no room for it is left out."""
    if note and text_cells(note) + 12 > width:
        note = ""
    tail = f" {note} " if note else ""
    name = f" {clip_text(title, width - 6 - text_cells(tail), signs.ellipsis)} "
    between = level * max(0, width - 4 - text_cells(name) - text_cells(tail))
    return [
        (line, corners[0] + level),
        ("class:pane.title" if focus else "", name),
        (line, between),
        ("class:clock" if focus else "", tail),
        (line, level + corners[1]),
    ]
