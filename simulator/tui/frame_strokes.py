"""Lines, bars and corners of a screen as strokes: fonts leave gaps between their own ones where rows are far apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

CELL_WIDTH, CELL_HEIGHT = 8, 17
"""Units of a picture that a cell of the screen takes."""

_ACROSS, _DOWN = CELL_WIDTH // 2, CELL_HEIGHT / 2

Weight = Literal["thin", "heavy", "block"]


class StrokeShape(NamedTuple):
    """The drawing of a sign: its weight, and the directions of its lines from the middle: left, right, up, down."""

    weight: Weight
    runs: str


SHAPES = {
    "─": StrokeShape("thin", "lr"),
    "│": StrokeShape("thin", "ud"),
    "┌": StrokeShape("thin", "rd"),
    "┐": StrokeShape("thin", "ld"),
    "└": StrokeShape("thin", "ru"),
    "┘": StrokeShape("thin", "lu"),
    "├": StrokeShape("thin", "rud"),
    "╌": StrokeShape("thin", "dashed"),
    "━": StrokeShape("heavy", "lr"),
    "┃": StrokeShape("heavy", "ud"),
    "┏": StrokeShape("heavy", "rd"),
    "┓": StrokeShape("heavy", "ld"),
    "┗": StrokeShape("heavy", "ru"),
    "┛": StrokeShape("heavy", "lu"),
    "█": StrokeShape("block", "full"),
    "▌": StrokeShape("block", "half"),
    "░": StrokeShape("block", "pale"),
}
"""The signs that are drawn, not written."""


def stroke_path(signs: Sequence[str], column: int) -> str:
    """Return the path of some signs next to each other, of one weight, the first of which is in a column."""
    parts, count = [], 0
    while count < len(signs):
        same = 1
        # a frame is drawn in one line, not in one for each of its cells
        while signs[count] in "─━█░" and count + same < len(signs) and signs[count + same] == signs[count]:
            same += 1
        parts.append(_sign_path(SHAPES[signs[count]], (column + count) * CELL_WIDTH, same * CELL_WIDTH))
        count += same
    return "".join(parts)


def _sign_path(shape: StrokeShape, left: int, width: int) -> str:
    """Return the path of a sign, or of a row of the same signs; those of lines end where the next cell begins."""
    middle, centre = _number(_DOWN), left + _ACROSS
    match shape.runs:
        case "full":
            return f"M{left} 3h{width}v11h-{width}z"
        case "half":
            return f"M{left} 2h{_ACROSS}v13h-{_ACROSS}z"
        case "pale":
            return f"M{left} 8h{width}v1h-{width}z"
        case "lr":
            return f"M{left} {middle}h{width}"
        case "ud":
            return f"M{centre} 0v{CELL_HEIGHT}"
        case "dashed":
            return f"M{left} {middle}h3m2 0h3"
        case runs:
            level = f"M{centre} {middle}h{'-' if 'l' in runs else ''}{_ACROSS}"
            upright = {"u": f"M{centre} 0v{middle}", "d": f"M{centre} {middle}v{middle}"}
            both = f"M{centre} 0v{CELL_HEIGHT}" if "ud" in runs else upright[runs[-1]]
            return level + both


def _number(value: float) -> str:
    return f"{value:g}"
