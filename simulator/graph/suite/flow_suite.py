"""The suite of a flow, world by world.

Theory of operation. ``maker`` makes the smallest suite for a flow whose answers from the world are settled. A flow that
asks the world gets one suite after another: first in the world that callers meet if nobody says anything else (or in
the first that can be), then in the world that the shortest caller to the next item left over needs. Each suite makes
only what the suites before it leave out, so a call is never made twice; but whether fewer calls would do for all worlds
together is not decided. Where a caller needs somebody to answer differently within one call (busy, then picked up),
no world that stays as it is comes there: that caller makes a call alone.

Example: a number leads to office hours; open leads to ``main``, where 1 rings at a desk, and closed to ``night``. The
first suite covers ``main`` with the office open. ``1`` in ``night`` is left, so the second suite is made with the
office closed; and the desk's ``no answer`` gets a suite of one call.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from simulator.callers.rehearsal import Rehearsal
from simulator.config.routes import Answer
from simulator.gc_pause import pause_gc
from simulator.graph.coverage.coverage_items import CoverageItem, TurnItems, sort_items
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.maker import Suite, SuiteMaker, refuse_too_many
from simulator.graph.suite.suite_call import SuiteCall, suite_call
from simulator.graph.work_step import WorkStep, go_through


@dataclass(slots=True)
class FlowSuiteMaker:
    """Makes the suite of a flow in all of its worlds; ``covered`` holds what other tests cover already."""

    callers: FlowCallers
    covered: Container[CoverageItem] = frozenset()
    _needed: list[CoverageItem] = field(init=False, repr=False)
    _makers: list[SuiteMaker] = field(init=False, repr=False, default_factory=list)
    _alone: list[SuiteCall] = field(init=False, repr=False, default_factory=list)

    def __post_init__(self) -> None:
        goals = self.callers.goals
        refuse_too_many(len(goals))
        self._needed = sort_items(self.callers.flow, {item for item in goals if item not in self.covered})

    def make_suite(self) -> Suite:
        """The suite."""
        with pause_gc():  # all that is made stays until the suite is written
            go_through(self.steps())
        return self.suite()

    def steps(self) -> Iterator[WorkStep]:
        """Make the calls, with a step after each part; ``suite`` then holds them."""
        if not self.callers.flow.routes:
            yield from self._make_in(self.callers.worlds[0], self.covered)
            return
        left = dict.fromkeys(self._needed)
        world: RoundMap | None = self.callers.worlds[0].rounds
        while left:
            if world is not None:
                rounds = RoundMap(world.flow, world.states, world.people, branches=False)
                settled = ShortestCallers(rounds)
                yield from self._make_in(settled, frozenset(settled.goals) - frozenset(left))
                self._strike_out(left, self._makers[-1].suite().calls)
                if not left:
                    return
            item = next(iter(left))
            following = self._world_for(item)
            if following is None or (world is not None and _same_world(following, world)):
                # In no world that stays as it is does a call come to this item.
                following = None
                self._alone.append(self._play_alone(item))
                self._strike_out(left, self._alone[-1:])
                left.pop(item, None)  # a call that takes more steps than a test may have
            world = following

    def _strike_out(self, left: dict[CoverageItem, None], calls: Iterable[SuiteCall]) -> None:
        for item in (item for call in calls for item in call.items):
            left.pop(item, None)

    def _make_in(self, shortest: ShortestCallers, covered: Container[CoverageItem]) -> Iterator[WorkStep]:
        self._makers.append(SuiteMaker(shortest, covered))
        yield from self._makers[-1].steps()

    def _world_for(self, item: CoverageItem) -> RoundMap | None:
        """The world that the shortest caller to an item needs: its schedules, and its people's answers.

        None: somebody answers differently within that one call, which no such world does.
        """
        best = self.callers.goals[item]
        people: dict[str, Answer] = {}
        for asked, answer in best.goals[item].answers:
            if asked not in best.rounds.states and people.setdefault(asked, answer) != answer:
                return None
        return RoundMap(best.rounds.flow, best.rounds.states, {**best.rounds.people, **people})

    def _play_alone(self, item: CoverageItem) -> SuiteCall:
        """The shortest caller to one item, to whom each telephone answers as that caller needs, call after call."""
        played = Rehearsal(self.callers.flow).play_call(self.callers.caller_to(item))
        return suite_call(TurnItems(self.callers.flow), played.script, played.trace)

    def suite(self) -> Suite:
        """The calls that have been made, world by world, each in the order in which they read best."""
        suites = [maker.suite() for maker in self._makers]
        if not self.callers.flow.routes:
            return suites[0]
        calls = tuple(call for suite in suites for call in suite.calls) + tuple(self._alone)
        covered = {item for call in calls for item in call.items}
        left = tuple(item for item in self._needed if item not in covered)
        return Suite(
            calls, tuple(self._needed), 0, 0, left, sum(bool(suite.calls) for suite in suites) + len(self._alone)
        )


def _same_world(one: RoundMap, other: RoundMap) -> bool:
    return one.states == other.states and one.people == other.people
