"""Passages of a call between two rounds: announcements, last recordings, and the world.

Schedules stand as ``states`` says, for the whole call. Where a telephone rings, what follows depends on who answers,
so that one decision has an arrival for each answer. No item is lost by letting everybody answer alike each time in a
call: who comes back to a telephone could have had its last answer the first time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.core.call_plan import Arc
from simulator.core.effects import Enter, Round
from simulator.core.events import WORLD_ANSWERS
from simulator.core.places import ANNOUNCEMENT_PHASES, WORLD_PHASES, Place
from simulator.graph.coverage.coverage_items import CoverageItem, items_of
from simulator.graph.worlds import ScheduleStates
from simulator.tables.table_plan import TablePlan

_PASSED = ANNOUNCEMENT_PHASES | WORLD_PHASES | {"invalid_sound", "final", "exit_sound"}
"""The phases in which a call goes on by itself."""

Answers = tuple[tuple[str, Answer], ...]
"""What the world answered on the way: by a schedule's key, or by a telephone as ``type||id``."""


class RoundArrival(NamedTuple):
    """The state of a call after everything that needs no caller: in a round, ended, or looping forever (None)."""

    place: Place | None
    items: tuple[CoverageItem, ...]
    milliseconds: int
    rounds: int
    answers: Answers = ()


class PendingPassage(NamedTuple):
    """A way on to a round: the arc that is taken from a place, and what happened before."""

    source: Place
    arc: Arc
    items: list[CoverageItem]
    milliseconds: int
    rounds: int
    visited: set[Place]
    answers: Answers


@dataclass(frozen=True, slots=True)
class PassageSearch:
    """The ways through a plan from an event to the next round; see ``RoundMap`` for what the world answers."""

    plan: TablePlan
    states: ScheduleStates
    people: Mapping[str, Answer]
    branches: bool

    def arrivals_after(self, source: Place, arc: Arc) -> list[RoundArrival]:
        """Follow an arc, and then whatever happens by itself, up to the next round; once for each answer on the way."""
        arrivals: list[RoundArrival] = []
        passages = [PendingPassage(source, arc, [], 0, 0, {source}, ())]
        while passages:
            place, arc, items, elapsed, rounds, visited, answers = passages.pop()
            while True:
                items += self.items_of_arc(place, arc)
                rounds += _rounds_begun(arc)
                place = arc.dest
                passes = place.phase in _PASSED
                if not passes or place in visited:
                    reached = None if passes else place
                    arrivals.append(RoundArrival(reached, tuple(items), elapsed, rounds, answers))
                    break
                visited.add(place)
                (arc, wait, more), *others = self._ways_on(place, answers)
                passages += [
                    PendingPassage(place, other, [*items], elapsed + waits, rounds, {*visited}, (*answers, *answer))
                    for other, waits, answer in reversed(others)
                ]
                elapsed, answers = elapsed + wait, (*answers, *more)
        return arrivals

    def _ways_on(self, place: Place, before: Answers) -> list[tuple[Arc, int, Answers]]:
        """Return what follows by itself at a place that needs no caller, after how long, and by which answer."""
        asks = place.wait.asks if place.wait else None
        if asks is None:
            assert place.wait is not None, "a call goes on by itself where no caller has to do anything"
            return [(self.arc_of(place, place.wait.then.trigger), wait_milliseconds(place), ())]
        route = asks.route
        if isinstance(route, ScheduleRoute):
            state = self.states.get(route.schedule, "open")
            return [(self.arc_of(place, state), 0, ((route.schedule, state),))]
        address, usual = str(asks.destination.canonical), default_answer(route)
        answers = [usual, *(answer for answer in route.answers if answer != usual)] if self.branches else [usual]
        settled = dict(before).get(address, self.people.get(address))  # under another alias it is the same telephone
        if settled is not None and settled in route.answers:
            answers = [settled]
        return [
            (self.arc_of(place, answer), route.rings_ms if answer == "no_answer" else 0, ((address, answer),))
            for answer in answers
        ]

    def arc_of(self, place: Place, trigger: str) -> Arc:
        """Return what one event leads to."""
        return self.plan.arc_from(place, trigger)

    def items_of_arc(self, place: Place, arc: Arc) -> tuple[CoverageItem, ...]:
        """Return what an arc covers."""
        return items_of(self.plan, place, arc.trigger, arc.effects, arc.dest)


def _rounds_begun(arc: Arc) -> int:
    begins = arc.trigger in WORLD_ANSWERS or any(isinstance(effect, (Round, Enter)) for effect in arc.effects)
    return int(begins)


def default_answer(route: PersonRoute) -> Answer:
    """Return the answer of a telephone's people when nothing else is given."""
    return "no_answer" if route.nobody else "picked_up"


def wait_milliseconds(place: Place) -> int:
    """Return how long a call stays at a place by itself."""
    return place.wait.milliseconds if place.wait else 0
