"""A map as SVG: title, what all menus share, the sheets, and the foot that explains the marks.

The picture has no script and loads nothing. It follows the reader's light or dark mode, and prints in ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.draw.map_card import cap_width
from simulator.draw.map_layout import MapLayout, MapSheet
from simulator.draw.map_legend import legend_items
from simulator.draw.map_outline import count_words, describe_map
from simulator.draw.map_overlay import FootLine, MapOverlay
from simulator.draw.map_tree import MapBranch, name_of_target
from simulator.draw.opening_hours import hours_notes
from simulator.draw.svg_mirror import mirror_markup
from simulator.draw.svg_parts import (
    aside,
    cap_at,
    circle_at,
    link_to,
    mark_at,
    mark_radius,
    number_text,
    path_of,
    sign_at,
    text_at,
    xml_text,
)
from simulator.draw.svg_sheet import CAP_LOOKS, SheetWriter
from simulator.draw.svg_style import Theme, style_sheet, symbols
from simulator.draw.text_metrics import break_lines, text_width

MARGIN = 36.0
_TELEPHONE = 40.0
"""Left of the first cards: the sign of the telephone, or the line from another sheet."""

_WIDTH_LEAST = 820.0
_HEADING = 34.0
_NOTE_LINES = 12
"""Lines of a note about hours: all holidays of two years on a narrow map."""


class SvgPicture(NamedTuple):
    """A picture as an SVG document, and its size in units."""

    text: str
    width: float
    height: float


def draw_svg(layout: MapLayout, title: str, overlay: MapOverlay | None = None, theme: Theme = "auto") -> SvgPicture:
    """Return a map as an SVG document."""
    return _SvgWriter(layout, title, overlay or MapOverlay(), theme).write()


class _SvgWriter:
    """The work of one picture; ``y`` is how far down it has come."""

    def __init__(self, layout: MapLayout, title: str, overlay: MapOverlay, theme: Theme) -> None:
        self.layout, self.title, self.overlay, self.theme = layout, title, overlay, theme
        self.tree = layout.tree
        self.used: set[str] = set()
        widest = max((sheet.width for sheet in layout.sheets), default=0.0)
        self.width = max(_WIDTH_LEAST, widest + 2 * MARGIN + _TELEPHONE)
        self.y = MARGIN

    def write(self) -> SvgPicture:
        body = [*self._head(), *(part for sheet in self.layout.sheets for part in self._sheet(sheet)), *self._foot()]
        shown = "\n".join(body)
        if self.layout.is_mirrored:
            shown = mirror_markup(shown, self.width)
        height = self.y + MARGIN - 10
        size = f'width="{number_text(self.width)}" height="{number_text(height)}"'
        words = ": ".join(part for part in (self.title, count_words(self.tree)) if part)
        label = f'role="{"group" if len(self.layout.sheets) > 1 else "img"}" aria-label="{xml_text(words)}"'
        box = f'viewBox="0 0 {number_text(self.width)} {number_text(height)}"'
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="ivr" {box} {size} {label}>\n'
            f"<title>{xml_text(self.title)}</title>\n<desc>{xml_text(describe_map(self.tree))}</desc>\n"
            f"<style>\n{style_sheet(self.theme)}</style>\n{symbols(frozenset(self.used))}\n"
            f'<rect class="bg" width="{number_text(self.width)}" height="{number_text(height)}"/>\n'
            + shown
            + "\n</svg>\n"
        )
        return SvgPicture(text, self.width, height)

    def _sign(self, sign: str, x: float, y: float, *, look: str = "", size: float = 16) -> str:
        self.used.add(sign)
        return sign_at(sign, x, y, look=look, size=size)

    # -- head --------------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        counts = count_words(self.tree)
        room = self.width - 2 * MARGIN
        (title,) = break_lines(self.title, room - text_width(counts, 12) - 30, 22, 1, bold=True)
        yield text_at(MARGIN, self.y + 16, title, "h")
        yield text_at(self.width - MARGIN, self.y + 14, counts, "s", anchor="end")
        self.y += 34
        if self.overlay.heading:
            yield text_at(MARGIN, self.y + 8, self.overlay.heading, "t")
            self.y += 22
        yield from self._common_line()
        yield from self._bare_numbers()
        self.y += 14

    def _common_line(self) -> Iterator[str]:
        """Draw what all menus have in common, on as many lines as it takes."""
        if not self.tree.common:
            return
        middle = self.y + 12
        yield text_at(MARGIN, middle + 5, "In every menu", "n m")
        start = x = MARGIN + text_width("In every menu", 13, bold=True) + 12
        for branch in self.tree.common:
            width = self._common_width(branch)
            if x > start and x + width > self.width - MARGIN:
                x, middle = start, middle + 28
            yield self._common_way(branch, x, middle)
            x += width
        self.y = middle + 22

    def _common_width(self, branch: MapBranch) -> float:
        head = text_width(branch.way.note, 12) if branch.way.is_quiet else cap_width(branch.way.caption)
        remark = self.overlay.remark_on("", branch)
        return head + 82 + text_width(name_of_target(self.tree, branch), 14) + text_width(remark, 12, bold=True)

    def _common_way(self, branch: MapBranch, x: float, y: float) -> str:
        way, name = branch.way, name_of_target(self.tree, branch)
        tone, remark = self.overlay.tone_of("", branch), self.overlay.remark_on("", branch)
        sign = branch.sign.kind if branch.sign else "across"
        if way.is_quiet:
            words, width = text_at(x, y + 4.6, way.note, "s"), text_width(way.note, 12)
            look = "s"
        else:
            width = cap_width(way.caption)
            words, look = cap_at(way.caption, x + width / 2, y, look=CAP_LOOKS.get(tone, "")), ""
        x += width + 6
        is_taken = tone == "taken"
        line = path_of(f"M{number_text(x)} {number_text(y)}h18", "p" if is_taken else "q" if way.is_quiet else "w")
        shown = self._sign(sign, x + 24, y, look="ug" if is_taken else "us" if way.is_quiet else "")
        shown += text_at(x + 46, y + 5, name, "g" if is_taken else look, more=aside(remark, "t"))
        if branch.target and (sheet := self.layout.sheet_of[branch.target]) > 1:
            shown = link_to(f"sheet-{sheet}", shown, f"{name}: on sheet {sheet}")
        return words + line + shown

    def _bare_numbers(self) -> Iterator[str]:
        """The numbers that lead to no menu at all."""
        for number, sign in self.tree.bare_numbers:
            y = self.y + 12
            width = text_width(number, 14)
            yield self._sign("phone", MARGIN, y, size=14) + text_at(MARGIN + 22, y + 5, number)
            yield path_of(f"M{number_text(MARGIN + 28 + width)} {number_text(y)}h24", "w")
            x = MARGIN + 60 + width
            yield self._sign(sign.kind, x, y) + text_at(x + 24, y + 5, sign.name)
            self.y += 30

    # -- sheets ------------------------------------------------------------------------------------

    def _sheet(self, sheet: MapSheet) -> Iterator[str]:
        yield f'<g id="sheet-{sheet.number}">'
        if sheet.number > 1:
            yield path_of(f"M{number_text(MARGIN)} {number_text(self.y + 8)}H{number_text(self.width - MARGIN)}", "r")
            yield self._sheet_heading(sheet)
            self.y += _HEADING + 24
        content = SheetWriter(self.layout, sheet, self.overlay, self.used).write()
        move = f"translate({number_text(MARGIN + _TELEPHONE)} {number_text(self.y)})"
        yield f'<g transform="{move}">{content}</g></g>'
        self.y += sheet.height + 18

    def _sheet_heading(self, sheet: MapSheet) -> str:
        """The sheet's number, and the way to it from the sheet above."""
        root = self.tree.nodes[sheet.roots[0]]
        y = self.y + _HEADING
        if not root.parent:
            words = "Goes on" if root.is_reached else "No call leads here"
            return text_at(MARGIN, y, f"{sheet.number}  {words}", "n")
        above = self.tree.nodes[root.parent]
        number = self.layout.sheet_of[above.id]
        caption = next(branch.way.caption for branch in above.branches if branch.target == root.id)
        back = f"{above.name} {caption}".strip()
        shown = text_at(MARGIN, y, f"{sheet.number}  {root.name}", "n")
        x = MARGIN + text_width(f"{sheet.number}  {root.name}", 14, bold=True) + 14
        link = text_at(x, y, f"from {back}, on sheet {number}", "s")
        return shown + link_to(f"sheet-{number}", link, f"back to sheet {number}")

    # -- foot --------------------------------------------------------------------------------------

    def _foot(self) -> Iterator[str]:
        yield path_of(f"M{number_text(MARGIN)} {number_text(self.y)}H{number_text(self.width - MARGIN)}", "r")
        self.y += 26
        for note in hours_notes(self.tree):
            yield self._sign("clock", MARGIN + 1, self.y, look="us")
            yield from self._foot_line(FootLine("plain", note), _NOTE_LINES)
        for line in self.overlay.foot:
            yield from self._foot_line(line)
        yield from self._legend()

    def _foot_line(self, line: FootLine, most: int = 3) -> Iterator[str]:
        left = MARGIN + 28
        lines = break_lines(line.text, self.width - MARGIN - left, 13, most)
        if line.number:
            yield mark_at(str(line.number), MARGIN + 9, self.y, radius=mark_radius(str(line.number)) - 2)
        elif line.tone == "taken":
            yield path_of(f"M{number_text(MARGIN + 2)} {number_text(self.y)}h15", "p")
        for words in lines:
            yield text_at(left, self.y + 4.6, words, "m g" if line.tone == "taken" else "m")
            self.y += 19
        self.y += 6

    def _legend(self) -> Iterator[str]:
        """The signs that are used, each with its words."""
        x = MARGIN
        for sign, words in legend_items(self.tree):
            width = 22 + text_width(words, 12) + 18
            if x > MARGIN and x + width > self.width - MARGIN:
                x, self.y = MARGIN, self.y + 22
            yield self._legend_sign(sign, x) + text_at(x + 21, self.y + 4, words, "s")
            x += width
        self.y += 10

    def _legend_sign(self, sign: str, x: float) -> str:
        if sign == "ring":
            return circle_at(x + 7, self.y, 8, "ring")
        if sign == "quiet":
            return path_of(f"M{number_text(x)} {number_text(self.y)}h16", "q")
        return self._sign(sign, x, self.y, look="us", size=14)
