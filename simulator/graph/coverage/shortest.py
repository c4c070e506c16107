"""The shortest caller to every item of a flow: fewest keys and silences, then least time, then smaller keys.

One search over the rounds from the beginning of a call. Callers press when the menu listens (0.5 s
after, or in the middle of a shorter wait), but for the keys into recordings. What the search does
not come to, no caller can cover.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from simulator.callers.converse import ROUNDS_MOST
from simulator.callers.script import CallerScript, Step
from simulator.core.places import Place
from simulator.graph.coverage.items import PROMPTS, Item
from simulator.graph.coverage.rounds import ORDER, SILENT, Decision, Opening, RoundMap, goes_on, ranked
from simulator.graph.work_step import WorkStep, go_through

Cost = tuple[int, int, int, str]
"""Whether another number is called, keys and silences, milliseconds, the keys by rank."""


class Leg(NamedTuple):
    """The way to a round: the round before and the step taken there, or the receptionist called."""

    cost: Cost
    rounds: int
    root: str
    before: Place | None
    step: Step | None


class Goal(NamedTuple):
    """How an item is covered: from this round (None: by calling ``root``) with this step, if any."""

    cost: Cost
    root: str
    place: Place | None
    step: Step | None


@dataclass(slots=True)
class Shortest:
    """Shortest ways through a flow's rounds.

    ``legs`` leads to every round that a call can reach, ``goals`` to every item that can be covered.
    ``searches=False`` leaves the search to who calls ``search``.
    """

    rounds: RoundMap
    legs: dict[Place, Leg] = field(default_factory=dict)
    goals: dict[Item, Goal] = field(default_factory=dict)

    searches: InitVar[bool] = True

    def __post_init__(self, searches: bool) -> None:
        if searches:
            go_through(self.search())

    def caller(self, item: Item) -> CallerScript:
        """The shortest caller who covers an item. Raises ``KeyError`` for one that nobody can cover."""
        goal = self.goals[item]
        steps = [] if goal.step is None else [goal.step]
        entry = "" if goal.root == self.rounds.flow.entry else goal.root
        return CallerScript(entry=entry, steps=(*self.steps(goal.place), *steps))

    def steps(self, place: Place | None) -> list[Step]:
        """What a caller does until a round starts."""
        steps: list[Step] = []
        while place is not None:
            leg = self.legs[place]
            if leg.step is not None:
                steps.append(leg.step)
            place = leg.before
        return steps[::-1]

    def search(self) -> Iterator[WorkStep]:
        """Search, with a step for each receptionist that is come to."""
        total, entered = len(self.rounds.flow.receptionists), set[str]()
        heap: list[tuple[Cost, int, Place, Leg]] = []
        ticket = count()  # so that two places are never compared
        for root in self.rounds.roots:
            answered = self.rounds.answered(root)
            cost: Cost = (int(root != self.rounds.flow.entry), 0, answered.milliseconds, "")
            self._cover(answered.items, Goal(cost, root, None, None))
            if place := goes_on(answered):
                heappush(heap, (cost, next(ticket), place, Leg(cost, answered.rounds, root, None, None)))
        while heap:
            _, _, place, leg = heappop(heap)
            if place in self.legs:
                continue
            self.legs[place] = leg
            if place.receptionist not in entered:
                entered.add(place.receptionist)
                yield WorkStep(len(entered), total, "receptionists")
            for onward, further in self._leave(place, leg):
                if onward not in self.legs:
                    heappush(heap, (further.cost, next(ticket), onward, further))

    def _leave(self, place: Place, leg: Leg) -> list[tuple[Place, Leg]]:
        """Every decision of a round: note what it covers; the rounds that it leads to."""
        opening = self.rounds.opening(place)
        self._cover(opening.items, Goal(leg.cost, leg.root, place, None))
        self._interrupt(place, opening, leg)
        onward = []
        for decision in self.rounds.decisions(opening.listening):
            step = self.rounds.step(opening, decision)
            if step is None:
                continue
            cost = _further(leg.cost, opening, step, decision)
            within = leg.rounds + decision.arrival.rounds <= ROUNDS_MOST
            items = (decision.item, *decision.arrival.items) if within else (decision.item,)
            self._cover(items, Goal(cost, leg.root, place, step))
            following = goes_on(decision.arrival)
            if following is not None and within:
                rounds = leg.rounds + decision.arrival.rounds
                onward.append((following, Leg(cost, rounds, leg.root, place, step)))
        return onward

    def _interrupt(self, place: Place, opening: Opening, leg: Leg) -> None:
        for role in PROMPTS:
            step = self.rounds.early(opening, role)
            if step is not None:
                rank, steps, passed, keys = leg.cost
                cost = (rank, steps + 1, passed + round(step.after * 1000), keys + ORDER["0"])
                item = Item(place.receptionist, "barge_in", what=role)
                self._cover((item,), Goal(cost, leg.root, place, step))

    def _cover(self, items: tuple[Item, ...], goal: Goal) -> None:
        for item in items:
            known = self.goals.get(item)
            if known is None or goal.cost < known.cost:
                self.goals[item] = goal


def _further(cost: Cost, opening: Opening, step: Step, decision: Decision) -> Cost:
    """What a path costs with one decision more."""
    rank, steps, passed, keys = cost
    before = 0 if step.cue == "prompt" else opening.milliseconds
    waits = round(step.after * 1000) if decision.keys else 0
    added = ranked(decision.keys) if decision.keys else SILENT
    return rank, steps + max(1, len(decision.keys)), passed + before + waits + decision.milliseconds, keys + added
