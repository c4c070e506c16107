"""Divergence of two flows: for each place and kind of difference, the shortest caller who shows it.

As long as the flows are in step, what they bring is compared act by act. Where they come apart
(one takes a key that the other does not, or they lead elsewhere), the only question left is whether
the call ends elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from simulator.config.flow import Flow
from simulator.core.places import Place
from simulator.graph.compare.caller_acts import CallerAct, trim_silences
from simulator.graph.compare.difference_key import (
    DifferenceKey,
    Kind,
    compare_round,
    find_parting,
    key_after_parting,
    receptionists_at,
    waiting_side,
)
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import Cause, Ending
from simulator.graph.compare.paired_acts import JointAct, PositionPair, Sides, are_consistent
from simulator.graph.compare.shapes import SLOT, have_one_shape, isolate_receptionist, list_slots, outline_of
from simulator.graph.compare.walk_nodes import DivergentCaller, PairWalkNode, WalkCost, WalkStart
from simulator.graph.compare.walk_side import Position, Side, Stretch, phase_of

if TYPE_CHECKING:
    from simulator.graph.compare.pair_map import PairMap  # it counts acts by walks such as these
    from simulator.graph.compare.ways_to_change import WaysToChange


@dataclass(slots=True)
class PairWalk:
    """A walk through two flows, the cheapest callers first.

    ``shortcuts``: receptionists of one shape are passed through at once. ``unwanted``: kinds of differences
    that are not looked for (any more: they may be added while the walk goes on). ``pair_map`` says which of the
    receptionists of one shape are on the way to a difference; without it the walk goes through all of them.
    ``start`` is how far such a walk has got already; None: it begins with the call.
    """

    sides: Sides
    templates: bool = False
    shortcuts: bool = True
    unwanted: set[Kind] = field(default_factory=set)
    pair_map: PairMap | WaysToChange | None = None
    start: WalkStart | None = None
    _queue: list[tuple[WalkCost, int, PairWalkNode]] = field(default_factory=list)
    _tie: Iterator[int] = field(default_factory=count)

    def differences(self) -> Iterator[DivergentCaller]:
        """Yield candidates, found by looking at one act at a time: each has to be played to be confirmed."""
        reported: set[DifferenceKey] = set()
        for node in self._walk_nodes(reported):
            for spot in (node.shown, self._difference_of_endings(node)):
                if spot is not None and spot not in reported and spot.kind not in self.unwanted:
                    reported.add(spot)
                    yield DivergentCaller(spot, trim_silences(node.acts), node.answers)

    def endings_that_differ(self, endings: set[Ending]) -> set[Ending]:
        """Those of the endings to which a caller gets in one flow who ends elsewhere in the other."""
        differing_endings: set[Ending] = set()

        def is_settled(at: PositionPair) -> bool:
            possible = self.sides.old.possible_endings(at.old) | self.sides.new.possible_endings(at.new)
            return endings.isdisjoint(possible - differing_endings)

        for node in self._walk_nodes(set(), is_settled):
            ends = self._silent_endings(node.at)
            if ends[0] != ends[1]:
                differing_endings |= endings.intersection(ends)
        return differing_endings

    def _silent_endings(self, at: PositionPair) -> tuple[Ending, Ending]:
        return self.sides.old.silent_ending(at.old), self.sides.new.silent_ending(at.new)

    def _difference_of_endings(self, node: PairWalkNode) -> DifferenceKey | None:
        if node.apart is None:
            return None
        ends = self._silent_endings(node.at)
        return node.apart if ends[0] != ends[1] else None

    def _walk_nodes(
        self, reported: set[DifferenceKey], is_settled: Callable[[PositionPair], bool] = lambda at: False
    ) -> Iterator[PairWalkNode]:
        """Yield every pair of positions once; what follows a settled pair or a reported parting is left out."""
        visited = self._begin()
        while self._queue:
            node = heappop(self._queue)[2]
            yield node
            # Apart, only the ending can still differ: a pair is followed once, whatever separated the flows.
            visit = (self.sides.spots_of(node.at), node.apart is not None)
            is_told = node.apart in reported or (node.apart is not None and "destination" in self.unwanted)
            is_done = is_told and node.owed is None and node.awaits_code is None
            is_over = isinstance(node.at.old, str) and isinstance(node.at.new, str)
            if visit in visited or is_done or is_over or is_settled(node.at):
                continue
            visited.add(visit)
            if self.shortcuts and node.apart is None and self._are_alike(node.at):
                self._pass_through(node)
            else:
                self._follow_acts(node)

    def _begin(self) -> set[tuple[PositionPair, bool]]:
        """Queue the callers with whom the walk begins, and return where it has been before."""
        if self.start is not None:
            self._queue = list(self.start.queue)
            self._tie = count(1 + max((number for _, number, _ in self._queue), default=0))
            return set(self.start.visited)
        self._queue.clear()
        first = JointAct(None, self.sides.old.answer_call(), self.sides.new.answer_call())
        self._queue_act(PairWalkNode(PositionPair("", "")), first, ())
        return set()

    def walk_up_to(self, changed: str) -> WalkStart:
        """Return how far the walk gets as long as it passes through receptionists other than the changed one."""
        visited = self._begin()
        while self._queue:
            node = self._queue[0][2]
            if not self._are_alike(node.at) or changed in receptionists_at(node.at):
                break
            heappop(self._queue)
            visit = (self.sides.spots_of(node.at), False)
            if visit not in visited:
                visited.add(visit)
                self._pass_through(node)
        return WalkStart(tuple(self._queue), frozenset(visited))

    def _follow_acts(self, node: PairWalkNode) -> None:
        acts, is_in_step = node.cost.acts + 1, node.apart is None and node.owed is None
        is_useless = partial(self._is_useless, acts=acts) if is_in_step else _is_never_useless
        for joint_act in self.sides.joint_acts(node.at, is_useless):
            self._queue_act(node, joint_act, () if joint_act.act is None else (joint_act.act,))

    def _queue_act(self, node: PairWalkNode, joint_act: JointAct, acts: tuple[CallerAct, ...]) -> None:
        """Queue what acts lead to, with what the last one shows."""
        joint_act, answers, refusals = self.sides.keep_step(joint_act), node.answers, 0
        if any(joint_act.answers):
            answers = answers[0] + joint_act.answers[0], answers[1] + joint_act.answers[1]
            refusals = any(answer not in ("", "picked_up") for side in joint_act.answers for _, answer in side)
            if not are_consistent(*answers):
                return
        elapsed = joint_act.before + max(joint_act.old.elapsed, joint_act.new.elapsed)
        following = PairWalkNode(
            PositionPair(joint_act.old.position, joint_act.new.position),
            (*node.acts, *acts),
            node.cost.plus(acts, elapsed, refusals),
            node.apart,
            awaits_code=waiting_side(joint_act, () if node.awaits_code is None else (node.awaits_code,)),
            answers=answers,
        )
        if node.owed is not None and joint_act.act is None:
            joint_act = joint_act._replace(
                old=node.owed[0].followed_by(joint_act.old), new=node.owed[1].followed_by(joint_act.new)
            )
            following = following._replace(apart=None, awaits_code=None)
        elif node.apart is not None:
            following = following._replace(apart=key_after_parting(node.apart, node.at, joint_act, node.awaits_code))
        if following.apart is None:
            following = self._compare_act(node.at, joint_act, following)
        if not self._is_off_the_way(following):
            self._queue_node(following)

    def _compare_act(self, at: PositionPair, joint_act: JointAct, following: PairWalkNode) -> PairWalkNode:
        """Return where the flows come apart by an act, and what it shows as long as they do not."""
        # A flow that waits for a further key has not decided yet: compared is what follows once both have.
        apart = find_parting(at, joint_act)
        if (
            apart is not None
            and "typing" in (phase_of(joint_act.old.position), phase_of(joint_act.new.position))
            and not joint_act.tag
        ):
            owed = joint_act.old, joint_act.new
            return following._replace(apart=apart, owed=owed, awaits_code=waiting_side(joint_act, (0, 1)))
        if joint_act.old.causes == joint_act.new.causes and not joint_act.tag:
            how: str = "typed" if joint_act.act is None else joint_act.act.how
            if any(joint_act.answers):
                how = next(answer for side in joint_act.answers for _, answer in side)
            return following._replace(
                apart=apart, shown=compare_round(self.sides, at, joint_act, how, templates=self.templates)
            )
        return following._replace(apart=apart)

    def _queue_node(self, node: PairWalkNode) -> None:
        # The number keeps nodes of equal cost in order; nodes themselves cannot be compared.
        heappush(self._queue, (node.cost, next(self._tie), node))

    # -- receptionists of one shape -------------------------------------------------------------

    def _are_alike(self, at: PositionPair) -> bool:
        """Return whether both enter receptionists of one shape, which does not say where calls return to."""
        old, new = self.sides.old.ear, self.sides.new.ear
        if old.has_returns or new.has_returns or not (_is_start(old, at.old) and _is_start(new, at.new)):
            return False
        mine, theirs = receptionists_at(at)
        return have_one_shape(old.flow, mine, new.flow, theirs, templates=self.templates)

    def _is_useless(self, position: Position, acts: int) -> bool:
        """Return whether it is no way to a difference to come in step, after so many acts, to one position in both."""
        if self.pair_map is None:
            return False
        if isinstance(position, str):
            return True
        if not (_is_start(self.sides.old.ear, position) and _is_start(self.sides.new.ear, position)):
            return False
        return not self.pair_map.is_needed((position.receptionist, position.receptionist), acts)

    def _is_off_the_way(self, node: PairWalkNode) -> bool:
        """Return whether a caller enters two receptionists after which nothing differs that others show no later."""
        if self.pair_map is None or node.apart is not None or node.shown is not None:
            return False
        if not (_is_start(self.sides.old.ear, node.at.old) and _is_start(self.sides.new.ear, node.at.new)):
            return False
        return not self.pair_map.is_needed(receptionists_at(node.at), node.cost.acts)

    def _pass_through(self, node: PairWalkNode) -> None:
        old, new = self.sides.old, self.sides.new
        mine, theirs = pair = receptionists_at(node.at)
        ways, others = (
            dict(list_slots(side.ear.flow.receptionists[key])) for side, key in ((old, mine), (new, theirs))
        )
        for inner in self._ways_through(old, mine):
            name = str(inner.at.old).partition("||")[2]
            # Asked first, since even to see where a slot leads takes longer than all the rest.
            if self.pair_map and not self.pair_map.is_slot_needed(pair, name, node.cost.acts + len(inner.acts)):
                continue
            legs = old.run_onset(old.ear.arrive_at(ways[name])), new.run_onset(new.ear.arrive_at(others[name]))
            act = inner.acts[-1] if inner.acts else None
            joint_act = JointAct(act, _mark_slot(name, legs[0]), _mark_slot(name, legs[1]), before=inner.cost.elapsed)
            self._queue_act(node, joint_act, inner.acts)

    def _ways_through(self, side: Side, key: str) -> tuple[PairWalkNode, ...]:
        """The cheapest way to each slot of a receptionist that some caller gets to."""
        early = self.sides.early
        if (key, early) not in side.ways_through:
            form = outline_of(side.ear.flow, key), early
            if form not in _ways_by_outline:
                # A process may compare any number of flows; emptying costs less than tracking the latest use.
                if len(_ways_by_outline) >= _KEPT_MOST:
                    _ways_by_outline.clear()
                _ways_by_outline[form] = tuple(find_ways_out(side.ear.flow, key, early=early))
            side.ways_through[key, early] = _ways_by_outline[form]
        return side.ways_through[key, early]

    def cheapest_endings(self) -> Iterator[PairWalkNode]:
        """The cheapest way to each ending, of a flow that is walked against itself."""
        reported: set[Position] = set()
        for node in self._walk_nodes(set()):
            if isinstance(node.at.old, str) and node.at.old not in reported:
                reported.add(node.at.old)
                yield node


def _mark_slot(slot: str, leg: Stretch) -> Stretch:
    """Mark what follows a slot with that slot, so that a slot that leads elsewhere is its own difference."""
    causes = {"wrong keys": Cause("last wrong"), "silence": Cause("last silence"), "forward": Cause("forward")}
    return leg._replace(causes=(causes.get(slot, Cause("choice", slot)), *leg.causes))


_ways_by_outline: dict[Hashable, tuple[PairWalkNode, ...]] = {}
_KEPT_MOST = 20_000
"""Outlines for which the ways through are kept, since flows are compared again and again."""


def find_ways_out(flow: Flow, key: str, *, early: bool) -> Iterator[PairWalkNode]:
    """The cheapest way to each slot. An early key never saves an act, so those come last."""
    side = Side(Observer(isolate_receptionist(flow, key)))
    missing = {f"{SLOT}||{name}" for name, _ in list_slots(flow.receptionists[key])}
    for may_be_early in (False, True) if early else (False,):
        for node in PairWalk(Sides(side, side, early=may_be_early), shortcuts=False).cheapest_endings():
            if node.at.old in missing:
                missing.discard(str(node.at.old))
                yield node
            if not missing:
                return


def _is_never_useless(position: Position) -> bool:
    return False


def _is_start(ear: Observer, position: Position) -> bool:
    return isinstance(position, Place) and ear.is_start(position)
