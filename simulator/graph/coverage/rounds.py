"""A flow as its callers decide: rounds of menus, and what each decision in a round leads to.

The places of the plan are finer than a caller's decisions: a prompt, its end, every key typed so
far. Here the arcs between one round and the next are taken together: *in this round, press 12; you
are then in that round, and this has happened*. Only what a caller can do in time is a decision: a
second key that would have to come within a wait of 0 s is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from simulator.callers.script import DEFAULT_AFTER, DEFAULT_GAP, Step
from simulator.config.flow import Flow
from simulator.core.effects import Effect, Enter, Round
from simulator.core.events import ANSWERED, KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import ENDED, Place, milliseconds
from simulator.core.plan import Arc, CallPlan
from simulator.graph.coverage.items import Item, items_of, role_at
from simulator.graph.keypad import KEY_ORDER

ORDER = {key: chr(ord("0") + place) for place, key in enumerate(KEY_ORDER)}
"""Keys by their rank: *smaller keys* are digits by their value, then ``*``, then ``#``."""

SILENT = chr(ord("0") + len(ORDER))
"""A silence ranks behind every key."""

_AFTER, _GAP = milliseconds(DEFAULT_AFTER), milliseconds(DEFAULT_GAP)


def ranked(keys: str) -> str:
    """Keys as text that sorts as they rank."""
    return "".join(ORDER[key] for key in keys)


class Way(NamedTuple):
    """How a decision is made: the events from listening on; ``waits`` ms pass behind the last key."""

    triggers: tuple[str, ...]
    keys: str
    waits: int


class Arrival(NamedTuple):
    """Where a call is after what needs no caller: in a round, ended, or going round for ever (None)."""

    place: Place | None
    items: tuple[Item, ...]
    milliseconds: int
    rounds: int


class Decision(NamedTuple):
    """One decision of a round. ``keys`` are empty for a silence; ``gap`` ms lie between two keys.

    ``milliseconds`` pass from the first key (for a silence: from listening) to the arrival.
    """

    item: Item
    keys: str
    gap: int
    milliseconds: int
    arrival: Arrival


class Opening(NamedTuple):
    """A round before its decision: the prompts, with the moment at which each starts, and the wait.

    ``press`` is the milliseconds from listening to a first key in time; None: there is no time.
    """

    listening: Place
    prompts: tuple[tuple[Place, int], ...]
    milliseconds: int
    items: tuple[Item, ...]
    press: int | None


