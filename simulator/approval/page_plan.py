"""An estimate of what fits on the first page of paper, from the lengths of its texts.

Nobody knows the reader's font, so each height is an upper estimate. The first plan that fits is taken: an ordinary
page, then a denser one, then one whose map goes on in the annex, then one that shortens long texts as well. What a
first page leaves out or shortens, the annex has in full. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import NamedTuple

from simulator.approval.flow_report import FlowReport
from simulator.approval.menu_facts import KeyRow, MenuFacts, ReplyLine
from simulator.draw.map_overlay import MapOverlay
from simulator.draw.paper_map import PaperMap, PaperSize
from simulator.draw.text_metrics import text_width

PAGE_WIDTH, PAGE_HEIGHT = 527.0, 773.0
"""A4 without its margins (12 mm on the sides, 11 above, 13 below)."""

UNIT = 0.543
"""Points of one unit of a map: its smallest text, of 13 units on this page, is then just over 7 points."""

MENUS_MOST = 3
"""Menus that the first page has in full; of a larger flow, it has the first one."""

COLUMN_ROWS = 10
"""Keys of a menu that stands alone from which on they go on in a second column."""

_LINES_MOST, _ROWS_MOST = 40, 60
"""Lines of a list, and keys of a menu, that a first page may have; with more, nobody reads it."""

_ESTIMATE_MOST = 795.0
"""The estimates are 8 % too high with Noto Sans, and 4 % with DejaVu Sans, the widest font in common use."""

_GUTTER = 20.0
_TIGHTNESS = 0.96
"""Letters are estimated a little wide."""

DrawMap = Callable[[PaperSize], PaperMap]
"""Draws the map in pictures of at most this size, in units."""


class PagePlan(NamedTuple):
    """The layout of the first page. ``dense`` has smaller letters; ``extras`` are the times and the hours.

    ``map_most`` is the height of the map; where ``may_split``, the first of several pictures is enough. At most
    ``rows_most`` keys of a menu are shown, ``signs_most`` signs of a text, and ``lines_most`` lines of a list.
    """

    dense: bool = False
    extras: bool = False
    map_most: float = 420.0
    may_split: bool = False
    rows_most: int = 1000
    signs_most: int = 100_000
    lines_most: int = 1000


_PLANS = (
    PagePlan(extras=True),
    PagePlan(),
    PagePlan(dense=True, extras=True),
    PagePlan(dense=True),
    PagePlan(dense=True, lines_most=5),
    PagePlan(dense=True, lines_most=4),
    PagePlan(dense=True, lines_most=3),
    PagePlan(dense=True, lines_most=3, signs_most=300),
    PagePlan(map_most=230, may_split=True),
    PagePlan(map_most=170, may_split=True),
    PagePlan(dense=True, map_most=230, may_split=True),
    PagePlan(dense=True, map_most=160, may_split=True, lines_most=8),
    PagePlan(dense=True, map_most=160, may_split=True, rows_most=14, signs_most=500, lines_most=6),
    PagePlan(dense=True, map_most=110, may_split=True, rows_most=9, signs_most=200, lines_most=4),
    PagePlan(dense=True, map_most=80, may_split=True, rows_most=4, signs_most=90, lines_most=2),
)


class FirstPage(NamedTuple):
    """The plan of a first page, its menus, and the map as it is drawn for it."""

    plan: PagePlan
    menus: tuple[MenuFacts, ...]
    map: PaperMap


def plan_first_page(report: FlowReport, draw: DrawMap, overlay: MapOverlay) -> FirstPage:
    """Return the first plan that fits; the last one where none does."""
    menus = report.menus[:1] if len(report.menus) > MENUS_MOST else report.menus
    first = None
    maps: dict[PaperSize, PaperMap] = {}
    for plan in _PLANS:
        size = PaperSize(PAGE_WIDTH / UNIT, plan.map_most / UNIT, 24.0 if plan.dense else 27.0)
        if size not in maps:
            maps[size] = draw(size)
        paper_map = maps[size]
        first = FirstPage(plan, menus, paper_map)
        is_whole = len(paper_map.pictures) == 1 and paper_map.pictures[0].height * UNIT <= plan.map_most
        if (is_whole or plan.may_split) and _fits(report, first, overlay):
            return _lengthen_lists(report, first, overlay)
    assert first is not None, "there are plans for every flow"
    return first


def _fits(report: FlowReport, first: FirstPage, overlay: MapOverlay) -> bool:
    return _Estimate(report, first, overlay).height() <= _ESTIMATE_MOST


def _lengthen_lists(report: FlowReport, first: FirstPage, overlay: MapOverlay) -> FirstPage:
    """Share the room that is left on a page between its lists and its tables of keys."""
    for field, most in (("lines_most", _LINES_MOST), ("rows_most", _ROWS_MOST)):
        while (length := getattr(first.plan, field)) < most:
            longer = first._replace(plan=first.plan._replace(**{field: length + 1}))
            if _Estimate(report, longer, overlay).height() > PAGE_HEIGHT:
                break
            first = longer
    return first


def shared_replies(menus: Sequence[MenuFacts]) -> tuple[ReplyLine, ...]:
    """Return what follows mistakes in the same words in all of several menus, or in the only one."""
    listening = [menu for menu in menus if menu.is_menu]
    first = listening[0].replies if listening else ()
    return tuple(line for line in first if all(line in menu.replies for menu in listening))


class _Estimate:
    """The height of a first page."""

    def __init__(self, report: FlowReport, first: FirstPage, overlay: MapOverlay) -> None:
        self.report, self.first, self.plan = report, first, first.plan
        self.marks = [line.text for line in overlay.foot]
        self.size = 7.5 if first.plan.dense else 8.6
        self.line = self.size * (1.3 if first.plan.dense else 1.36)
        self.row = 13.0 if first.plan.dense else 16.0
        self.heading = 19.0 if first.plan.dense else 25.0

    def height(self) -> float:
        """Return the sum of all parts."""
        return sum((self._head(), self._map(), self._menus(), self._lists(), self._ends()))

    def _text(self, text: str, width: float, size: float | None = None) -> float:
        """The height of a text; words are not broken, so lines are not filled."""
        lines, used = 1, 0.0
        for word in text.split(" "):
            needed = text_width(f"{word} ", size or self.size) * _TIGHTNESS
            if used and used + needed > width:
                lines, used = lines + 1, 0.0
            lines += int((used + needed) / width)
            used = (used + needed) % width
        return self.line * lines

    def _head(self) -> float:
        title = ceil(text_width(f"{self.report.client}: the phone menu, for your approval", 16, bold=True) / 390)
        return 19 * title + self._text(self.report.summary, 500) + 8

    def _map(self) -> float:
        (picture, *_) = self.first.map.pictures or (None,)
        height = 0.0 if picture is None else picture.height * UNIT
        legend = sum(22 + text_width(words, 7.2) for _, words in self.first.map.legend) / PAGE_WIDTH
        return height + ceil(legend) * 12 + (14 if self.report.tree.common else 0) + 8

    def _menus(self) -> float:
        menus = self.first.menus
        columns = max(1, len(menus))
        width = (PAGE_WIDTH - _GUTTER * (columns - 1)) / columns
        shared = shared_replies(menus)
        replies = self._replies(shared, PAGE_WIDTH)
        menus_height = max((self._menu(menu, width, shared) for menu in menus), default=0.0)
        hidden = self.line if len(menus) < len(self.report.menus) else 0.0
        return self.heading + menus_height + replies + hidden + 6

    def _menu(self, menu: MenuFacts, width: float, shared: Sequence[ReplyLine]) -> float:
        is_only = len(self.first.menus) == 1
        half = (width - _GUTTER) / 2 if is_only else width
        if is_only and len(menu.rows) > COLUMN_ROWS:
            return self._long_menu(menu, width, half)
        head = self._text(menu.name, width, 9.4) + self._text(" ".join(menu.numbers) + " " * 40, width)
        words = self._text(menu.words[: self.plan.signs_most], half - 12) + 14
        rows = menu.rows[: self.plan.rows_most]
        keys = sum(max(self.row, self._row_text(row, half) + 3) for row in rows)
        keys += self.line if len(rows) < len(menu.rows) else 0
        more = self._replies([line for line in menu.replies if line not in shared], half)
        return head + (max(words + more, keys) if is_only else words + keys + more)

    def _replies(self, lines: Sequence[ReplyLine], width: float) -> float:
        """Return replies to mistakes, each next to its occasion; below it where three menus stand side by side."""
        if not lines:
            return 0.0
        if len(self.first.menus) == MENUS_MOST and width < PAGE_WIDTH:
            return sum(self._text(line.when, width) + self._text(self._said(line), width) + 2 for line in lines) + 4
        beside = max(text_width(line.when, self.size) for line in lines) * _TIGHTNESS + 12
        return sum(self._text(self._said(line), width - beside) + 2 for line in lines) + 4

    def _said(self, line: ReplyLine) -> str:
        return line.words[: self.plan.signs_most]

    def _long_menu(self, menu: MenuFacts, width: float, half: float) -> float:
        """Return the height of a menu whose words stand above its keys, in two columns."""
        rows = [max(self.row, self._row_text(row, half) + 3) for row in menu.rows[: self.plan.rows_most]]
        middle = (len(rows) + 1) // 2
        head = self._text(menu.name, width, 9.4) + self._text(" ".join(menu.numbers) + " " * 40, width)
        more = self.line if len(rows) < len(menu.rows) else 0
        words = menu.words[: self.plan.signs_most]
        return head + self._text(words, width - 12) + 14 + max(sum(rows[:middle]), sum(rows[middle:])) + more

    def _row_text(self, row: KeyRow, width: float) -> float:
        """The height of a key's words: in one cell where three menus stand next to each other, else in two."""
        if len(self.first.menus) == MENUS_MOST:
            return self._text(row.name if row.is_plain else f"{row.name} · {row.remark}", width - 46)
        return max(self._text(row.name, width * 0.62 - 46), self._text(row.remark, width * 0.38))

    def _lists(self) -> float:
        width = (PAGE_WIDTH - _GUTTER) / 2 - 22
        faults = [line.text for line in self.report.checks if line.verdict == "fault"]
        others = [line.text for line in self.report.checks if line.verdict != "fault"]
        checks = [*faults, *self.marks, *others]
        left = self._list(checks, width) + self._times()
        right = self._changes(width) + self._list(self.report.assumptions, width)
        return self.heading + max(left, right) + self._hours()

    def _list(self, texts: Iterable[str], width: float) -> float:
        shown = list(texts)
        more = self.line if len(shown) > self.plan.lines_most else 0.0
        return sum(self._text(text, width) + 3 for text in shown[: self.plan.lines_most]) + more

    def _changes(self, width: float) -> float:
        changes = self.report.changes
        if changes is None:
            return 0.0
        most = self.plan.lines_most
        keys = [
            max(
                self.row,
                self._text(f"now leads to {item.now}", (width + 22) * 0.62 - 40),
                self._text(f"{item.menu}, before: {item.before}", (width + 22) * 0.38),
            )
            for item in changes.keys
        ]
        texts = [f"{item.menu} says other words {item.when}: {item.excerpt[:300]}" for item in changes.words]
        texts += changes.others
        texts = texts if keys or texts else [*changes.sentences]
        items = [self._text(text, width) + 3 for text in texts[: max(1, most - len(keys))]]
        return self.heading + max(sum(keys[:most]) + sum(items), self.line) + 2 * self.line

    def _times(self) -> float:
        if not self.plan.extras:
            return 0.0
        tables = self.report.times
        return self.heading + sum(len(table.rows) + 1 + bool(table.when) for table in tables) * (self.line + 3)

    def _hours(self) -> float:
        if not self.plan.extras or not self.report.hours:
            return 0.0
        return self.heading + sum(self._text(text, PAGE_WIDTH - 20) + 3 for text in self.report.hours)

    def _ends(self) -> float:
        return 62.0
