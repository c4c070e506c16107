"""The coverage of one flow by its tests: decisions in every round, recordings, destinations, barge-in.

``Coverage(flow)`` takes in the trace of each test. What no caller can cover does not count in the
percentage; ``graph.coverage.unreachable`` says what that is, and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import floor
from typing import NamedTuple

from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import Trace
from simulator.callers.table_player import PlayedMove, TableCall, trace_of
from simulator.config.flow import Flow
from simulator.graph.coverage.coverage_items import KINDS, CoverageItem, Kind, TurnItems, sort_items
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.work_step import WorkStep


class Tally(NamedTuple):
    """The number of covered items, and of items that can be covered."""

    covered: int
    of: int

    @property
    def percent(self) -> float:
        """To the tenth below, so that 100 means all; 100 too where there is nothing to cover."""
        return floor(1000 * self.covered / self.of) / 10 if self.of else 100.0

    def reaches(self, percent: float) -> bool:
        """Return whether at least this percentage is covered, without rounding."""
        return self.covered * 100 >= percent * self.of


class Uncovered(NamedTuple):
    """An item that no test covers, and the shortest caller who would."""

    item: CoverageItem
    caller: CallerScript


@dataclass
class Coverage:
    """The items of one flow that calls have covered so far, under its semantics.

    ``hits`` counts in how many turns each item happened.
    """

    flow: Flow
    hits: Counter[CoverageItem] = field(default_factory=Counter)
    calls: int = 0
    _known: TurnItems = field(init=False, repr=False)
    _items_of_moves: dict[PlayedMove, tuple[CoverageItem, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._known = TurnItems(self.flow)

    def add_call(self, call: Trace | TableCall) -> None:
        """Take in one call of this very flow, under its semantics, by its turns or by its moves."""
        self.calls += 1
        if isinstance(call, Trace):
            self._add_turns(call)
        elif call.kind == "endless":  # its last turn is cut off
            self._add_turns(trace_of(call))
        else:
            self._add_moves(call)

    def _add_moves(self, call: TableCall) -> None:
        hits, known, source = self.hits, self._items_of_moves, call.source
        for move in call.moves:
            items = known.get(move)
            if items is None:
                items = self._known.items_of_event(source.place, move.trigger, move.effects, move.dest.place)
                known[move] = items
            for item in items:
                hits[item] += 1
            source = move.dest

    def _add_turns(self, trace: Trace) -> None:
        hits, last = self.hits, len(trace.turns) - (trace.kind == "endless")
        for number, turn in enumerate(trace.turns):
            for item in self._known.items_of_turn(turn, cut=number == last):
                hits[item] += 1

    @cached_property
    def shortest(self) -> FlowCallers:
        """The shortest ways to everything that can be covered."""
        return FlowCallers(self.flow)

    def search(self) -> Iterator[WorkStep]:
        """Find what can be covered, with a step for each receptionist that is reached."""
        shortest = FlowCallers(self.flow, searches=False)
        yield from shortest.search()
        self.shortest = shortest

    @property
    def coverable_items(self) -> Iterable[CoverageItem]:
        """Everything that some caller can cover."""
        return self.shortest.goals.keys()

    @property
    def total(self) -> Tally:
        """All that can be covered."""
        return self._tally_items(list(self.coverable_items))

    @cached_property
    def by_receptionist(self) -> dict[str, list[CoverageItem]]:
        """Return what can be covered in each receptionist that calls reach, in the order of the flow.

        Destinations that ask the world follow, by their addresses.
        """
        items_by_receptionist: dict[str, list[CoverageItem]] = {}
        for item in sort_items(self.flow, set(self.coverable_items)):
            items_by_receptionist.setdefault(item.receptionist, []).append(item)
        return items_by_receptionist

    def tally_of(self, receptionist: str) -> Tally:
        """Return what can be covered in one receptionist."""
        return self._tally_items(self.by_receptionist.get(receptionist, []))

    def kinds_of(self, receptionist: str) -> dict[Kind, Tally]:
        """The same, kind by kind; ``answer`` is among the kinds of a flow that asks the world."""
        items = self.by_receptionist.get(receptionist, [])
        return {kind: self._tally_items([item for item in items if item.kind == kind]) for kind in self.kinds}

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of items that such a flow can have."""
        return KINDS if self.flow.routes else tuple(kind for kind in KINDS if kind != "answer")

    def uncovered(self, receptionist: str | None = None) -> list[Uncovered]:
        """Return what no call has covered (in one receptionist), each with the shortest caller who does."""
        return [Uncovered(item, self.shortest.caller_to(item)) for item in self.uncovered_items(receptionist)]

    def uncovered_items(self, receptionist: str | None = None) -> list[CoverageItem]:
        """Return what no call has covered (in one receptionist), in the order of the flow."""
        keys = self.by_receptionist if receptionist is None else [receptionist]
        return [item for key in keys for item in self.by_receptionist.get(key, []) if item not in self.hits]

    def _tally_items(self, items: list[CoverageItem]) -> Tally:
        return Tally(sum(item in self.hits for item in items), len(items))
