"""The map of a flow as a tree: menus and where each key leads, with where the call is and where it was.

A small flow is shown whole. Of a large one, only the path of the call is shown, each menu on it with its keys:
nothing here ever walks through ten thousand menus to draw one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Passage
from simulator.tui.lookahead import destination_words
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
    """A flow, with the receptionists that a call has entered, in order; the last is where it is."""

    flow: Flow
    trail: Sequence[str]
    over: bool = False

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
        path = self.path or [self.flow.entry]
        shows_all = len(self.flow.receptionists) <= WHOLE_MOST
        opened: set[str] = set()
        top = path[0]
        return [
            MapRow(0, "", self._name_of(top), self._mark_of(top)),
            *self._rows_below(top, 1, (top,), path, opened, shows_all),
        ]

    def _rows_below(
        self, key: str, depth: int, above: tuple[str, ...], path: Sequence[str], opened: set[str], shows_all: bool
    ) -> Iterator[MapRow]:
        opened.add(key)
        for passage in self.flow.receptionists[key].ways():
            target = self.flow.receptionist_for(passage.destination)
            if target is None:
                yield MapRow(depth, _passage_keys(passage), destination_words(self.flow, passage.destination))
            elif target in above:
                yield MapRow(depth, _passage_keys(passage), self._name_of(target), "loop")
            elif target not in opened and (shows_all or target in path):
                yield MapRow(depth, _passage_keys(passage), self._name_of(target), self._mark_of(target))
                yield from self._rows_below(target, depth + 1, (*above, target), path, opened, shows_all)
            else:
                yield MapRow(depth, _passage_keys(passage), self._name_of(target), self._mark_of(target) or "closed")

    def search(self, needle: str) -> list[MapRow]:
        """The menus and destinations whose names hold these letters, each with its menu's name and the key."""
        letters = needle.casefold()
        map_rows: list[MapRow] = []
        for key, receptionist in self.flow.receptionists.items():
            if letters in receptionist.name.casefold() or letters in key.casefold():
                map_rows.append(MapRow(0, key, self._name_of(key), self._mark_of(key)))
            for passage in receptionist.ways():
                if self.flow.receptionist_for(passage.destination) is None:
                    name = destination_words(self.flow, passage.destination)
                    if letters in name.casefold():
                        map_rows.append(MapRow(1, f"{key} {_passage_keys(passage)}", name))
            if len(map_rows) >= FOUND_MOST:  # one letter matches nearly every menu of a large flow
                break
        return map_rows[:FOUND_MOST]

    def _mark_of(self, key: str) -> Mark:
        if self.trail and key == self.trail[-1] and not self.over:
            return "here"
        return "seen" if key in self.trail else ""

    def _name_of(self, key: str) -> str:
        return escape_signs(self.flow.receptionists[key].name)


def _passage_keys(passage: Passage) -> str:
    return passage.keys or _CAUSES.get(passage.cause, "")
