"""The map under a person's hands: the row that is marked, what is unfolded, and the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from simulator.tui.flow_map import FlowIndex, FlowMap, FoundPlace
from simulator.tui.folding_map import SharedWay, TreeRow
from simulator.tui.session import Session


class PaneRows(NamedTuple):
    """The rows of a map, and the ways that every menu has; ``tries``: the mistake that leads along them, if alike."""

    rows: list[TreeRow]
    shared: list[SharedWay]
    tries: int


class MapCursor:
    """The state of one map on the screen.

    ``folds`` are the nodes that a person opened (True) or closed, ``place`` is the row that they marked; None: the
    map follows the call. ``needle`` is what the map is searched for, ``found_at`` the index of the marked result.
    A map that is drawn notes its ``rows`` here, so that the next key goes on from what the person sees.
    """

    def __init__(self) -> None:
        self.folds: dict[str, bool] = {}
        self.place: tuple[str, str] | None = None
        self.needle = ""
        self.found_at = 0
        self.rows: Sequence[TreeRow] = ()
        self._index: FlowIndex | None = None
        self._layout: PaneRows | None = None
        self._laid_out_for: object = None
        self._followed: tuple[int, int] = (0, 0)
        self._searched: tuple[str, int, int, bool] | None = None
        self._results: list[FoundPlace] = []

    def flow_map(self, session: Session) -> FlowMap:
        """The map of a session's flow, with its call; a call that went on is followed again."""
        if self._index is None or self._index.flow is not session.flow:
            self._index = FlowIndex(session.flow)
        tree = FlowMap(self._index, session.stage.trail, session.is_over, session.tape.circumstances.number)
        now = id(session.stage), len(tree.trail)
        if now != self._followed:
            self._followed, self.place = now, None
            for node in tree.path:
                if not self.folds.get(node, True):
                    del self.folds[node]
        return tree

    def keep_layout(self, tree: FlowMap, height: int, lay_out: Callable[[], PaneRows]) -> PaneRows:
        """Return the layout of a map; laid out again only after a change."""
        key = self._followed, id(tree.index), tree.over, tree.top, height, tuple(self.folds.items())
        if self._layout is None or self._laid_out_for != key:
            self._layout, self._laid_out_for = lay_out(), key
        self.rows = self._layout.rows
        return self._layout

    def search_results(self, tree: FlowMap) -> list[FoundPlace]:
        """Return the places that match the search; searched again only after a change."""
        # the screen is drawn ten times a second, and a search goes through all receptionists of a large flow
        search_key = self.needle, id(tree.flow), len(tree.trail), tree.over
        if self._searched != search_key:
            self._searched, self._results, self.found_at = search_key, tree.search(self.needle), 0
        return self._results

    def marked_index(self, rows: Sequence[TreeRow]) -> int:
        """Return the index of the marked row, or of the one where the call is."""
        if self.place is not None:
            for index, row in enumerate(rows):
                if row.place == self.place:
                    return index
        marks = (index for index, row in enumerate(rows) if row.mark == "here" or row.within)
        return next(marks, 0)

    def move(self, rows: int) -> None:
        """Mark the row so many rows further down, or up; in the results of a search likewise."""
        if self.needle:
            self.found_at = max(0, min(self.found_at + rows, len(self._results) - 1))
        elif self.rows:
            self.place = self.rows[max(0, min(self.marked_index(self.rows) + rows, len(self.rows) - 1))].place

    def fold(self, *, opens: bool) -> None:
        """Open or close the marked node; what is closed already leads up, what is shown elsewhere leads there."""
        if self.needle or not self.rows:
            return
        index = self.marked_index(self.rows)
        row = self.rows[index]
        self.place = row.place
        if row.fold == "elsewhere" and opens:
            self.place = next((other.place for other in self.rows if _holds(other, row.node)), row.place)
        elif row.fold == ("closed" if opens else "open"):
            self.folds[row.node] = opens
        elif not opens:
            above = [other for other in self.rows[:index] if len(other.rails) < max(1, len(row.rails))]
            self.place = above[-1].place if above else row.place

    def take_marked(self, session: Session) -> None:
        """Open or close the marked node; show a place that a search found on the map."""
        if self.needle:
            self._show_found(session)
        elif self.rows:
            row = self.rows[self.marked_index(self.rows)]
            self.fold(opens=row.fold != "open")

    def _show_found(self, session: Session) -> None:
        if not self._results:
            return
        found = self._results[self.found_at]
        tree = self.flow_map(session)
        path = tree.index.path_to(tree.top, found.node) if found.node else []
        self.needle = ""
        self.folds |= dict.fromkeys(path if found.depth else path[:-1], True)
        if len(path) > 1:
            self.place = path[-2], next(way.label for way in tree.index.ways_from(path[-2]) if way.node == path[-1])
        if found.depth and path:
            self.place = found.node, found.keys.rpartition(" ")[2]


def _holds(row: TreeRow, node: str) -> bool:
    return row.node == node and row.fold in ("open", "closed")
