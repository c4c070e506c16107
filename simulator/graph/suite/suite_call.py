"""A call of a suite: what its caller does, how it was played, and what it covers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.drivers import Kind, Trace
from simulator.callers.table_player import TableCall, trace_of
from simulator.config.receptionist import Destination
from simulator.core.effects import Choice, Effect, Enter, Miss, Return
from simulator.fast_classes import dataclass
from simulator.graph.coverage.coverage_items import CoverageItem, TurnItems
from simulator.graph.coverage.world_answers import StartFields, stated_start


class MadeDecision(NamedTuple):
    """One decision of a call: the number of the visit to a receptionist, and whether the decision ends it."""

    item: CoverageItem
    visit: int
    leaves: bool


@dataclass(frozen=True, slots=True)
class TurnCover:
    """The cover of one turn: the items, the decisions among them, and whether a receptionist is left and entered.

    Thousands of calls share the cover of one move. ``needed`` holds the numbers of the items that a suite has to cover.
    """

    items: tuple[CoverageItem, ...]
    decisions: tuple[CoverageItem, ...]
    leaves: bool
    enters: bool
    needed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SuiteCall:
    """One call of a suite: what its caller does, how it was played, and what it covers.

    ``start`` says where it begins and ``given`` what it asks of the world, as a caller script does. ``covers`` are
    those of its turns that cover something or enter a receptionist; ``first`` the needed items that the call is
    the one to show: no shorter call covers them.
    """

    steps: tuple[ScriptStep, ...]
    start: StartFields
    given: Mapping[str, Any]
    played: TableCall | Trace = field(compare=False)
    covers: tuple[TurnCover, ...] = field(default=(), compare=False)
    first: tuple[CoverageItem, ...] = ()

    @property
    def script(self) -> CallerScript:
        """Return the caller; what it is made of has been validated before."""
        return CallerScript.model_construct(steps=self.steps, given=dict(self.given), **self.start)

    @property
    def kind(self) -> Kind | None:
        """Return the way in which the call ended."""
        return self.played.kind

    @property
    def destination(self) -> Destination | None:
        """Return the destination that the call was sent to in the end."""
        return self.played.destination

    @property
    def trace(self) -> Trace:
        """Return the call's turns; a long suite is written without them."""
        return self.played if isinstance(self.played, Trace) else trace_of(self.played)

    @property
    def items(self) -> tuple[CoverageItem, ...]:
        """Return what the call covers, each item once."""
        return tuple(dict.fromkeys([item for cover in self.covers for item in cover.items]))

    @property
    def needed(self) -> set[int]:
        """Return the numbers of the needed items that the call covers."""
        return set[int]().union(*[cover.needed for cover in self.covers])

    @property
    def path(self) -> tuple[MadeDecision, ...]:
        """Return the call's decisions in order, repeated ones too."""
        path: list[MadeDecision] = []
        visit = 0
        for cover in self.covers:
            path += [MadeDecision(decision, visit, cover.leaves) for decision in cover.decisions]
            visit += cover.enters
        return tuple(path)

    @property
    def last_decision(self) -> CoverageItem | None:
        """Return the last decision that a step of the caller makes; None: there is none."""
        steps = sum([not step.hangup for step in self.steps])
        decisions = [decision for cover in self.covers for decision in cover.decisions]
        return decisions[:steps][-1] if steps else None


def suite_call(
    known: TurnItems, script: CallerScript, trace: Trace, numbers: Mapping[CoverageItem, int] | None = None
) -> SuiteCall:
    """A call that was played, with what it covers; ``numbers`` are those of the needed items."""
    last = len(trace.turns) - (trace.kind == "endless")
    covers = (
        turn_cover(known.items_of_turn(turn, cut=number == last), turn.effects, numbers)
        for number, turn in enumerate(trace.turns)
    )
    return build_call(script.steps, stated_start(script), script.given, trace, covers)


def turn_cover(
    items: tuple[CoverageItem, ...], effects: Sequence[Effect], numbers: Mapping[CoverageItem, int] | None = None
) -> TurnCover:
    """Return the cover of a turn of these items and effects; ``numbers`` are those of the needed items."""
    return TurnCover(
        items,
        tuple([item for item in items if item.is_decision]),
        _leaves_receptionist(effects),
        any(isinstance(effect, (Enter, Return)) for effect in effects),
        tuple([numbers[item] for item in items if item in numbers]) if numbers else (),
    )


def build_call(
    steps: tuple[ScriptStep, ...],
    start: StartFields,
    given: Mapping[str, Any],
    played: TableCall | Trace,
    covers: Iterable[TurnCover],
) -> SuiteCall:
    """Return a call of the suite, from how it was played and the cover of each of its turns."""
    kept = tuple([cover for cover in covers if cover.items or cover.enters])
    return SuiteCall(steps, start, given, played, kept)


def packed_call(played: TableCall) -> TableCall:
    """Return the same call in a quarter of the memory: thousands are kept."""
    times = array("q", played.times)
    return TableCall(played.source, times, tuple(played.moves), played.kind, played.destination, played.entry)


def _leaves_receptionist(effects: Sequence[Effect]) -> bool:
    return any(isinstance(effect, Choice) or (isinstance(effect, Miss) and effect.last) for effect in effects)
