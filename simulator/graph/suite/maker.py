"""The smallest suite of calls that covers a flow, or what other calls have left out of it.

Method: ``routes`` gives every decision that ends a call a call of its own and lets these calls make all
other decisions on their way; ``fewest`` proves that no fewer would do, or finds fewer. Keys into
recordings are put into calls that press a key there anyway. Every call is then played, and whatever is
still not covered gets its shortest caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from simulator.callers.act_schedule import ActSchedule, TimedStep, lower_step
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.table_player import PlayedMove, TableCall, TablePlayer, trace_of
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.graph.coverage.coverage_items import CoverageItem, TurnItems, sort_items
from simulator.graph.coverage.item_count import count_items, most_items
from simulator.graph.coverage.shortest import ItemRoute, ShortestCallers
from simulator.graph.coverage.world_answers import StartFields, start_of, stated_answers, stated_start
from simulator.graph.passages import reachable_receptionists
from simulator.graph.suite.covering_routes import STEPS_MOST, CoveringRoutes
from simulator.graph.suite.decisions import DecisionGraph, Link
from simulator.graph.suite.fixed_world import FixedWorld
from simulator.graph.suite.minimum_flow import merge_calls
from simulator.graph.suite.route_exchange import RouteExchange
from simulator.graph.suite.route_steps import PlannedCall, Planner
from simulator.graph.suite.suite_call import SuiteCall, TurnCover, build_call, packed_call, suite_call, turn_cover
from simulator.graph.work_step import WorkStep, go_through

ITEMS_MOST = 100_000
"""A flow of more items than this gets no suite.

Each call names one end of a way through the flow, so a suite of this size covers some 1,000 menus in 50,000 calls. It
takes up to 20 s of CPU and 400 MB to make, and its file of 10 MB is for machines: nobody reads more.
"""

TAKEN_STEPS_MOST = 3_000_000
"""Nor does a flow to whose items the shortest callers take more steps than this in all.

