"""The map as a tree that folds: rows as data, for ``map_view`` to draw.

Each node's ways are shown once, where the tree comes to it first; every other way to it refers there. Ways back to a
menu above, and what a wrong key and silence lead to, take one quiet row for each menu; what every menu has in common
is said once, at the end.

A node is open if the call's path leads through it, if it is near enough to the top, or if a person opened it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from simulator.config.receptionist import Destination
from simulator.tui.destination_kind import Kind, NamedDestination, name_destination
from simulator.tui.flow_map import FALL_BACKS, FlowMap, Mark, WayRow

Fold = Literal["open", "closed", "elsewhere", "end"]


class TreeRow(NamedTuple):
    """A row of the tree.

    ``place`` identifies it: the node above, and the label of the way. ``rails`` tells for each level above whether
    more follows there, ``last`` whether nothing follows on its own. ``quiet`` rows sum up ways that are not news;
    the ``node`` is what its ways are opened by, ``ends`` the places where calls end below a closed one. ``within``:
    the call is somewhere below a closed node.
    """

    place: tuple[str, str]
    rails: tuple[bool, ...]
    last: bool
    keys: str
    text: str
    kind: Kind = "menu"
    unsure: bool = False
    mark: Mark = ""
    fold: Fold = "end"
    node: str = ""
    quiet: bool = False
    ends: int = 0
    within: bool = False


class SharedWay(NamedTuple):
    """A way that every menu has: its label, and where it leads."""

    label: str
    leads: NamedDestination


@dataclass(slots=True)
class FoldingMap:
    """The layout of one map; ``folds`` are the nodes that a person opened (True) or closed.

    ``levels`` are the steps from the top that are open. ``terse``: the ways back are listed at the present menu alone.
    """

    map: FlowMap
    folds: Mapping[str, bool]
    levels: int = 0
    terse: bool = False
    _path: Sequence[str] = field(init=False, repr=False)
    _opened: set[str] = field(init=False, repr=False)

    def rows(self) -> list[TreeRow]:
        """The tree, from the node that was called."""
        self._path, self._opened = self.map.path, set()
        top = self.map.top
        name, mark = self.map.index.name_of(top), self.map.mark_of(top)
        root = TreeRow(("", ""), (), True, "", name, mark=mark, fold="open", node=top)
        return [root, *self._rows_below(top, (), (top,))]

    def shared_ways(self) -> list[SharedWay]:
        """The ways that every menu has, those of a wrong key and of silence as one where they lead to the same."""
        shared = self.map.index.shared_ways
        labels = [label for label in shared if label not in FALL_BACKS]
        ways = [SharedWay(label, name_destination(self.map.flow, shared[label])) for label in labels]
        causes = {label: shared[label] for label in FALL_BACKS if label in shared}
        return [*ways, *(SharedWay(label, leads) for label, leads in self._merge_causes(causes))]

    def _rows_below(self, node: str, rails: tuple[bool, ...], above: tuple[str, ...]) -> Iterator[TreeRow]:
        self._opened.add(node)
        ways = [way for way in self.map.index.ways_from(node) if not self._is_shared(node, way)]
        back = [way for way in ways if way.node in above and way.label not in FALL_BACKS]
        causes = self._merge_ways([way for way in ways if way.label in FALL_BACKS])
        # a way to what a key of the menu leads to anyway, or to a menu above, is not news
        familiar_nodes = {*above, *(way.node for way in ways if way.label not in FALL_BACKS)}
        branching = [way for way in causes if way.node is not None and way.node not in familiar_nodes]
        quiet = [way for way in causes if way not in branching]
        forth = [*(way for way in ways if way not in back and way.label not in FALL_BACKS), *branching]
        shows_back = not self.terse or self.map.mark_of(node) == "here"
        sums = [text for text in (self._back_text(back if shows_back else []), self._cause_text(quiet)) if text]
        for count, way in enumerate(forth, 1):
            yield from self._way_rows(node, way, rails, above, last=count == len(forth) and not sums)
        for count, (label, text) in enumerate(sums, 1):
            yield TreeRow((node, label), rails, count == len(sums), "", text, quiet=True)

    def _way_rows(
        self, node: str, way: WayRow, rails: tuple[bool, ...], above: tuple[str, ...], *, last: bool
    ) -> Iterator[TreeRow]:
        leads = name_destination(self.map.flow, way.destination)
        row = TreeRow((node, way.label), rails, last, way.label, leads.name, leads.kind, leads.unsure)
        target = way.node
        if target is None:
            yield row
            return
        index = self.map.index
        row = row._replace(node=target, mark=self.map.mark_of(target))
        if not index.ways_from(target):
            yield row
        elif target in self._opened or not self._is_on_the_way(node, target):
            yield row._replace(fold="elsewhere", mark="")
        elif self._is_open(target):
            yield row._replace(fold="open")
            yield from self._rows_below(target, (*rails, not last), (*above, target))
        else:
            within = target in self._path[:-1] and not self.map.over
            yield row._replace(fold="closed", ends=index.count_ends(target) if index.is_small else 0, within=within)

    def _is_on_the_way(self, node: str, target: str) -> bool:
        """Return whether a node that the call came through is reached as the call did, or by any way otherwise."""
        place = self._path.index(target) if target in self._path else 0
        return place == 0 or self._path[place - 1] == node

    def _is_open(self, node: str) -> bool:
        is_near = self.levels > 0 and self.map.index.distances.get(node, 0) < self.levels
        return self.folds.get(node, is_near or node in self._path)

    def _is_shared(self, node: str, way: WayRow) -> bool:
        """Return whether a menu's way is one that every menu has."""
        return "||" not in node and self.map.flow.receptionists[node].is_menu and way.label in self._shared_labels

    @property
    def _shared_labels(self) -> Mapping[str, Destination]:
        return self.map.index.shared_ways

    def _merge_causes(self, causes: Mapping[str, Destination]) -> list[tuple[str, NamedDestination]]:
        flow = self.map.flow
        if len(causes) == 2 and len({destination.canonical for destination in causes.values()}) == 1:
            return [(" or ".join(causes), name_destination(flow, next(iter(causes.values()))))]
        return [(label, name_destination(flow, destination)) for label, destination in causes.items()]

    def _merge_ways(self, causes: list[WayRow]) -> list[WayRow]:
        """The ways of a wrong key and of silence as one, where both lead to the same."""
        if len({way.destination.canonical for way in causes}) == 1 < len(causes):
            return [causes[0]._replace(label=" or ".join(way.label for way in causes))]
        return causes

    def _back_text(self, back: Sequence[WayRow]) -> tuple[str, str] | None:
        if not back:
            return None
        return "↺", " · ".join(f"{way.label} {self.map.index.name_of(way.node or self.map.top)}" for way in back)

    def _cause_text(self, quiet: Sequence[WayRow]) -> tuple[str, str] | None:
        if not quiet:
            return None
        names = (f"{way.label}: {name_destination(self.map.flow, way.destination).name}" for way in quiet)
        return "╌", " · ".join(names)
