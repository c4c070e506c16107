"""Comparison of readings by kind of receptionist, so that what no menu of a flow can show is never looked for.

A call that is in step under two readings enters each receptionist at its start under both, whatever came before. So
one walk through the model of a kind (``menu_kinds``) stands for every menu of that kind:

* Readings that are equal in every receptionist that calls come to are equal in the whole flow.
* A kind of difference that shows in none of them shows nowhere in the flow.

Neither holds the other way round: a difference in a model may be out of every caller's reach in the flow. Then the
flow itself has to be walked.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.menu_engine import any_returns
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import Semantics
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.ending_sets import EndingSets
from simulator.graph.compare.ending_walk import EndingWalk
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.menu_kinds import SPECIAL_KEYS, STAND_IN, MenuKind, has_stand_in, kind_of, model_of
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import ENDLESS, Ending
from simulator.graph.compare.paired_acts import JointAct, PositionPair, Sides
from simulator.graph.compare.place_pairs import PlacePair
from simulator.graph.compare.shapes import SLOT, list_slots
from simulator.graph.compare.walk_nodes import PairWalkNode
from simulator.graph.compare.walk_side import Side


class ReadingMenus:
    """The receptionists of a flow that calls come to, one of each kind, under several readings."""

    def __init__(self, flow: Flow, readings: Sequence[Semantics], ending_sets: EndingSets) -> None:
        self._flow, self._readings = flow, readings
        self._is_decided_whole = any_returns(flow.receptionists.values())
        """What a menu leads to depends on where the call came from, so that only the whole flow decides."""
        self._models: dict[MenuKind, Flow] = {}
        self._kinds: dict[str, MenuKind] = {}
        for key in ending_sets.reached():
            kind = self._kinds[key] = kind_of(flow, key)
            if kind not in self._models:
                self._models[kind] = model_of(flow, key)
        self._sides: dict[tuple[MenuKind, int], Side] = {}
        self._reached_by_form: dict[Hashable, list[str]] = {}
        self._exits_by_kind: dict[tuple[MenuKind, int, int, bool], _Exits] = {}
        self._shown: dict[tuple[MenuKind, int, int], frozenset[Kind]] = {}

    def are_alike(self, first: int, second: int) -> bool:
        """Return whether no caller can tell two readings (their numbers) apart in any of the receptionists."""
        if self._is_decided_whole:
            return False
        for kind in self._models:
            walk = _ModelEquality(self._side(kind, first).ear, self._side(kind, second).ear)
            if walk.find_difference() is not None or walk.is_by_numbers:
                return False
        return True

    def may_show(self, first: int, second: int, wanted: Collection[Kind]) -> bool:
        """Return whether two readings may show a wanted kind of difference anywhere in the flow."""
        if self._is_decided_whole:
            return True
        return any(not self._shown_kinds(kind, first, second).isdisjoint(wanted) for kind in self._models)

    def _shown_kinds(self, kind: MenuKind, first: int, second: int) -> frozenset[Kind]:
        place = (kind, first, second)
        if place not in self._shown:
            sides = Sides(self._side(kind, first), self._side(kind, second))
            # A parting is noted where it happens, so what follows it need not be walked.
            walk = _ModelDifferences(sides, shortcuts=False, unwanted={"destination", "template"})
            for _ in walk.differences():
                pass  # the walk notes what it comes to
            self._shown[place] = frozenset(walk.kinds)
        return self._shown[place]

    def _side(self, kind: MenuKind, reading: int) -> Side:
        if (kind, reading) not in self._sides:
            model = self._models[kind].with_semantics(self._readings[reading])
            self._sides[kind, reading] = Side(Observer(model))
        return self._sides[kind, reading]

    # -- endings that move ----------------------------------------------------------------------

    def may_move(self, first: int, second: int, *, early: bool) -> bool:
        """Return whether any caller may end elsewhere under the other of two readings."""
        if self._is_decided_whole:
            return True
        return any(self._exits(kind, first, second, early).may_move for kind in self._models)

    def moved_for_certain(
        self, sides: Sequence[Side], first: int, second: int, unmoved: Collection[Ending], *, early: bool
    ) -> set[Ending]:
        """Return some of the endings that move: of callers who leave one receptionist in different ways.

        They come to it in step under both readings, and stay silent when they have left it. ``sides`` are those of
        the flow under all readings.
        """
        both = sides[first], sides[second]
        moved: set[Ending] = set()
        if self._is_decided_whole:
            return moved
        for key in self._reached_in_step(first, second, early):
            item = self._flow.receptionists[key]
            for parting in self._exits(self._kinds[key], first, second, early).partings:
                for destinations in _destinations_of(item, parting.slots):
                    if self._is_possible(parting, destinations):
                        ends = [
                            side.ending_after(destination) for side, destination in zip(both, destinations, strict=True)
                        ]
                        moved.update(ends if ends[0] != ends[1] else ())
            if moved.issuperset(unmoved):
                break
        return moved.intersection(unmoved)

    def _is_possible(self, parting: _Parting, destinations: Sequence[Destination]) -> bool:
        """Return whether the call that is over in the model before the other one is over in the flow, too."""
        flow = self._flow
        return all(
            flow.receptionist_for(destination) is None and flow.route_of(destination) is None
            for destination, is_over in zip(destinations, parting.over, strict=True)
            if is_over
        )

    def _reached_in_step(self, first: int, second: int, early: bool) -> list[str]:
        form = tuple(self._exits(kind, first, second, early).in_step for kind in self._models)
        if form in self._reached_by_form:  # most pairs of readings are in step in the same slots
            return self._reached_by_form[form]
        # Calls that begin at a schedule or a telephone are left to the walk of the flow.
        queue = [self._flow.start] if self._flow.start in self._kinds else []
        entered = set(queue)
        for key in queue:
            item = self._flow.receptionists[key]
            for slot in self._exits(self._kinds[key], first, second, early).in_step:
                for destination, _ in _destinations_of(item, (slot, slot)):
                    onward = self._flow.receptionist_for(destination)
                    if onward is not None and onward not in entered:
                        entered.add(onward)
                        queue.append(onward)
        self._reached_by_form[form] = queue
        return queue

    def _exits(self, kind: MenuKind, first: int, second: int, early: bool) -> _Exits:
        place = (kind, first, second, early)
        if place not in self._exits_by_kind:
            sides = Sides(self._side(kind, first), self._side(kind, second), early=early)
            self._exits_by_kind[place] = _find_exits(sides)
        return self._exits_by_kind[place]


class _Parting(NamedTuple):
    """Two slots by which one caller leaves a model under two readings, at once or by staying silent.

    ``over``: the sides that had left before the caller's last act, so their call has to be over there.
    """

    slots: tuple[str, str]
    over: tuple[bool, bool] = (False, False)


class _Exits(NamedTuple):
    """The ways out of a model under two readings; ``in_step``: slots that callers leave by in one act under both."""

    in_step: frozenset[str]
    partings: frozenset[_Parting]
    may_move: bool


def _find_exits(sides: Sides) -> _Exits:
    in_step: set[str] = set()
    partings: set[_Parting] = set()
    may_move = False

    def is_out(at: PositionPair) -> bool:
        return isinstance(at.old, str) or isinstance(at.new, str)

    for at, ends in EndingWalk(sides, shortcuts=False).ending_pairs(is_out):
        may_move = may_move or ends[0] != ends[1] or isinstance(at.old, str) != isinstance(at.new, str)
        if ends[0] != ends[1]:
            partings.add(_Parting(_slots_of(ends)))
        elif is_out(at):
            in_step.add(_slots_of(ends)[0])
    for at, ends in EndingWalk(sides, shortcuts=False).ending_pairs(lambda at: False) if may_move else ():
        # In the flow, the call that has left goes on where its slot leads, so the model only holds if it is over there.
        if is_out(at) and ends[0] != ends[1] and _Parting(_slots_of(ends)) not in partings:
            partings.add(_Parting(_slots_of(ends), (isinstance(at.old, str), isinstance(at.new, str))))
    return _Exits(
        frozenset(in_step - {ENDLESS}), frozenset(item for item in partings if ENDLESS not in item.slots), may_move
    )


def _slots_of(ends: tuple[Ending, Ending]) -> tuple[str, str]:
    first, second = (end.removeprefix(f"{SLOT}||") for end in ends)
    return first, second


def _destinations_of(item: Receptionist, slots: tuple[str, str]) -> Iterator[tuple[Destination, Destination]]:
    """Yield where two slots of a model lead in a receptionist of its kind, for each key that the slots stand for."""
    destinations = dict(list_slots(item))
    stand_ins = [slot for slot in slots if slot == STAND_IN and has_stand_in(item)]
    if not stand_ins:
        yield destinations[slots[0]], destinations[slots[1]]
        return
    for key in item.options:
        if key not in SPECIAL_KEYS:
            first, second = (key if slot in stand_ins else slot for slot in slots)
            yield destinations[first], destinations[second]


@dataclass(slots=True)
class _ModelEquality(EqualityWalk):
    """A walk through a model under two readings; ``is_by_numbers``: which wait is the longer one counted."""

    is_by_numbers: bool = False

    def _queue_pair(self, pair: PlacePair) -> None:
        # While both sides wait equally long, nothing depends on how long that is: it then holds for the whole kind.
        self.is_by_numbers = self.is_by_numbers or pair.old_left != pair.new_left
        EqualityWalk._queue_pair(self, pair)


@dataclass(slots=True)
class _ModelDifferences(PairWalk):
    """A walk through a model that notes every kind of difference which a call through its menus may show."""

    kinds: set[Kind] = field(default_factory=set)

    def _compare_act(self, at: PositionPair, joint_act: JointAct, following: PairWalkNode) -> PairWalkNode:
        node = PairWalk._compare_act(self, at, joint_act, following)
        if joint_act.tag or node.apart is not None:
            self.kinds.add("destination")
        if node.owed is not None:
            # Flows that have come apart for one key may be in step again after it: anything may show there.
            self.kinds |= {"recording", "time"}
        if node.shown is not None:
            self.kinds.add(node.shown.kind)
            if isinstance(node.at.old, str) or isinstance(node.at.new, str):
                # In the flow, the sounds and times of what follows the slot join in: that may turn one into the other.
                self.kinds |= {"recording", "time"}
        return node
