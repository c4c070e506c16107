"""The shortest caller to every item of a flow: fewest keys and silences, then least time, then smaller keys.

One search over the rounds from the beginning of a call. Callers press when the menu listens (0.5 s
after, or in the middle of a shorter wait), except for keys into recordings. No caller can cover
what the search does not reach.

Where menus call each other (FreeSWITCH), a round is searched once for each menu that it returns to next, and once where
it is the first of the call: twelve levels of menus have more ways back than can be told apart, and none of them
changes what happens before the next return.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field
from heapq import heappop, heappush
from itertools import count as count_up
from typing import NamedTuple

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.drivers import ROUNDS_MOST
from simulator.core.menu_stack import before_return
from simulator.core.places import NO_WAY_BACK, Place
from simulator.errors import UsageError
from simulator.graph.coverage.coverage_items import PROMPTS, CoverageItem
from simulator.graph.coverage.round_passages import Answers
from simulator.graph.coverage.rounds import (
    ORDER,
    SILENT,
    Decision,
    RoundMap,
    RoundOpening,
    open_round,
    rank_keys,
)
from simulator.graph.coverage.world_answers import start_fields, unusual_answers
from simulator.graph.work_step import WorkStep, go_through

Cost = tuple[int, int, int, str]
"""Whether another number is called, keys and silences, milliseconds, the keys by rank."""


class RoundRoute(NamedTuple):
    """The way to a round: the round before and the step taken there, or the receptionist called."""

    cost: Cost
    rounds: int
    root: str
    before: Place | None
    step: ScriptStep | None
    answers: Answers = ()


class ItemRoute(NamedTuple):
    """The way to cover an item: from this round (None: by calling ``root``) with this step, if any."""

    cost: Cost
    root: str
    place: Place | None
    step: ScriptStep | None
    answers: Answers = ()


UNROLLED_MOST = 20_000
"""Rounds of a flow whose menus return to each other: each has as many as there are ways back from it."""


@dataclass(slots=True)
class ShortestCallers:
    """Shortest ways through a flow's rounds.

    ``legs`` leads to every round that a call can reach, ``goals`` to every item that can be covered.
    ``searches=False`` leaves the search to who calls ``search``.
    """

    rounds: RoundMap
    legs: dict[Place, RoundRoute] = field(default_factory=dict)
    goals: dict[CoverageItem, ItemRoute] = field(default_factory=dict)
    _counts: dict[Place, int] = field(default_factory=dict, repr=False)
    _alike: set[Place] = field(default_factory=set, repr=False)

    searches: InitVar[bool] = True

    def __post_init__(self, searches: bool) -> None:
        if searches:
            go_through(self.search())

    def caller_to(self, item: CoverageItem) -> CallerScript:
        """The shortest caller who covers an item. Raises ``KeyError`` for one that no caller can cover."""
        goal = self.goals[item]
        steps = [] if goal.step is None else [goal.step]
        flow = self.rounds.flow
        start, given = start_fields(flow, goal.root), unusual_answers(flow, goal.answers)
        return CallerScript(steps=(*self.steps_to(goal.place), *steps), given=given, **start)

    def count_steps(self, item: CoverageItem) -> int:
        """Return the number of steps of an item's shortest caller. Raises ``KeyError`` as ``caller_to`` does."""
        goal = self.goals[item]
        return self._steps_before(goal.place) + (goal.step is not None)

    def _steps_before(self, place: Place | None) -> int:
        """Return the number of steps until a round starts; those of the rounds on the way are kept."""
        rounds: list[Place] = []
        while place is not None and place not in self._counts:
            rounds.append(place)
            place = self.legs[place].before
        count = 0 if place is None else self._counts[place]
        for round_start in reversed(rounds):
            count += self.legs[round_start].step is not None
            self._counts[round_start] = count
        return count

    def steps_to(self, place: Place | None) -> list[ScriptStep]:
        """Return what a caller does until a round starts."""
        steps: list[ScriptStep] = []
        while place is not None:
            leg = self.legs[place]
            if leg.step is not None:
                steps.append(leg.step)
            place = leg.before
        return steps[::-1]

    def search(self) -> Iterator[WorkStep]:
        """Search, with a step for each receptionist that is reached."""
        total, entered = len(self.rounds.flow.receptionists), set[str]()
        heap: list[tuple[Cost, int, Place, RoundRoute]] = []
        ticket = count_up()  # so that two places are never compared
        for root in self.rounds.roots:
            for answered in self.rounds.arrivals_at(root):
                # Callers of another number rank last: where the entry leads there, too, it makes the plainer test.
                cost: Cost = (int(root != self.rounds.flow.start), 0, answered.milliseconds, "")
                self._record_items(answered.items, ItemRoute(cost, root, None, None, answered.answers))
                if place := open_round(answered):
                    first = RoundRoute(cost, answered.rounds, root, None, None, answered.answers)
                    heappush(heap, (cost, next(ticket), place, first))
        while heap:
            _, _, place, leg = heappop(heap)
            if place in self.legs or self._is_searched(place):
                continue
            self.legs[place] = leg
            if place.way_back != NO_WAY_BACK and len(self.legs) > UNROLLED_MOST:
                raise UsageError(
                    "the menus lead back to each other in so many ways that there are over "
                    f"{UNROLLED_MOST:,} rounds to search; look at a part of the flow with --entry, "
                    "or let a menu go back instead of deeper"
                )
            if place.receptionist not in entered:
                entered.add(place.receptionist)
                yield WorkStep(len(entered), total, "receptionists")
            for onward, next_leg in self._leave_round(place, leg):
                if onward not in self.legs:
                    heappush(heap, (next_leg.cost, next(ticket), onward, next_leg))

    def _is_searched(self, place: Place) -> bool:
        """Return whether a round of FreeSWITCH's menus has been searched that differs in later returns alone."""
        if not place.way_back.menus or self.rounds.flow.semantics.switch is None:
            return False
        alike = before_return(place)
        if alike in self._alike:
            return True
        self._alike.add(alike)
        return False

    def _leave_round(self, place: Place, leg: RoundRoute) -> list[tuple[Place, RoundRoute]]:
        """Every decision of a round: note what it covers; the rounds that it leads to."""
        opening = self.rounds.opening_of(place)
        self._record_items(opening.items, ItemRoute(leg.cost, leg.root, place, None, leg.answers))
        self._interrupt_prompts(place, opening, leg)
        onward = []
        for decision in self.rounds.decisions_at(opening.listening):
            step = self.rounds.decision_step(opening, decision)
            if step is None:
                continue
            cost = _extend_cost(leg.cost, opening, step, decision)
            # A call of more rounds is cut off as endless, so no test can show what comes later.
            within = leg.rounds + decision.arrival.rounds <= ROUNDS_MOST
            items = (decision.item, *decision.arrival.items) if within else (decision.item,)
            answers = (*leg.answers, *decision.arrival.answers)
            self._record_items(items, ItemRoute(cost, leg.root, place, step, answers))
            following = open_round(decision.arrival)
            if following is not None and within:
                rounds = leg.rounds + decision.arrival.rounds
                onward.append((following, RoundRoute(cost, rounds, leg.root, place, step, answers)))
        return onward

    def _interrupt_prompts(self, place: Place, opening: RoundOpening, leg: RoundRoute) -> None:
        for role in PROMPTS:
            step = self.rounds.early_step(opening, role)
            if step is not None:
                rank, steps, elapsed, keys = leg.cost
                cost = (rank, steps + 1, elapsed + round(step.after * 1000), keys + ORDER["0"])
                item = CoverageItem(place.receptionist, "barge_in", what=role)
                self._record_items((item,), ItemRoute(cost, leg.root, place, step, leg.answers))

    def _record_items(self, items: tuple[CoverageItem, ...], goal: ItemRoute) -> None:
        for item in items:
            cheapest = self.goals.get(item)
            if cheapest is None or goal.cost < cheapest.cost:
                self.goals[item] = goal


def _extend_cost(cost: Cost, opening: RoundOpening, step: ScriptStep, decision: Decision) -> Cost:
    """Return what a path costs with one decision more."""
    rank, steps, elapsed, keys = cost
    before = 0 if step.cue == "prompt" else opening.milliseconds
    waits = round(step.after * 1000) if decision.keys else 0
    added = rank_keys(decision.keys) if decision.keys else SILENT
    return rank, steps + max(1, len(decision.keys)), elapsed + before + waits + decision.milliseconds, keys + added
