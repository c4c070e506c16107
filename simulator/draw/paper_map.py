"""A map as pictures for a page that has a heading and a legend of its own, each small enough for paper.

The printed size of the smallest text follows from the width of a picture, so a picture that would be too wide is laid
out with fewer levels, and what is left goes on in another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from simulator.draw.map_card import number_lines
from simulator.draw.map_choices import fold_choices
from simulator.draw.map_layout import GAP, MapLayout, MapMeasures, MapSheet, lay_out, lay_out_within
from simulator.draw.map_legend import legend_items
from simulator.draw.map_outline import count_words, describe_map
from simulator.draw.map_overlay import MapOverlay
from simulator.draw.map_tree import MapTree
from simulator.draw.svg_mirror import mirror_markup
from simulator.draw.svg_parts import number_text, xml_text
from simulator.draw.svg_sheet import SheetWriter
from simulator.draw.svg_style import symbols

CARD_WIDTHS = (216.0, 186.0, 156.0, 126.0, 108.0)
"""The widths of a card, the best first."""

_TIGHT_GAP = 50.0
"""Between a card and what hangs from it, where room is scarce."""

_LEFT = 44.0
"""The sign of the telephone in front of a first card."""

_AIR = 8.0


class PaperSize(NamedTuple):
    """The largest size of a picture, and the height of a row in it (a keycap takes 22 units)."""

    width: float
    height: float
    row: float = 27.0


class MapPicture(NamedTuple):
    """One part of a map: what it goes on from (empty: calls begin there), its SVG, and its size in units."""

    heading: str
    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PaperMap:
    """The pictures of a map, the signs that they and a legend use, and the legend as signs with their words."""

    pictures: tuple[MapPicture, ...]
    symbols: str
    legend: tuple[tuple[str, str], ...]


def draw_for_paper(
    tree: MapTree, overlay: MapOverlay | None, size_most: PaperSize, more_signs: frozenset[str]
) -> PaperMap:
    """Return a map in pictures of at most this size; one menu of many keys may be higher.

    ``more_signs`` are those that the page shows outside of the pictures.
    """
    layout = _fitting_layout(fold_choices(tree), size_most)
    legend = tuple(legend_items(tree))
    used = set(more_signs) | {sign for sign, _ in legend}
    pictures = tuple(_draw_sheet(layout, sheet, overlay or MapOverlay(), used) for sheet in layout.sheets)
    return PaperMap(pictures, symbols(frozenset(used)), legend)


def _fitting_layout(tree: MapTree, size_most: PaperSize) -> MapLayout:
    """Narrower cards, then no notes, then shorter branches come before fewer levels.

    A name on two lines is no loss, nor is a note that the page has in its tables; a map in two pictures is one.
    """
    measures = MapMeasures(CARD_WIDTHS[0], size_most.row, (size_most.height - 2 * _AIR) / size_most.row)
    tried = measures
    for levels in range(measures.levels_most, 0, -1):
        tries = product(((True, GAP), (False, GAP), (False, _TIGHT_GAP)), CARD_WIDTHS)
        for (has_notes, gap), card_width in tries:
            tried = measures._replace(card_width=card_width, levels_most=levels, has_notes=has_notes, gap=gap)
            layout = lay_out_within(tree, tried, size_most.width - _LEFT - _AIR)
            if layout is not None:
                return layout
    return lay_out(tree, tried)


def _draw_sheet(layout: MapLayout, sheet: MapSheet, overlay: MapOverlay, used: set[str]) -> MapPicture:
    content = SheetWriter(layout, sheet, overlay, used).write()
    edges = [
        *(drawn.top - 8 - 15 * len(number_lines(drawn.node)) for drawn in sheet.nodes.values()),
        *(branch.y - 14 for branch in sheet.branches),
    ]
    ends = [*(drawn.top + drawn.height for drawn in sheet.nodes.values()), *(leaf.y + 14 for leaf in sheet.branches)]
    top = min(edges) - _AIR
    width, height = _LEFT + sheet.width + _AIR, max(ends) - top + _AIR
    box = f"{number_text(-_LEFT)} {number_text(top)} {number_text(width)} {number_text(height)}"
    name = layout.tree.nodes[sheet.roots[0]].name if len(layout.sheets) > 1 else "Map"
    label = f"{name}: {count_words(layout.tree)}" if sheet.number == 1 else name
    words = f"<desc>{xml_text(describe_map(layout.tree))}</desc>" if sheet.number == 1 else ""
    if layout.is_mirrored:
        content = mirror_markup(content, width - 2 * _LEFT)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ivr" id="sheet-{sheet.number}" viewBox="{box}" '
        f'width="{number_text(width)}" height="{number_text(height)}" role="img" aria-label="{xml_text(label)}">'
        f"{words}{content}</svg>"
    )
    return MapPicture(_heading(layout, sheet), svg, width, height)


def _heading(layout: MapLayout, sheet: MapSheet) -> str:
    root = layout.tree.nodes[sheet.roots[0]]
    if not root.is_reached:
        return "No call leads here"
    if sheet.number == 1 or not root.parent:
        return ""
    above = layout.tree.nodes[root.parent]
    return f"{sheet.number}  {root.name}, from {above.name} (sheet {layout.sheet_of[above.id]})"
