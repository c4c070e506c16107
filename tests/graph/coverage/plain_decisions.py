"""The decisions of a round by the plain road: every key at every place of its blueprint. Slow, hard to get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple, cast

from simulator.config.flow import Flow
from simulator.core.call_plan import Arc
from simulator.core.effects import Choice, Miss
from simulator.core.events import KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import Place
from simulator.graph.coverage.coverage_items import CoverageItem, role_at
from simulator.graph.coverage.round_passages import PassageSearch
from simulator.graph.coverage.rounds import Decision, EarlyKey, RoundOpening, rank_keys
from simulator.tables.table_plan import TablePlan
from tests.graph.plain_plan import PlainPlan

HALF_SECOND, QUARTER = 500, 250


class TypedWay(NamedTuple):
    """One way to decide: the places passed, the event at each, and the milliseconds waited."""

    places: tuple[Place, ...]
    triggers: tuple[str, ...]
    waited: int

    @property
    def keys(self) -> str:
        return "".join(trigger for trigger in self.triggers if trigger in KEYS)


def plain_opening(flow: Flow, place: Place) -> RoundOpening:
    """The prompts of a round and its wait."""
    plan, passages = PlainPlan(flow), _passages(flow)
    early: list[EarlyKey] = []
    items: list[CoverageItem] = []
    elapsed = 0
    while place.phase == "prompt":
        lasts = _wait(place)
        if lasts and any(plan.key_arcs(place)):
            role = role_at(cast("TablePlan", plan), place)
            early.append(EarlyKey(role, elapsed + min(HALF_SECOND, lasts // 2)))
        arc = plan.arc_from(place, PROMPT_ENDED)
        items += passages.items_of_arc(place, arc)
        elapsed += lasts
        place = arc.dest
    press = min(HALF_SECOND, _wait(place) // 2) if _wait(place) else None
    return RoundOpening(place, tuple(early), elapsed, tuple(items), press)


def plain_decisions(flow: Flow, listening: Place) -> tuple[Decision, ...]:
    """Every decision of a round, as its cheapest keys make it: fewest keys, then least time, then smaller keys."""
    plan, passages = PlainPlan(flow), _passages(flow)
    ways: dict[str, TypedWay] = {}
    for name, way in _ways(plan, listening):
        ways.setdefault(name, way)
    order = [*flow.receptionists[listening.receptionist].options, "wrong", "silence"]
    decisions: list[Decision] = []
    for way in sorted(ways.values(), key=lambda way: order.index(_name(_last_arc(plan, way)) or "")):
        gap = QUARTER
        if len(way.keys) > 1:
            gap = min(QUARTER, _wait(plan.arc_from(listening, way.keys[0]).dest) // 2)
        for arrival in passages.arrivals_after(way.places[-1], _last_arc(plan, way)):
            milliseconds = way.waited + gap * max(0, len(way.keys) - 1) + arrival.milliseconds
            decided = arrival._replace(items=arrival.items[1:])
            decisions.append(Decision(arrival.items[0], way.keys, gap, milliseconds, decided))
    return tuple(decisions)


def _ways(plan: PlainPlan, listening: Place) -> Iterator[tuple[str, TypedWay]]:
    """Yield every way to decide, the cheapest first, with the name of what it decides."""
    ticket = count()  # so that two ways are never compared
    heap = [(0, 0, "", next(ticket), TypedWay((listening,), (), 0))]
    visited: set[Place] = set()
    while heap:
        *_, way = heappop(heap)
        place = way.places[-1]
        if len(way.places) == len(way.triggers):
            yield _name(_last_arc(plan, way)) or "", way
            continue
        if place in visited:
            continue
        visited.add(place)
        for trigger in (*KEYS, SILENCE):
            if trigger in KEYS and way.triggers and not _wait(place):
                continue  # there is no time for a further key
            arc = plan.arc_from(place, trigger)
            waited = way.waited + (_wait(place) if trigger == SILENCE else 0)
            places = way.places if _name(arc) else (*way.places, arc.dest)
            onward = TypedWay(places, (*way.triggers, trigger), waited)
            heappush(heap, (len(onward.keys), waited, rank_keys(onward.keys), next(ticket), onward))


def _last_arc(plan: PlainPlan, way: TypedWay) -> Arc:
    return plan.arc_from(way.places[-1], way.triggers[-1])


def _name(arc: Arc) -> str | None:
    """What an arc decides: the code that is chosen, ``wrong`` or ``silence``; None: nothing yet."""
    for effect in arc.effects:
        if isinstance(effect, Choice):
            return effect.keys
        if isinstance(effect, Miss):
            return effect.cause
    return None


def _wait(place: Place) -> int:
    return place.wait.milliseconds if place.wait else 0


def _passages(flow: Flow) -> PassageSearch:
    return PassageSearch(cast("TablePlan", PlainPlan(flow)), {}, {}, True)
