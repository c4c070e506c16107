"""The cards of a map: what stands in each of them, and where. Lengths are in units of the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulator.draw.map_tree import MapBranch, MapNode, MapTree, name_of_target
from simulator.draw.opening_hours import LINE_WIDTH
from simulator.draw.text_metrics import PAPER_SMALL, SMALL_SIZE, break_lines, shorten_text, text_width

CARD_WIDTH = 216.0
NAME_SIZE = 14.0
NUMBER_LINE = 15.0
_NUMBERS_MOST = 4
_PADDING = 12.0
_BARE_LEAST, _BARE_RETURNS = 124.0, 260.0
_NAME_LINE, _RETURN_LINE = 18.0, 21.0

MISTAKE_WORDS: dict[str, str] = {"wrong keys": "wrong key", "silence": "silence"}

_LABEL_LEAST = 44.0
"""Room for the name of a way back, below which a card does not say by which mistake it is taken."""

DETAIL_LINE, DETAIL_INSET = 15.0, 24.0
_CARD_AIR = 14.0
"""Between cards that stand above each other."""


class DrawnReturn(NamedTuple):
    """A way back inside a card: the branch, its name as it fits, and where its cap begins, from the card's corner."""

    branch: MapBranch
    label: str
    x: float
    y: float

    @property
    def end(self) -> float:
        """Return where the name ends."""
        return self.x + cap_width(self.branch.way.caption, small=True) + 4 + text_width(self.label, SMALL_SIZE)


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node with its place: ``x`` is its left edge, ``y`` its middle. ``height`` and ``width`` are its card's."""

    node: MapNode
    x: float
    y: float
    height: float
    name_lines: tuple[str, ...]
    returns: tuple[DrawnReturn, ...]
    width: float = CARD_WIDTH
    details: tuple[str, ...] = ()

    @property
    def top(self) -> float:
        """The upper edge of the card."""
        return self.y - self.height / 2

    @property
    def name_y(self) -> float:
        """The base of the first line of the name."""
        return self.top + 23 if self.has_lines else self.y + 5 - _NAME_LINE / 2 * (len(self.name_lines) - 1)

    @property
    def room_after_name(self) -> float:
        """How much of a card's first line is free."""
        before = _PADDING + (0 if self.node.kind == "menu" else 22)
        return self.width - before - text_width(self.name_lines[0], NAME_SIZE, bold=True)

    def room_after(self, item: DrawnReturn) -> float:
        """How much of its line is free after a way back; none where another one follows it."""
        is_last = all(other.x <= item.x for other in self.returns if other.y == item.y)
        return self.width - item.end if is_last else 0.0

    @property
    def right(self) -> float:
        """Return what the branches leave room for: the right edge of a card, or the end of all words without one."""
        details = (self.x + DETAIL_INSET + text_width(line, PAPER_SMALL) + 8 for line in self.details)
        return max([self.head_right, *(self.x + item.end + 8 for item in self.returns), *details])

    @property
    def head_right(self) -> float:
        """Return the right edge of a card, or the end of the name and the numbers of what has none."""
        numbers = (25 + text_width(line, SMALL_SIZE) for line in number_lines(self.node) if not self.is_card)
        return max([self.name_right, *(self.x + number for number in numbers)])

    @property
    def name_right(self) -> float:
        """Return the right edge of a card, or the end of the name of what has none."""
        if self.is_card:
            return self.x + self.width
        return self.x + 34 + max(text_width(line, NAME_SIZE, bold=True) for line in self.name_lines)

    @property
    def is_card(self) -> bool:
        """Return whether the node is a box; schedules and telephones are a sign and a name."""
        return self.node.kind in ("menu", "announcement")

    @property
    def line_start(self) -> float:
        """Return where the line to the branches begins: next to the name, or right of what stands below it."""
        return self.right if self.has_lines else self.name_right

    @property
    def has_lines(self) -> bool:
        """Return whether something stands below the name: opening hours, or ways back."""
        return bool(self.returns or self.details)


