"""The cut of a tree into sheets that can be read: what is too large for one is folded, and drawn on a sheet of its own.

Theory. Going from the leaves up, a node keeps what hangs from it until its sheet would be higher than ``ROWS_MOST`` or
deeper than ``LEVELS_MOST``. Then the largest of its children are folded, each into a chip of one row, and become the
roots of other sheets. So every sheet but that of a menu with more keys than that has at most ``ROWS_MOST`` rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulator.draw.map_tree import MapNode, MapTree

ROWS_MOST = 44.0
"""Rows of a sheet: about 1,400 units, two screens of a laptop, or one A4 page on its side."""

LEVELS_MOST = 6
"""Nodes next to each other on a sheet: about 1,700 units."""

FOLDED_ROWS = 1.0


class SheetCut(NamedTuple):
    """The sheets by their roots (in their order), and the nodes that are roots of a sheet of their own.

    ``sizes`` counts the menus of the subtree of each folded node.
    """

    sheets: tuple[tuple[str, ...], ...]
    sizes: dict[str, int]


def cut_sheets(
    tree: MapTree,
    own_rows: Callable[[MapNode], float],
    rows_most: float = ROWS_MOST,
    levels_most: int = LEVELS_MOST,
) -> SheetCut:
    """Return the sheets of a tree; ``own_rows`` is what a node needs for itself, in rows."""
    rows: dict[str, float] = {}
    levels: dict[str, int] = {}
    folded: set[str] = set()
    menus: dict[str, int] = {}
    for id, node in reversed(tree.nodes.items()):  # children after their parents, so this goes from the leaves up
        children = list(node.children)
        menus[id] = (node.kind == "menu") + sum(menus[child] for child in children)
        leaves = sum(branch.shape != "node" for branch in node.branches)
        while True:
            kept = [child for child in children if child not in folded]
            height = leaves + FOLDED_ROWS * (len(children) - len(kept)) + sum(rows[child] for child in kept)
            depth = 1 + max((levels[child] for child in kept), default=0)
            foldable = [child for child in kept if tree.nodes[child].branches]
            if not foldable or (height <= rows_most and depth <= levels_most):
                break
            is_deep = depth > levels_most
            folded.add(max(foldable, key=lambda child: (levels[child] if is_deep else 0, rows[child])))
        rows[id], levels[id] = max(own_rows(node), height), depth
    sheets = [*_pack_roots(tree, rows, rows_most), *((id,) for id in tree.nodes if id in folded)]
    return SheetCut(tuple(sheets), {id: menus[id] for id in folded})


def _pack_roots(tree: MapTree, rows: dict[str, float], rows_most: float) -> list[tuple[str, ...]]:
    """Put roots on one sheet as long as they fit; those that no call reaches begin another."""
    sheets: list[list[str]] = []
    used = 0.0
    for id in tree.roots:
        is_other = bool(sheets) and tree.nodes[sheets[-1][-1]].is_reached != tree.nodes[id].is_reached
        if not sheets or is_other or used + rows[id] > rows_most:
            sheets.append([])
            used = 0.0
        sheets[-1].append(id)
        used += rows[id]
    return [tuple(sheet) for sheet in sheets]
