"""A call of a suite: its script, how it was played, and what it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import Kind, Trace
from simulator.callers.table_player import TableCall, trace_of
from simulator.config.receptionist import Destination
from simulator.core.effects import Choice, Effect, Enter, Miss, Return
from simulator.graph.coverage.coverage_items import CoverageItem, TurnItems


class MadeDecision(NamedTuple):
    """One decision of a call: the number of the visit to a receptionist, and whether the decision ends it."""

    item: CoverageItem
    visit: int
    leaves: bool


@dataclass(frozen=True, slots=True)
class SuiteCall:
    """One call of a suite: its script, with what it asks the world, how it was played, and what it covers.

    ``path`` holds its decisions in order, repeated ones too; ``first`` the needed items that it is
    the one to show: no shorter call covers them.
    """

    script: CallerScript
    played: TableCall | Trace = field(compare=False)
    items: tuple[CoverageItem, ...]
    path: tuple[MadeDecision, ...]
    first: AbstractSet[CoverageItem] = frozenset()

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
        """Return the call's turns; a long suite is written with the turns of a few calls only."""
        return self.played if isinstance(self.played, Trace) else trace_of(self.played)


class TurnCover(NamedTuple):
    """The cover of one turn: the items, the decisions among them, and whether a receptionist is left and entered."""

    items: tuple[CoverageItem, ...]
    decisions: tuple[CoverageItem, ...]
    leaves: bool
    enters: bool


def suite_call(known: TurnItems, script: CallerScript, trace: Trace) -> SuiteCall:
    """A call that was played, with what it covers."""
    last = len(trace.turns) - (trace.kind == "endless")
    covers = (
        turn_cover(known.items_of_turn(turn, cut=number == last), turn.effects)
        for number, turn in enumerate(trace.turns)
    )
    return build_call(script, trace, covers)


def turn_cover(items: tuple[CoverageItem, ...], effects: Sequence[Effect]) -> TurnCover:
    """Return the cover of a turn of these items and effects."""
    return TurnCover(
        items,
        tuple([item for item in items if item.is_decision]),
        _leaves_receptionist(effects),
        any(isinstance(effect, Enter | Return) for effect in effects),
    )


def build_call(script: CallerScript, played: TableCall | Trace, covers: Iterable[TurnCover]) -> SuiteCall:
    """Return a call of the suite, from how it was played and the cover of each of its turns."""
    items: dict[CoverageItem, None] = {}
    path: list[MadeDecision] = []
    visit = 0
    for cover in covers:
        for item in cover.items:
            items[item] = None
        path += [MadeDecision(decision, visit, cover.leaves) for decision in cover.decisions]
        visit += cover.enters
    return SuiteCall(script, played, tuple(items), tuple(path))


def _leaves_receptionist(effects: Sequence[Effect]) -> bool:
    return any(isinstance(effect, Choice) or (isinstance(effect, Miss) and effect.last) for effect in effects)
