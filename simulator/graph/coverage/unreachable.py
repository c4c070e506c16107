"""Items that a flow configures but no caller can ever reach, with the reason.

It is shown apart from what tests leave out: no test can help there, only another configuration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from simulator.config.routes import SCHEDULE_ANSWERS
from simulator.core.places import Place
from simulator.graph.coverage.coverage_items import PROMPTS, ROLES, CoverageItem, answer_items, recording_in
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.item_words import ItemWords, key_words
from simulator.graph.coverage.rounds import RoundMap

_NO_TIME = "no key can be pressed in time"
_TRIES = {"wrong retry": "no wrong key leaves another try", "silence retry": "no silence leaves another try"}


class UnreachableItem(NamedTuple):
    """Something that cannot be covered, in words, and why."""

    receptionist: str
    what: str
    why: str


def find_unreachable(shortest: FlowCallers) -> list[UnreachableItem]:
    """Everything that is configured and cannot be covered, in the order of the flow."""
    flow = shortest.flow
    reached: dict[str, list[CoverageItem]] = {}
    for item in shortest.goals:
        reached.setdefault(item.receptionist, []).append(item)
    worlds = [_RoundsReached(world.rounds, _places_by_receptionist(world.legs)) for world in shortest.worlds]
    unreachable_items: list[UnreachableItem] = []
    for key, receptionist in flow.receptionists.items():
        if key not in reached:
            unreachable_items.append(UnreachableItem(key, "all of it", "no call reaches it"))
        elif receptionist.is_menu:
            unreachable_items += _Menu(shortest, key, reached[key], worlds).unreachable_items()
    return [*unreachable_items, *_unreachable_answers(shortest, reached.keys())]


class _RoundsReached(NamedTuple):
    """The rounds of one world, and the places in which they begin, by receptionist."""

    rounds: RoundMap
    places: dict[str, list[Place]]


def _places_by_receptionist(places: Iterable[Place]) -> dict[str, list[Place]]:
    by_receptionist: dict[str, list[Place]] = {}
    for place in places:
        by_receptionist.setdefault(place.receptionist, []).append(place)
    return by_receptionist


def _unreachable_answers(shortest: FlowCallers, reached: Set[str]) -> Iterator[UnreachableItem]:
    """Yield the answers of the world that no call gets; one that no call asks for is left out as a whole."""
    flow = shortest.flow
    words = ItemWords(flow)
    alone = dict.fromkeys(item.receptionist for item in answer_items(flow) if item.receptionist not in reached)
    for address in alone:
        yield UnreachableItem(address, "all of it", "no call reaches it")
    for item in answer_items(flow):
        if item not in shortest.goals and item.receptionist in reached:
            is_schedule = item.what in SCHEDULE_ANSWERS
            why = "no moment of the calendar says so" if is_schedule else "nobody answers so"
            yield UnreachableItem(item.receptionist, words(item), why)


class _Menu:
    """One menu that calls reach, with what of it can be covered."""

    def __init__(
        self, shortest: FlowCallers, key: str, items: Sequence[CoverageItem], worlds: Sequence[_RoundsReached]
    ) -> None:
        self.goals = shortest.goals
        self.worlds = worlds
        self.key = key
        self.flow = shortest.flow
        self.menu = self.flow.receptionists[key]
        self.words = ItemWords(self.flow)
        self.chosen = {item.what for item in items if item.kind == "choice"}
        self.mistaken = any(item.kind == "wrong" for item in items)

    def unreachable_items(self) -> Iterator[UnreachableItem]:
        """Yield what of it cannot be covered."""
        for code in self.menu.options:
            if code not in self.chosen:
                yield UnreachableItem(self.key, key_words(code), self._hidden_reason(code))
        if not self.mistaken:
            every = "every key is an option" if self.chosen else _NO_TIME
            yield UnreachableItem(self.key, "a wrong key, and the rounds after one", every)
        yield from self._missing_decisions()
        yield from self._silent_recordings()

    def _hidden_reason(self, code: str) -> str:
        """Return why a code cannot be chosen."""
        collect = self.flow.semantics_in(self.menu).collect
        if collect == "first_match":
            for size in range(1, len(code)):
                if code[:size] in self.menu.options:
                    return f"{code[:size]} is taken first"
        if collect != "prefix" and "#" in code and len(code) > 1:
            return "# ends a choice"
        return _NO_TIME

    def _missing_decisions(self) -> Iterator[UnreachableItem]:
        """Yield decisions that are possible in one round but not in another."""
        missing: dict[CoverageItem, None] = {}
        for world in self.worlds:
            places = world.places.get(self.key, ())
            listening = dict.fromkeys(world.rounds.opening_of(place).listening for place in places)
            decisions = (decision for place in listening for decision in world.rounds.decisions_at(place))
            missing |= dict.fromkeys(decision.item for decision in decisions if decision.item not in self.goals)
        for item in missing:
            if item.what in self.chosen if item.kind == "choice" else self.mistaken:
                yield UnreachableItem(self.key, self.words(item), _NO_TIME)

    def _silent_recordings(self) -> Iterator[UnreachableItem]:
        for role in ROLES:
            if recording_in(self.menu, role) is None:
                continue
            item = CoverageItem(self.key, "recording", what=role)
            barge_in = CoverageItem(self.key, "barge_in", what=role)
            if item not in self.goals:
                why = _TRIES.get(role, "nothing leads to it") if self.mistaken else "no key is wrong"
                yield UnreachableItem(self.key, self.words(item), why if "wrong" in role else _TRIES.get(role, why))
            elif role == "wrong retry" and self.menu.engine.switch is not None:
                continue  # FreeSWITCH's invalid sound: a key stops it, and counts for nothing
            elif role in PROMPTS and self.flow.semantics_in(self.menu).barge_in and barge_in not in self.goals:
                yield UnreachableItem(self.key, self.words(barge_in), "it lasts 0 s")
