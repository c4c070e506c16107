"""What a flow configures and no caller can ever come to, with the reason.

It is shown apart from what tests leave out: no test can help there, only another configuration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.graph.coverage.item_words import ItemWords, keys
from simulator.graph.coverage.items import PROMPTS, ROLES, Item, recording_in
from simulator.graph.coverage.shortest import Shortest

_NO_TIME = "no key can be pressed in time"
_TRIES = {"wrong retry": "no wrong key leaves another try", "silence retry": "no silence leaves another try"}


class Unreachable(NamedTuple):
    """Something that cannot be covered, in words, and why."""

    receptionist: str
    what: str
    why: str


def unreachable(shortest: Shortest) -> list[Unreachable]:
    """Everything that is configured and cannot be covered, in the order of the flow."""
    flow = shortest.rounds.flow
    reached = {item.receptionist for item in shortest.goals}
    found: list[Unreachable] = []
    for key, receptionist in flow.receptionists.items():
        if key not in reached:
            found.append(Unreachable(key, "all of it", "no call reaches it"))
        elif receptionist.is_menu:
            found += _Menu(shortest, key).all()
    return found


class _Menu:
    """One menu that calls reach."""

    def __init__(self, shortest: Shortest, key: str) -> None:
        self.goals = shortest.goals
        self.shortest = shortest
        self.key = key
        self.flow = shortest.rounds.flow
        self.menu = self.flow.receptionists[key]
        self.words = ItemWords(self.flow)
        self.chosen = {item.what for item in self.goals if item.receptionist == key and item.kind == "choice"}
        self.mistaken = any(item.receptionist == key and item.kind == "wrong" for item in self.goals)

    def all(self) -> Iterator[Unreachable]:
        """What of it cannot be covered."""
        for code in self.menu.options:
            if code not in self.chosen:
                yield Unreachable(self.key, keys(code), self._hidden(code))
        if not self.mistaken:
            every = "every key is an option" if self.chosen else _NO_TIME
            yield Unreachable(self.key, "a wrong key, and the rounds after one", every)
        yield from self._rounds()
        yield from self._recordings()

    def _hidden(self, code: str) -> str:
        """Why a code cannot be chosen."""
        collect = self.flow.semantics.collect
        if collect == "first_match":
            for size in range(1, len(code)):
                if code[:size] in self.menu.options:
                    return f"{code[:size]} is taken first"
        if collect != "prefix" and "#" in code and len(code) > 1:
            return "# ends a choice"
        return _NO_TIME

    def _rounds(self) -> Iterator[Unreachable]:
        """Decisions that are there in one round and not to be had in another."""
        legs = [place for place in self.shortest.legs if place.receptionist == self.key]
        listening = dict.fromkeys(self.shortest.rounds.opening(place).listening for place in legs)
        for place in listening:
            for decision in self.shortest.rounds.decisions(place):
                item = decision.item
                known = item.what in self.chosen if item.kind == "choice" else self.mistaken
                if known and item not in self.goals:
                    yield Unreachable(self.key, self.words(item), _NO_TIME)

    def _recordings(self) -> Iterator[Unreachable]:
        for role in ROLES:
            if recording_in(self.menu, role) is None:
                continue
            item = Item(self.key, "recording", what=role)
            barge_in = Item(self.key, "barge_in", what=role)
            if item not in self.goals:
                why = _TRIES.get(role, "nothing leads to it") if self.mistaken else "no key is wrong"
                yield Unreachable(self.key, self.words(item), why if "wrong" in role else _TRIES.get(role, why))
            elif role in PROMPTS and self.flow.semantics.barge_in and barge_in not in self.goals:
                yield Unreachable(self.key, self.words(barge_in), "it lasts 0 s")
