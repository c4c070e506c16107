"""Every caller of a small flow by brute force: a plain walk over the plan's places, one event at a time.

It knows nothing of rounds, of exits or of kinds of menus; the engine is held against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.effects import Choice, End, Miss, Play, Route
from simulator.core.events import HUNG_UP, KEYS, SILENCE, WORLD_ANSWERS
from simulator.core.places import ANNOUNCEMENT_PHASES, Place

SPELT = str.maketrans("*#", ":;")

Cost = tuple[int, int, str]


class Step(NamedTuple):
    """One thing that can happen at a place: its arc, how long it takes at least and at most, what is done."""

    arc: Arc
    least: int
    most: int
    act: str


def steps(plan: CallPlan, place: Place) -> Iterator[Step]:
    """What can happen in time at a place, hang-ups and ignored keys aside; nobody presses into an announcement."""
    wait = place.wait.milliseconds if place.wait else 0
    for arc in plan.arcs_from(place):
        if arc.trigger == HUNG_UP or arc.internal:
            continue
        if arc.trigger in WORLD_ANSWERS:
            rings = _rings_ms(place) if arc.trigger == "no_answer" else 0
            yield Step(arc, rings, rings, "")
            continue
        if arc.trigger in KEYS:
            if wait and place.phase not in ANNOUNCEMENT_PHASES:
                yield Step(arc, 0, wait - 1, arc.trigger.translate(SPELT) + (" " if decides(arc) else ""))
        elif arc.trigger == SILENCE:
            yield Step(
                arc, wait, wait, "~ " if place.phase == "listening" else "" if place.phase == "repeat_wait" else " "
            )
        else:
            yield Step(arc, wait, wait, "")


def _rings_ms(place: Place) -> int:
    route = place.wait and place.wait.asks and place.wait.asks.route
    assert isinstance(route, PersonRoute), "only a telephone rings out"
    return route.rings_ms


def decides(arc: Arc) -> bool:
    """Whether an arc ends a round."""
    return any(isinstance(effect, Choice | Miss) for effect in arc.effects)


def chooses(arc: Arc) -> bool:
    """Whether an arc is a choice."""
    return any(isinstance(effect, Choice) for effect in arc.effects)


def misses(arc: Arc) -> bool:
    """Whether an arc is a mistake."""
    return any(isinstance(effect, Miss) for effect in arc.effects)


def acts(text: str) -> int:
    """How many keys and silences a text holds."""
    return len(text.replace(" ", ""))


@dataclass
class Walk:
    """What a search over the places found: the least cost of everything, by its name."""

    places: dict[Place, Cost]
    ends: dict[Destination, Cost]
    heard: dict[str, Cost]
    moves: int


def walk(flow: Flow, order: str = "shortest", leave_out: Callable[[Arc], bool] = lambda _: False) -> Walk:
    """The cheapest caller to every place, destination and recording; ``order`` is a measure's value.

    ``leave_out`` says which arcs the callers do not take.
    """
    plan = CallPlan(flow)
    found = Walk({}, {}, {}, 0)
    heap: list[tuple[Cost, int, Place]] = [((0, 0, ""), 0, plan.ringing_place())]
    count = 0
    while heap:
        cost, _, place = heappop(heap)
        if place in found.places:
            continue
        found.places[place] = cost
        found.moves += len(plan.arcs_from(place))
        for step in steps(plan, place):
            if order == "patient" and place.phase == "prompt" and step.arc.trigger in KEYS:
                continue
            if leave_out(step.arc):
                continue
            keys = step.act.replace("~", "")
            first, second = acts(step.act), step.least
            if order == "fastest":
                first, second = second, first
            elif order == "fewest keys":
                first = acts(keys)
            onward = cost[0] + first, cost[1] + second, cost[2] + step.act
            _note(found, step.arc, onward)
            count += 1
            heappush(heap, (onward, count, step.arc.dest))
    return found


def _note(found: Walk, arc: Arc, cost: Cost) -> None:
    for effect in arc.effects:
        match effect:
            case Play(recording):
                found.heard[recording] = min(cost, found.heard.get(recording, cost))
            case Route(destination) | End("menu", destination) if destination is not None:
                end = destination.canonical
                found.ends[end] = min(cost, found.ends.get(end, cost))
            case _:
                pass


def mistakes_can_go_round(flow: Flow) -> bool:
    """Whether there is a cycle of places without a choice, among those that a caller can come to."""
    plan = CallPlan(flow)
    return has_cycle({place: _onward(plan, place, chooses) for place in walk(flow).places})


def wrong_keys_can_go_round(flow: Flow) -> bool:
    """The same for callers who press a wrong key in each round in which they can, and are silent else."""
    plan = CallPlan(flow)
    graph: dict[Place, list[Place]] = {}
    for place in walk(flow).places:
        begins = place.phase == "prompt" and place.index == 0
        if not begins and place.phase not in ("listening", "collecting", "dead"):
            graph[place] = _onward(plan, place, chooses)
        else:
            missed = list(_missed(plan, place))
            wrong = [arc.dest for arc in missed if _miss(arc).cause == "wrong"]
            graph[place] = wrong or [arc.dest for arc in missed]
    return has_cycle(graph)


def _missed(plan: CallPlan, start: Place) -> Iterator[Arc]:
    """Every arc that ends the round of a place with a mistake."""
    queue = [start]
    for place in queue:
        for step in steps(plan, place):
            if decides(step.arc):
                if not chooses(step.arc):
                    yield step.arc
            elif step.arc.dest not in queue:
                queue.append(step.arc.dest)


def _miss(arc: Arc) -> Miss:
    return next(effect for effect in arc.effects if isinstance(effect, Miss))


def _onward(plan: CallPlan, place: Place, leave_out: Callable[[Arc], bool]) -> list[Place]:
    """What follows, without some arcs, and without keys on keys that can be no choice any more."""
    onward = (step.arc for step in steps(plan, place))
    return [arc.dest for arc in onward if not leave_out(arc) and not (place.phase == "dead" and arc.dest == place)]


def has_cycle(graph: dict[Place, list[Place]]) -> bool:
    """Whether one can go round: taking away what leads nowhere leaves something."""
    left = {place: set(after) for place, after in graph.items()}
    while nowhere := {place for place, after in left.items() if not after & left.keys()}:
        left = {place: after for place, after in left.items() if place not in nowhere}
    return bool(left)


def longest(flow: Flow, ways_back: set[tuple[str, str]]) -> dict[Destination, float]:
    """The most milliseconds to each destination, without these choices (receptionist, code).

    Places are taken once all that lead there are; what is then left over can be gone round forever.
    """
    plan = CallPlan(flow)

    def leads_on(place: Place, arc: Arc) -> bool:
        codes = (effect.keys for effect in arc.effects if isinstance(effect, Choice))
        back = any((place.receptionist, code) in ways_back for code in codes)
        return not back and not (place.phase == "dead" and arc.dest == place)

    first = plan.ringing_place()
    ways: dict[Place, list[Step]] = {}
    queue = [first]
    for place in queue:
        ways[place] = [step for step in steps(plan, place) if leads_on(place, step.arc)]
        queue += dict.fromkeys(step.arc.dest for step in ways[place] if step.arc.dest not in queue)
    most: dict[Place, float] = dict.fromkeys(ways, 0)
    waits = Counter(step.arc.dest for found in ways.values() for step in found)
    ready = [first] if not waits[first] else []
    for place in ready:
        for step in ways[place]:
            most[step.arc.dest] = max(most[step.arc.dest], most[place] + step.most)
            waits[step.arc.dest] -= 1
            if not waits[step.arc.dest]:
                ready.append(step.arc.dest)
    ends: dict[Destination, float] = {}
    for place, found in ways.items():
        for step in found:
            for effect in step.arc.effects:
                if isinstance(effect, Route | End) and effect.destination is not None:
                    at = most[place] + step.most if place in ready else inf
                    ends[effect.destination.canonical] = max(ends.get(effect.destination.canonical, 0), at)
    return ends


def swiftest(flow: Flow, most_keys: int, end: Destination) -> int | None:
    """The least milliseconds to an end with at most so many keys; None: nobody gets there."""
    plan = CallPlan(flow)
    heap: list[tuple[int, int, int, Place | None]] = [(0, 0, 0, plan.ringing_place())]
    fewest: dict[Place, int] = {}
    count = 0
    while heap:
        at, keys, _, place = heappop(heap)
        if place is None:
            return at
        if fewest.get(place, most_keys + 1) <= keys:
            continue
        fewest[place] = keys
        for step in steps(plan, place):
            used = keys + acts(step.act.replace("~", ""))
            there = Walk({}, {}, {}, 0)
            _note(there, step.arc, (0, 0, ""))
            if used <= most_keys:
                count += 2
                heappush(heap, (at + step.least, used, count, step.arc.dest))
                if end in there.ends:
                    heappush(heap, (at + step.least, used, count + 1, None))
    return None