A tree of 1,000 menus takes 0.7 million. In a chain of menus they grow with its square, and so does what is written: 300
menus take 2 million, which is 15 s of CPU; 3,000 would take 22 million.
"""


@dataclass(frozen=True, slots=True)
class Suite:
    """Calls in the order in which they read best.

    ``needed`` holds the items to cover. ``ends`` counts the decisions among them that end a call,
    ``least`` is the lower bound of the number of calls, ``left`` what could not be covered within a
    call's 1,000 steps. ``worlds`` counts the
    worlds in which calls were made, each a suite of its own; 0 for a flow that asks the world nothing.
    """

    calls: tuple[SuiteCall, ...]
    needed: tuple[CoverageItem, ...]
    ends: int
    least: int
    left: tuple[CoverageItem, ...] = ()
    worlds: int = 0


@dataclass(slots=True)
class SuiteMaker:
    """Makes the suite of one flow in one world; ``covered`` holds what other tests cover already.

    Its rounds do not branch: ``states`` and ``people`` of ``shortest.rounds`` say what the world answers.
    """

    shortest: ShortestCallers
    covered: Container[CoverageItem] = frozenset()
    needed: list[CoverageItem] = field(init=False)
    _numbers: dict[CoverageItem, int] = field(init=False, repr=False)
    _player: TablePlayer = field(init=False, repr=False)
    _items: TurnItems = field(init=False, repr=False)
    _covers: dict[PlayedMove, TurnCover] = field(init=False, repr=False, default_factory=dict)
    _lowered: dict[int, tuple[ScriptStep, TimedStep]] = field(init=False, repr=False, default_factory=dict)
    _graph: DecisionGraph = field(init=False, repr=False)
    _calls: list[SuiteCall] = field(init=False, repr=False, default_factory=list)
    _least: int = field(init=False, repr=False, default=0)

    def __post_init__(self) -> None:
        flow, goals = self.shortest.rounds.flow, self.shortest.goals
        refuse_too_many(len(goals))
        refuse_long_calls(goals.values())
        plan = self.shortest.rounds.plan
        self._player = TablePlayer(flow, plan.table)
        self._items = TurnItems(flow, plan)
        self._graph = DecisionGraph(self.shortest)
        self.needed = sort_items(flow, {item for item in goals if item not in self.covered})
        self._numbers = {item: number for number, item in enumerate(self.needed)}

    def make_suite(self) -> Suite:
        """The suite."""
        go_through(self.steps())
        return self.suite()

    def steps(self) -> Iterator[WorkStep]:
        """Make the calls, with a step after each part; ``suite`` then holds them."""
        planned = yield from self._plan_calls()
        planned.reverse()
        total = len(planned)
        while planned:  # a plan is let go once its call is played
            yield WorkStep(total - len(planned), total, "calls")
            call = planned.pop()
            self._calls.append(self._play(call.caller_steps, call.start))
        self._complete()

    def _plan_calls(self) -> Generator[WorkStep, None, list[PlannedCall]]:
        """Find the calls before they are played, with a step for each recording that a key stops."""
        routes, self._least = self._find_routes()
        planner = Planner(self.shortest.rounds)
        exchange = RouteExchange(self.shortest.rounds, [route for _, route in routes])
        barge_in = [item for item in self.needed if item.kind == "barge_in"]
        into_others = [item for item in barge_in if item.what != "greeting"]
        for number, item in enumerate(into_others):
            yield WorkStep(number, len(into_others), "recordings that a key stops")
            exchange.press_after(item)
        planned = [call for root, route in routes if (call := planner.plan_call(root, route)) is not None]
        planner.press_into(planned, barge_in)
        return planned

    def suite(self) -> Suite:
        """The calls that have been made, in the order in which they read best."""
        covered = set[int]()
        for call in self._calls:
            covered |= call.needed
        uncovered = tuple([item for number, item in enumerate(self.needed) if number not in covered])
        ends = self._count_ends()
        return Suite(
            self._order_calls(self._calls),
            tuple(self.needed),
            ends,
            max(ends, self._least, bool(self.needed)),
            uncovered,
        )

    def _play(self, steps: tuple[ScriptStep, ...], start: StartFields) -> SuiteCall:
        """Play a caller who takes these steps."""
        flow, rounds = self._player.flow, self.shortest.rounds
        world = FixedWorld(flow, rounds.states, rounds.people) if flow.routes else None
        acts = ActSchedule(list(map(self._lower_step, steps)))
        played = self._player.play_caller(acts, start_of(flow, start), world=world)
        given = {} if world is None else stated_answers(flow, world.answers)
        if played.kind == "endless":  # its last turn is cut off
            script = CallerScript.model_construct(steps=steps, given=given, **start)
            return suite_call(self._items, script, trace_of(played), self._numbers)
        return build_call(steps, start, given, packed_call(played), self._covers_of(played))

    def _lower_step(self, step: ScriptStep) -> TimedStep:
        """Return a step as the player takes it; calls share their steps, so each is known by its identity."""
        known = self._lowered.get(id(step))
        if known is None:
            known = self._lowered[id(step)] = step, lower_step(step)
        return known[1]

    def _covers_of(self, played: TableCall) -> Iterator[TurnCover]:
        """Return the cover of each move: it is always the same, so the move alone is the key."""
        source = played.source.place
        for move in played.moves:
            cover = self._covers.get(move)
            if cover is None:
                items = self._items.items_of_event(source, move.trigger, move.effects, move.dest.place)
                cover = self._covers[move] = turn_cover(items, move.effects, self._numbers)
            yield cover
            source = move.dest.place

    def _count_ends(self) -> int:
        """Return how many needed decisions end every call that makes them.

        Where the way back is part of a place, a decision may end a call at one place, and lead on at another.
        """
        ends, leads_on = set[CoverageItem](), set[CoverageItem]()
        for link in self._graph.all_links():
            (ends if link.target is None else leads_on).add(link.decision.item)
        return len((ends - leads_on).intersection(self.needed))

    def _find_routes(self) -> tuple[list[tuple[str, list[Link]]], int]:
        """Routes with the receptionists that they call, and the least number that could do, where known."""
        needed = set(self.needed)
        routes = CoveringRoutes(self._graph, needed).calls
        least = 0
        # The proof is about calls that make every decision wherever it can be made, so it says nothing of a part of
        # them, or of decisions that can be made at several places (with several ways back).
        decided = [link.decision.item for link in self._graph.all_links()]
        if len(needed) == len(self.shortest.goals) and len(decided) == len(set(decided)):
            fewer = merge_calls(self._graph, routes)
            least = len(fewer)
            routes = fewer if all(len(route) < STEPS_MOST for route in fewer) else routes
        return [(self._graph.starts[route[0].source], route) for route in routes], least

    def _complete(self) -> None:
        """Add the calls that are still missing, and take out those that are not needed."""
        calls = list(self._calls)
        times_covered = Counter([number for call in calls for number in call.needed])
        for number, item in enumerate(self.needed):
            if not times_covered[number]:
                caller = self.shortest.caller_to(item)
                calls.append(self._play(caller.steps, stated_start(caller)))
                times_covered.update(calls[-1].needed)
        spare: set[int] = set()
        # The longest call first: what it covers is most often covered on the way of others, too.
        for at in sorted(range(len(calls)), key=lambda at: -len(calls[at].steps)):
            needed = calls[at].needed
            if all(times_covered[number] > 1 for number in needed):
                spare.add(at)
                times_covered.subtract(needed)
        self._calls = [call for at, call in enumerate(calls) if at not in spare]

    def _order_calls(self, calls: Sequence[SuiteCall]) -> tuple[SuiteCall, ...]:
        """The calls by the menu and the round in which they end, each with the items that it is the first to show."""
        flow = self.shortest.rounds.flow
        menus = {key: place for place, key in enumerate(reachable_receptionists(flow))}
        options = {key: list(menu.options) for key, menu in flow.receptionists.items()}

        def rank(call: SuiteCall) -> tuple[int, ...]:
            last = call.last_decision
            if last is None:
                return (-1,)
            kind = ("choice", "wrong", "silence").index(last.kind)
            option = options[last.receptionist].index(last.what) if last.kind == "choice" else 0
            rounds = (last.wrong_keys + last.silences, last.silences)
            return (menus.get(last.receptionist, len(menus)), *rounds, kind, option, len(call.steps))

        ordered = sorted(calls, key=rank)
        unseen = set(range(len(self.needed)))
        for at in sorted(range(len(ordered)), key=lambda at: len(ordered[at].steps)):
            call = ordered[at]
            shown = unseen & call.needed
            unseen -= shown
            first = tuple([self.needed[number] for number in sorted(shown)])
            ordered[at] = SuiteCall(call.steps, call.start, call.given, call.played, call.covers, first)
        return tuple(ordered)


def refuse_too_many(items: int) -> None:
    """Raise ``UsageError`` for a flow whose suite would be too long to read."""
    if items > ITEMS_MOST:
        raise UsageError(
            f"the flow has {items:,} items to cover; a suite is written for at most {ITEMS_MOST:,}: "
            "lower the counts of its menus, or cover a part of it with --entry"
        )


def refuse_long_calls(goals: Iterable[ItemRoute]) -> None:
    """Raise ``UsageError`` for a flow so deep that the calls of its suite would be too long together."""
    steps = sum(route.cost[1] for route in goals)
    if steps > TAKEN_STEPS_MOST:
        raise UsageError(
            f"the flow is so deep that the callers of its suite would take some {steps:,} steps in all; a suite is "
            f"written for at most {TAKEN_STEPS_MOST:,}: cover a part of the flow with --entry"
        )


def refuse_large_flow(flow: Flow) -> None:
    """Raise ``UsageError`` for a flow whose suite would be too long, before it is searched, where that can be told."""
    if most_items(flow) > ITEMS_MOST and (items := count_items(flow)) is not None:
        refuse_too_many(items)
