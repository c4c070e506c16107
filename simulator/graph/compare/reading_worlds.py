"""A flow in one group of worlds, under every reading: walked as it is there, and played as it is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_worlds import FixedPair, WorldGroup
from simulator.graph.compare.world_merger import complete_script, stated_answers


@dataclass(frozen=True, slots=True)
class ReadWorld:
    """A flow in worlds in which it comes to be the same, and what holds for every call."""

    group: WorldGroup
    fixed: FixedPair

    @property
    def flow(self) -> Flow:
        """The flow with its schedules held fixed."""
        return self.group.old

    def observe(self, readings: Sequence[Semantics]) -> list[Observer]:
        """The flow as callers notice it, under each reading."""
        return [Observer(self.flow.with_semantics(semantics), self.fixed.old.people) for semantics in readings]

    def players(self, flow: Flow, readings: Sequence[Semantics]) -> list[Rehearsal]:
        """The flow as it is written, ready for callers in these worlds, under each reading."""
        given = {**self.group.worlds[0].old, **self.fixed.old.people}
        return [Rehearsal(flow.with_semantics(semantics), given=given) for semantics in readings]

    def complete_script(
        self, script: CallerScript, asked: Collection[str], number: str, *, always: bool
    ) -> CallerScript:
        """The script of a caller, with what brings them to the first of these worlds."""
        states = stated_answers(self.group.worlds[0], asked, always=always)
        return complete_script(script, states, self.fixed, number)
