"""Results of the keys typed in one round, read off one round of the blueprint.

Collecting does not depend on the retries used so far, so one round stands for all of a menu's. Keys
follow each other at any gap below the wait for a further key; where that wait is 0 nothing can
follow the first key.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.core.blueprint import Blueprint
from simulator.core.effects import Choice, Miss
from simulator.core.events import SILENCE
from simulator.core.places import Onward, Place
from simulator.fast_classes import NamedTuple, dataclass

KEY_ORDER = "0123456789*#"
"""The keys from the smallest on: of two callers who are otherwise alike, the one with the smaller key is shown."""

Result = str | None
"""The result of a round: a code that was chosen, or None for a wrong key."""


class TypedKeys(NamedTuple):
    """Keys of one round; ``waits``: they are acted on when no further key has come."""

    keys: str
    waits: bool


class SlowTyping(NamedTuple):
    """The slowest way to type something: gaps between keys, and the wait after the last."""

    gaps: int
    waits: bool


@dataclass(frozen=True, slots=True)
class RoundKeys:
    """The possible results of the keys of one round.

    ``quickest`` holds, for each result that there can be, the fewest keys that are acted on at once
    and the fewest that wait, the smaller where two are alike. ``slowest`` leaves out keys pressed
    when they can no longer be a choice: with those a round can be kept up forever. ``places`` counts
    the places of one round in which keys are being collected.
    """

    quickest: dict[Result, tuple[TypedKeys, ...]]
    slowest: dict[Result, tuple[SlowTyping, ...]]
    places: int


def read_round(blueprint: Blueprint) -> RoundKeys:
    """Return every result that keys can have in a round of this menu."""
    reading = _Reading(blueprint)
    reading.read()
    return RoundKeys(
        {result: tuple(kinds.values()) for result, kinds in reading.quickest.items()},
        {result: tuple(SlowTyping(gaps, waits) for waits, gaps in kinds.items()) for result, kinds in reading.slow()},
        len(reading.typed),
    )


class _Reading:
    """A search through one round, fewest keys first and then the smaller."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self.typed: dict[Place, str] = {}
        self.deepest: dict[Place, int] = {}
        self.quickest: dict[Result, dict[bool, TypedKeys]] = {}
        self._slow: dict[Result, dict[bool, int]] = {}

    def read(self) -> None:
        listening = self.blueprint.place_at("listening")
        waiting = [listening]
        for place in waiting:
            before = self.typed.get(place, "")
            edges = {edge.trigger: edge.onward for edge in self.blueprint.edges_from(place)}
            if before:
                self._decided(edges[SILENCE], TypedKeys(before, waits=True), self.deepest[place] - 1)
                if not place.wait or not place.wait.milliseconds:
                    continue
            for key in KEY_ORDER:
                onward = edges[key]
                if onward.place is not None and onward.place.phase in ("collecting", "dead"):
                    self._came_to(onward.place, place, before + key, waiting)
                else:
                    self._decided(onward, TypedKeys(before + key, waits=False), self.deepest.get(place, 0))

    def _came_to(self, place: Place, source: Place, keys: str, waiting: list[Place]) -> None:
        if place not in self.typed:
            self.typed[place] = keys
            waiting.append(place)
        if place != source:  # equal for one more key when the keys can no longer be a choice
            self.deepest[place] = max(self.deepest.get(place, 0), self.deepest.get(source, 0) + 1)

    def _decided(self, onward: Onward, typed: TypedKeys, gaps: int) -> None:
        result = round_result(onward)
        self.quickest.setdefault(result, {}).setdefault(typed.waits, typed)
        self._slowly(result, typed.waits, gaps)

    def _slowly(self, result: Result, waits: bool, gaps: int) -> None:
        slow = self._slow.setdefault(result, {})
        slow[waits] = max(slow.get(waits, 0), gaps)

    def slow(self) -> Iterator[tuple[Result, dict[bool, int]]]:
        """The most gaps for each result. Where nothing helps any more is as deep as its deepest way in."""
        for place, depth in self.deepest.items():
            if place.phase == "dead":
                for edge in self.blueprint.edges_from(place):
                    if edge.trigger == SILENCE:
                        self._slowly(round_result(edge.onward), True, depth - 1)
                    elif edge.trigger in KEY_ORDER and edge.onward.place != place:
                        self._slowly(round_result(edge.onward), False, depth)
        yield from self._slow.items()


def round_result(onward: Onward) -> Result:
    """Return the result of the round that this step ends."""
    for effect in onward.effects:
        match effect:
            case Choice(keys):
                return keys
            case Miss():
                return None
            case _:
                pass
    raise AssertionError("a round ends with a choice or a miss")
