"""Comparison of readings by kind of receptionist, so that what no menu of a flow can show is never looked for.

A call that is in step under two readings enters each receptionist at its start under both, whatever came before. So
one walk through the model of a kind (``menu_kinds``) stands for every menu of that kind:

* Readings that are equal in every receptionist that calls come to are equal in the whole flow.
* A kind of difference that shows in none of them shows nowhere in the flow.

Neither holds the other way round: a difference in a model may be out of every caller's reach in the flow. Then the
flow itself has to be walked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.divergence import PairWalk, PairWalkNode
from simulator.graph.compare.ending_sets import EndingSets
from simulator.graph.compare.equality import EqualityWalk, PlacePair
from simulator.graph.compare.menu_kinds import MenuKind, kind_of, model_of
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_acts import JointAct, PositionPair, Sides
from simulator.graph.compare.walk_side import Side


class ReadingMenus:
    """The receptionists of a flow that calls come to, one of each kind, under several readings."""

    def __init__(self, flow: Flow, readings: Sequence[Semantics], ending_sets: EndingSets) -> None:
        self._readings = readings
        self._models: dict[MenuKind, Flow] = {}
        for key in ending_sets.reached():
            kind = kind_of(flow, key)
            if kind not in self._models:
                self._models[kind] = model_of(flow, key)
        self._sides: dict[tuple[MenuKind, int], Side] = {}
        self._shown: dict[tuple[MenuKind, int, int], frozenset[Kind]] = {}

    def are_alike(self, first: int, second: int) -> bool:
        """Return whether no caller can tell two readings (their numbers) apart in any of the receptionists."""
        for kind in self._models:
            walk = _ModelEquality(self._side(kind, first).ear, self._side(kind, second).ear)
            if walk.find_difference() is not None or walk.is_by_numbers:
                return False
        return True

    def may_show(self, first: int, second: int, wanted: Collection[Kind]) -> bool:
        """Return whether two readings may show a wanted kind of difference anywhere in the flow."""
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