def number_lines(node: MapNode) -> tuple[str, ...]:
    """Return the numbers of a node as they stand above it; of many, some are only counted."""
    if len(node.numbers) <= _NUMBERS_MOST:
        return tuple(node.numbers)
    shown = node.numbers[: _NUMBERS_MOST - 1]
    return (*shown, f"and {len(node.numbers) - len(shown):,} more")


class Card:
    """The contents of a node's card, and the room that they take: ``height`` in units."""

    def __init__(self, tree: MapTree, node: MapNode, width: float = CARD_WIDTH) -> None:
        self.width = width
        room = width - 2 * _PADDING - (0 if node.kind == "menu" else 22)
        if node.kind in ("schedule", "telephone"):
            room = max(room, _BARE_LEAST)  # they have no box, so a narrow one need not cut their names
        is_wide = width == CARD_WIDTH
        lines_most = 2 if is_wide else 3
        self.name_lines = break_lines(node.name, room, NAME_SIZE, lines_most, bold=True) or ("",)
        room_below, most = (LINE_WIDTH, 1) if is_wide else (max(room, _BARE_LEAST), 3)
        self.details = tuple(part for line in node.details for part in break_lines(line, room_below, PAPER_SMALL, most))
        top = 10 + _NAME_LINE * len(self.name_lines) + DETAIL_LINE * len(self.details)
        self.returns, lines = _place_returns(tree, node, top, width)
        self.height = max(36.0, top + (_RETURN_LINE * lines + 4 if lines else 8))
        above = NUMBER_LINE * len(number_lines(node)) + (6 if node.numbers else 0)
        self.room = self.height + _CARD_AIR + 2 * above

    def place(self, node: MapNode, x: float, y: float) -> DrawnNode:
        """Return the node with this card, its left edge at ``x`` and its middle at ``y``."""
        return DrawnNode(node, x, y, self.height, self.name_lines, self.returns, self.width, self.details)


def _place_returns(tree: MapTree, node: MapNode, top: float, width: float) -> tuple[tuple[DrawnReturn, ...], int]:
    """Put the ways back next to each other, and on the next line where the card is full."""
    # what has no box begins right of its sign, and its ways back may be as wide as they are there
    inset = 0.0 if node.kind in ("menu", "announcement") else DETAIL_INSET - _PADDING
    left, right = _PADDING + 18 + inset, max(width - 8, _BARE_RETURNS if inset else 0)
    placed = []
    x, line = left, 0
    for branch in node.returns:
        cap = cap_width(branch.way.caption, small=True) + 4
        name = "here again" if branch.target == node.id else name_of_target(tree, branch)
        cause = _single_cause(branch)
        if right - left - cap - text_width(cause, SMALL_SIZE) < _LABEL_LEAST:
            cause = ""
        need = cap + text_width(name + cause, SMALL_SIZE)
        if x > left and x + need > right:
            x, line = left, line + 1
        label = shorten_text(name, right - x - cap - text_width(cause, SMALL_SIZE), SMALL_SIZE) + cause
        placed.append(DrawnReturn(branch, label, x, top + _RETURN_LINE * line + 10))
        x += cap + text_width(label, SMALL_SIZE) + 8
    return tuple(placed), line + 1 if placed else 0


def _single_cause(branch: MapBranch) -> str:
    """Say by which mistake a way back is taken, where the other mistake leads elsewhere, or after another count."""
    way = branch.way
    return f" · {MISTAKE_WORDS[way.marks[0].cause]}" if way.kind == "mistake" and len(way.marks) == 1 else ""


def cap_width(caption: str, *, small: bool = False) -> float:
    """Return the width of a keycap, or of the cap with a word on it."""
    least, air = (17.0, 8.0) if small else (22.0, 10.0)
    return max(least, text_width(caption, 13, bold=True) + air)  # on paper, small caps have larger letters
