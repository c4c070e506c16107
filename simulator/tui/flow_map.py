"""The map of a flow as a tree: menus and where each key leads, with where the call is and where it was.

Schedules and telephones that lead on are nodes of the tree, by their address (``type||id``).

A small flow is shown whole. Of a large one, only the path of the call is shown, each menu on it with its keys:
nothing here ever walks through ten thousand menus to draw one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from simulator.callers.given_answers import answer_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Passage, parse_address
from simulator.config.routes import ScheduleRoute
from simulator.tui.lookahead import branches, destination_words
from simulator.words.sanitizer import escape_signs

WHOLE_MOST = 40
"""Receptionists up to which a flow's map is shown whole."""

FOUND_MOST = 200
"""Places that a search shows."""

Mark = Literal["here", "seen", "loop", "closed", ""]


class MapRow(NamedTuple):
    """A line of the map: how deep, the key (or what happens) that leads there, and what is there.

    ``mark``: the call is ``here``; it has ``seen`` the menu; a ``loop`` leads back up; ``closed``: a menu
    whose own keys are not shown.
    """

    depth: int
    keys: str
    text: str
    mark: Mark = ""


_CAUSES = {"wrong keys": "wrong", "silence": "silent", "forward": "all"}


@dataclass(frozen=True, slots=True)
class FlowMap:
    """A flow, with the nodes that a call has come to, in order; the last is where it is.

    ``number`` is the one that was rung, where it leads to no receptionist.
    """

    flow: Flow
    trail: Sequence[str]
    over: bool = False
    number: str = ""

    @property
    def path(self) -> list[str]:
        """The trail without its loops: each menu is led to by the one before."""
        path: list[str] = []
        for key in self.trail:
            if key in path:
                del path[path.index(key) + 1 :]
            else:
                path.append(key)
        return path

    def map_rows(self) -> list[MapRow]:
        """The map, from the menu that was called."""
        path = self.path or [self.flow.numbers[self.number] if self.number else self.flow.entry]
        shows_all = len(self.flow.receptionists) + len(self.flow.routes) <= WHOLE_MOST
        opened: set[str] = set()
        top = path[0]
        head = [MapRow(0, "", escape_signs(self.number))] if self.number else []
        depth = len(head)
        return [
            *head,
            MapRow(depth, "", self._name_of(top), self._mark_of(top)),
            *self._rows_below(top, depth + 1, (top,), path, opened, shows_all),
        ]

    def _rows_below(
        self, key: str, depth: int, above: tuple[str, ...], path: Sequence[str], opened: set[str], shows_all: bool
    ) -> Iterator[MapRow]:
        opened.add(key)
        for label, destination in self._ways_from(key):
            target = self._node_at(destination)
            if target is None:
                yield MapRow(depth, label, destination_words(self.flow, destination))
            elif target in above:
                yield MapRow(depth, label, self._name_of(target), "loop")
            elif target not in opened and (shows_all or target in path):
                yield MapRow(depth, label, self._name_of(target), self._mark_of(target))
                yield from self._rows_below(target, depth + 1, (*above, target), path, opened, shows_all)
            else:
                yield MapRow(depth, label, self._name_of(target), self._mark_of(target) or self._closed_mark(target))

    def _ways_from(self, key: str) -> Iterator[tuple[str, Destination]]:
        """Yield what leads on from a node, with where it leads: keys of a menu, or answers of the world."""
        if "||" in key:
            for answer, onward in branches(self.flow, parse_address(key)):
                if onward is not None:
                    yield answer_words(answer), onward
        else:
            for passage in self.flow.receptionists[key].ways():
                yield _passage_keys(passage), passage.destination

    def _node_at(self, destination: Destination) -> str | None:
        """The node that a destination leads to; None: the call ends there."""
        key = self.flow.receptionist_for(destination)
        if key is None and self.flow.route_of(destination) is not None:
            return str(destination.canonical)
        return key

    def search(self, needle: str) -> list[MapRow]:
        """The menus and destinations whose names hold these letters, each with its menu's name and the key."""
        letters = needle.casefold()
        map_rows: list[MapRow] = []
        for key, receptionist in self.flow.receptionists.items():
            if letters in receptionist.name.casefold() or letters in key.casefold():
                map_rows.append(MapRow(0, key, self._name_of(key), self._mark_of(key)))
            map_rows += self._matching_ends(key, letters)
            if len(map_rows) >= FOUND_MOST:  # one letter matches nearly every menu of a large flow
                break
        else:
            map_rows += self._search_world(letters)
        return map_rows[:FOUND_MOST]

    def _matching_ends(self, key: str, letters: str) -> Iterator[MapRow]:
        """The destinations after a node that are not receptionists, and whose names hold the letters."""
        for label, destination in self._ways_from(key):
            if self.flow.receptionist_for(destination) is None:
                name = destination_words(self.flow, destination)
                if letters in name.casefold():
                    yield MapRow(1, f"{key} {label}", name)

    def _search_world(self, letters: str) -> Iterator[MapRow]:
        """The schedules and telephones that lead on, with their ways, and the numbers that lead to them."""
        for destination, route in self.flow.routes.items():
            key = str(destination)
            name = self._name_of(key)
            schedule = route.schedule if isinstance(route, ScheduleRoute) else ""
            if any(letters in text.casefold() for text in (name, key, schedule)):
                yield MapRow(0, key, name, self._mark_of(key))
            yield from self._matching_ends(key, letters)
        for number, target in self.flow.numbers.items():
            if "||" in target and letters in number.casefold():
                yield MapRow(0, escape_signs(number), destination_words(self.flow, parse_address(target)))

    def _mark_of(self, key: str) -> Mark:
        if self.trail and key == self.trail[-1] and not self.over:
            return "here"
        return "seen" if key in self.trail else ""

    def _closed_mark(self, key: str) -> Mark:
        """The mark of a node whose ways are not shown; none of a telephone that leads nowhere else."""
        return "closed" if "||" not in key or any(self._ways_from(key)) else ""

    def _name_of(self, key: str) -> str:
        if "||" in key:
            return destination_words(self.flow, parse_address(key))
        return escape_signs(self.flow.receptionists[key].name)


def _passage_keys(passage: Passage) -> str:
    return passage.keys or _CAUSES.get(passage.cause, "")
