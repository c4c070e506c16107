"""The places of everything on a map, as data: sheets, cards, branches. Lengths are in units of the picture.

Rows are counted from the leaves up: a leaf takes one row, a node as many as its leaves, and at least what its card
needs. A node stands in the middle of what hangs from it, so nothing can overlap; the time is linear.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Literal, NamedTuple

from simulator.draw.map_card import CARD_WIDTH, Card, DrawnNode, cap_width
from simulator.draw.map_folds import FOLDED_ROWS, LEVELS_MOST, ROWS_MOST, SheetCut, cut_sheets
from simulator.draw.map_tree import MapBranch, MapNode, MapTree, name_of_target
from simulator.draw.map_ways import MapWay
from simulator.draw.reading_direction import reads_right_to_left
from simulator.draw.text_metrics import SMALL_SIZE, shorten_text, text_width
from simulator.words.phrases import count_noun

ROW = 32.0
GAP = 64.0
"""Between a card and what hangs from it: the branch with its key."""

BUS = 18.0
"""From a card to the line that its branches leave from."""

LABEL_SIZE = 14.0
LABEL_MOST, FOLD_MOST = 400.0, 300.0
"""How much of a name is shown, in units: where nothing follows it, and where the words of a folded part do."""

CHIP_SIGN = 17.0
"""In a chip, for the sign of what it leads to."""

SHEET_WORDS = 70.0
"""Next to a chip, for the number of another sheet."""

FOLD_AIR = 34.0
"""In the box of a folded part, around its name and its words."""

MARKS_ROOM = 104.0
"""Next to a folded part, for the marks of findings."""


class MapMeasures(NamedTuple):
    """The width of the cards, the height of a row, and the most that a sheet may measure, in units.

    Without ``has_notes``, what a count or a wait means ("3rd wrong key or silence", "after 20 s") is left out.
    """

    card_width: float = CARD_WIDTH
    row: float = ROW
    rows_most: float = ROWS_MOST
    levels_most: int = LEVELS_MOST
    has_notes: bool = True
    gap: float = GAP

    def note_of(self, way: MapWay) -> str:
        """Return the note next to the end of a way; empty: none."""
        return way.note if self.has_notes else ""


SCREEN = MapMeasures()

DrawnShape = Literal["node", "chip", "ending", "ghost", "fold"]


class DrawnBranch(NamedTuple):
    """A branch with its place: from ``source`` to ``x`` at the height ``y``; ``label`` is what stands there."""

    branch: MapBranch
    shape: DrawnShape
    source: str
    x: float
    y: float
    label: str


@dataclass(slots=True)
class MapSheet:
    """One part of the map. Its first node, or nodes, are ``roots``; places are from its own corner."""

    number: int
    roots: tuple[str, ...]
    nodes: dict[str, DrawnNode] = field(default_factory=dict)
    branches: list[DrawnBranch] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class MapLayout:
    """A tree on its sheets. ``sheet_of`` is the number of the sheet on which each node is drawn.

    Where a map ``is_mirrored``, whoever draws it turns it round: places are counted from its right edge.
    """

    tree: MapTree
    sheets: tuple[MapSheet, ...]
    sheet_of: dict[str, int]
    cut: SheetCut
    measures: MapMeasures = SCREEN
    is_mirrored: bool = False


def lay_out(tree: MapTree, measures: MapMeasures = SCREEN) -> MapLayout:
    """Return the places of everything in a tree."""
    layout = lay_out_within(tree, measures, inf)
    assert layout is not None, "no sheet is too wide"
    return layout


def lay_out_within(tree: MapTree, measures: MapMeasures, width_most: float) -> MapLayout | None:
    """Return the places of everything in a tree; None, as soon as it is known, where a sheet is wider than that."""
    cards = {id: Card(tree, node, measures.card_width) for id, node in tree.nodes.items()}
    cut = cut_sheets(tree, lambda node: cards[node.id].room / measures.row, measures.rows_most, measures.levels_most)
    sheets: list[MapSheet] = []
    for number, roots in enumerate(cut.sheets, 1):
        sheets.append(_SheetMaker(tree, cut, cards, measures, number, roots).make())
        if sheets[-1].width > width_most:
            return None
    sheet_of = {id: sheet.number for sheet in sheets for id in sheet.nodes}
    return MapLayout(tree, tuple(sheets), sheet_of, cut, measures, is_mirrored=reads_right_to_left(tree.every_name()))


def fold_words(menus: int, sheet: int) -> str:
    """Return the words next to the name of a folded part: its number of menus, and the sheet that shows them."""
    return f"{count_noun(menus, 'menu', spell=False)} · sheet {sheet}" if menus else f"sheet {sheet}"


class _SheetMaker:
    """The work of one sheet."""

    def __init__(
        self,
        tree: MapTree,
        cut: SheetCut,
        cards: dict[str, Card],
        measures: MapMeasures,
        number: int,
        roots: tuple[str, ...],
    ) -> None:
        self.tree, self.cut, self.cards, self.row = tree, cut, cards, measures.row
        self.measures = measures
        self.sheet = MapSheet(number, roots)
        self.order = self._walk(roots)
        self.rows: dict[str, float] = {}
        self.gaps: dict[str, float] = {}

    def _walk(self, roots: tuple[str, ...]) -> list[str]:
        """The nodes of the sheet, parents first."""
        order: list[str] = []
        stack = list(reversed(roots))
        while stack:
            order.append(id := stack.pop())
            stack.extend(child for child in self.tree.nodes[id].children if child not in self.cut.sizes)
        return order

    def _leaf_rows(self, branch: MapBranch) -> float:
        if branch.shape != "node":
            return 1.0
        return FOLDED_ROWS if branch.target in self.cut.sizes else self.rows[branch.target]

    def make(self) -> MapSheet:
        for id in reversed(self.order):
            node = self.tree.nodes[id]
            self.rows[id] = max(self.cards[id].room / self.row, sum(map(self._leaf_rows, node.branches)))
            self.gaps[id] = self._gap_after(node)
        tops: dict[str, float] = {}
        lefts: dict[str, float] = {}
        top = 0.0
        for root in self.sheet.roots:
            tops[root], lefts[root] = top, 0.0
            top += self.rows[root]
        middles: dict[tuple[str, int], float] = {}
        for id in self.order:
            self._spread_branches(id, tops, lefts, middles)
        for id in reversed(self.order):
            self._place_node(id, tops, lefts, middles)
        self.sheet.nodes = {id: self.sheet.nodes[id] for id in self.order}
        for id in self.order:
            self._place_branches(id, middles)
        self.sheet.height = top * self.row
        self.sheet.width = max(self._ends(), default=0.0)
        return self.sheet

    def _gap_after(self, node: MapNode) -> float:
        """Words on the branches need more room than keys do."""
        widest = max((cap_width(branch.way.caption) for branch in node.branches), default=22.0)
        return max(self.measures.gap, widest + BUS + (22 if self.measures.gap == GAP else 14))

    def _spread_branches(
        self, id: str, tops: dict[str, float], lefts: dict[str, float], middles: dict[tuple[str, int], float]
    ) -> None:
        """Give every branch of a node its rows; those of children come from their own."""
        branches = self.tree.nodes[id].branches
        at = tops[id] + (self.rows[id] - sum(map(self._leaf_rows, branches))) / 2
        right = lefts[id] + self._width_of(id)
        for index, branch in enumerate(branches):
            rows = self._leaf_rows(branch)
            middles[id, index] = (at + rows / 2) * self.row
            if branch.shape == "node" and branch.target not in self.cut.sizes:
                tops[branch.target], lefts[branch.target] = at, right + self.gaps[id]
            at += rows

    def _width_of(self, id: str) -> float:
        node, card = self.tree.nodes[id], self.cards[id]
        return card.place(node, 0, 0).right

    def _place_node(
        self, id: str, tops: dict[str, float], lefts: dict[str, float], middles: dict[tuple[str, int], float]
    ) -> None:
        """Put a node in the middle of its branches, as far as its own rows allow."""
        node, card = self.tree.nodes[id], self.cards[id]
        middle = (tops[id] + self.rows[id] / 2) * self.row
        if node.branches:
            for index, branch in enumerate(node.branches):
                if branch.target in self.sheet.nodes and branch.shape == "node":
                    middles[id, index] = self.sheet.nodes[branch.target].y
            middle = (middles[id, 0] + middles[id, len(node.branches) - 1]) / 2
            slack = (self.rows[id] * self.row - card.room) / 2
            centre = (tops[id] + self.rows[id] / 2) * self.row
            middle = min(max(middle, centre - slack), centre + slack)
            # in the middle of a thousand keys nobody would find the menu
            middle = min(middle, max(tops[id] * self.row + ROWS_MOST / 2 * self.row, middles[id, 0]))
        self.sheet.nodes[id] = card.place(node, lefts[id], middle)

    def _place_branches(self, id: str, middles: dict[tuple[str, int], float]) -> None:
        drawn = self.sheet.nodes[id]
        x = drawn.right + self.gaps[id]
        for index, branch in enumerate(drawn.node.branches):
            is_fold = branch.shape == "node" and branch.target in self.cut.sizes
            name = name_of_target(self.tree, branch)
            label = shorten_text(name, FOLD_MOST if is_fold else LABEL_MOST, LABEL_SIZE)
            shape: DrawnShape = "fold" if is_fold else branch.shape
            self.sheet.branches.append(DrawnBranch(branch, shape, id, x, middles[id, index], label))

    def _ends(self) -> list[float]:
        """Return the right edge of everything on the sheet."""
        ends = [drawn.right for drawn in self.sheet.nodes.values()]
        for drawn in self.sheet.branches:
            if drawn.shape != "node":
                if drawn.shape == "fold":
                    words = text_width(fold_words(self.cut.sizes[drawn.branch.target], 999), SMALL_SIZE)
                    ends.append(
                        drawn.x + text_width(drawn.label, LABEL_SIZE, bold=True) + FOLD_AIR + words + MARKS_ROOM
                    )
                    continue
                note = self.measures.note_of(drawn.branch.way)
                note = f" · {note}" if note else ""
                extra = 44.0
                if drawn.shape == "chip":
                    extra += CHIP_SIGN + (0 if drawn.branch.target in self.sheet.nodes else SHEET_WORDS)
                ends.append(drawn.x + extra + text_width(drawn.label, LABEL_SIZE) + text_width(note, SMALL_SIZE))
        return ends