@dataclass(slots=True)
class RoundMap:
    """The rounds of a flow, computed when asked for and kept."""

    flow: Flow
    plan: CallPlan = field(init=False)
    _ways: dict[str, dict[tuple[str, str], Way]] = field(default_factory=dict, repr=False)
    _openings: dict[Place, Opening] = field(default_factory=dict, repr=False)
    _decisions: dict[Place, tuple[Decision, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.plan = CallPlan(self.flow)

    @property
    def roots(self) -> tuple[str, ...]:
        """The receptionists that a call can reach first: the entry, then those with a number."""
        return tuple(dict.fromkeys((self.flow.entry, *self.flow.numbers.values())))

    def answered(self, root: str) -> Arrival:
        """What a call that is answered by this receptionist comes to."""
        ringing = self.plan.ringing(root)
        return self._arrival(ringing, self.arc(ringing, ANSWERED))

    def opening(self, place: Place) -> Opening:
        """The round that starts at a place, up to its decision."""
        found = self._openings.get(place)
        if found is None:
            found = self._openings[place] = self._open(place)
        return found

    def _open(self, place: Place) -> Opening:
        prompts: list[tuple[Place, int]] = []
        items: list[Item] = []
        passed = 0
        while place.phase == "prompt":
            prompts.append((place, passed))
            arc = self.arc(place, PROMPT_ENDED)
            items += self.items(place, arc)
            passed += _lasts(place)
            place = arc.dest
        wait = _lasts(place)
        press = min(_AFTER, wait // 2) if wait else None
        return Opening(place, tuple(prompts), passed, tuple(items), press)

    def early(self, opening: Opening, role: str = "") -> Step | None:
        """A key into the first prompt (of a role) that lasts; None: nothing stops for a key."""
        if not self.flow.semantics.barge_in:
            return None
        for place, starts in opening.prompts:
            lasts = _lasts(place)
            if lasts and role in ("", role_at(self.flow, place)):
                return Step(press="0", cue="prompt", after=(starts + min(_AFTER, lasts // 2)) / 1000)
        return None

    def step(self, opening: Opening, decision: Decision) -> Step | None:
        """What a caller does to decide so; None: no key can be pressed in this round."""
        if not decision.keys:
            return Step(silence=True)
        gap = decision.gap / 1000
        if opening.press is not None:
            return Step(press=decision.keys, after=opening.press / 1000, gap=gap)
        early = self.early(opening)
        return early and early.model_copy(update={"press": decision.keys, "gap": gap})

    def decisions(self, listening: Place) -> tuple[Decision, ...]:
        """What callers can decide in the round that listens at this place, silence last."""
        found = self._decisions.get(listening)
        if found is None:
            ways = self._ways.get(listening.receptionist)
            if ways is None:
                ways = self._ways[listening.receptionist] = self._find_ways(listening)
            arcs: dict[Place, dict[str, Arc]] = {}
            found = tuple(self._decide(listening, way, arcs) for way in ways.values())
            self._decisions[listening] = found
        return found

    def _decide(self, place: Place, way: Way, arcs: dict[Place, dict[str, Arc]]) -> Decision:
        listening = place
        for trigger in way.triggers[:-1]:
            place = self._by_trigger(place, arcs)[trigger].dest
        arrival = self._arrival(place, self._by_trigger(place, arcs)[way.triggers[-1]])
        gap = _gap(self._by_trigger(listening, arcs)[way.keys[0]].dest) if len(way.keys) > 1 else _GAP
        took = way.waits + gap * max(0, len(way.keys) - 1)
        item, *rest = arrival.items
        arrival = arrival._replace(items=tuple(rest))
        return Decision(item, way.keys, gap, took + arrival.milliseconds, arrival)

    def _find_ways(self, listening: Place) -> dict[tuple[str, str], Way]:
        """The best way to each decision of a menu: fewest keys, then least time, then smaller keys.

        They are the same in all of its rounds, but for where they lead.
        """
        found: dict[tuple[str, str], Way] = {}
        seen: set[Place] = set()
        ticket = count()  # so that two places are never compared
        heap: list[tuple[int, int, str, int, Place, tuple[str, ...]]] = [(0, 0, "", 0, listening, ())]
        while heap:
            _, waited, _, _, place, triggers = heappop(heap)
            if place in seen:
                continue
            seen.add(place)
            for arc in self.plan.arcs(place):
                if arc.trigger not in KEYS and arc.trigger != SILENCE:
                    continue
                silent = arc.trigger == SILENCE
                if not silent and triggers and not _lasts(place):
                    continue
                way = (*triggers, arc.trigger)
                keys = "".join(way[:-1] if silent else way)
                decided = self.items(place, arc)
                waits = waited + (_lasts(place) if silent else 0)
                cost = (len(keys), waits, ranked(keys))
                if decided:
                    name = decided[0].kind, decided[0].what
                    if name not in found or cost < _cost(found[name]):
                        found[name] = Way(way, keys, waits)
                elif arc.dest not in seen:
                    heappush(heap, (*cost, next(ticket), arc.dest, way))
        options = list(self.flow.receptionists[listening.receptionist].options)
        kinds = ("choice", "wrong", "silence")
        return dict(sorted(found.items(), key=lambda way: (kinds.index(way[0][0]), _place(options, way[0][1]))))

    def _arrival(self, source: Place, arc: Arc) -> Arrival:
        """Follow an arc, and then whatever happens by itself, up to the next round."""
        items = list(self.items(source, arc))
        passed, rounds, seen = 0, _begins(arc.effects), {source}
        place = arc.dest
        while place.phase in ("forward", "final"):
            if place in seen:
                return Arrival(None, tuple(items), passed, rounds)
            seen.add(place)
            arc = self.arc(place, PROMPT_ENDED)
            passed += _lasts(place)
            rounds += _begins(arc.effects)
            items += self.items(place, arc)
            place = arc.dest
        return Arrival(place, tuple(items), passed, rounds)

    def arc(self, place: Place, trigger: str) -> Arc:
        """What one event leads to."""
        return next(arc for arc in self.plan.arcs(place) if arc.trigger == trigger)

    def items(self, place: Place, arc: Arc) -> tuple[Item, ...]:
        """What an arc covers."""
        return items_of(self.flow, place, arc.trigger, arc.effects, arc.dest)

    def _by_trigger(self, place: Place, arcs: dict[Place, dict[str, Arc]]) -> dict[str, Arc]:
        found = arcs.get(place)
        if found is None:
            found = arcs[place] = {arc.trigger: arc for arc in self.plan.arcs(place)}
        return found


def goes_on(arrival: Arrival) -> Place | None:
    """The round that a call is in; None: it has ended, or no caller can do anything any more."""
    return None if arrival.place is None or arrival.place == ENDED else arrival.place


def _place(options: list[str], code: str) -> int:
    return options.index(code) if code in options else 0


def _cost(way: Way) -> tuple[int, int, str]:
    return len(way.keys), way.waits, ranked(way.keys)


def _lasts(place: Place) -> int:
    return place.wait.milliseconds if place.wait else 0


def _gap(collecting: Place) -> int:
    return min(_GAP, _lasts(collecting) // 2)


def _begins(effects: Iterable[Effect]) -> int:
    return int(any(isinstance(effect, Round | Enter) for effect in effects))
