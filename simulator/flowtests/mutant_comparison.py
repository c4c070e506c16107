"""The call in which some caller can tell a mutant from its flow, looked for where the mutant differs.

One receptionist or one telephone that differs is compared from there on (``graph.compare.changed_place``), in each
world and for each way in that leads there. Schedules are followed before a call is compared, so that a changed one
differs wherever it is asked: such mutants, which are few, are compared from the start of every call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.routes import PersonRoute
from simulator.flowtests.world_mutants import CalledFlows, call_flow, paired_flows
from simulator.graph.compare.changed_place import ChangedPlace, places_entered
from simulator.graph.compare.differences import are_equal
from simulator.graph.worlds import ScheduleStates, asked_schedules, fix_schedules, possible_states

MakeFlows = Callable[[], CalledFlows]
"""Makes the two flows of a call: only of the mutants that survive they are needed."""


class _WayIn(NamedTuple):
    """A number (None: the entry), and the places that its callers come to."""

    number: str | None
    places: frozenset[str]


class MutantComparison:
    """A flow that its mutants are compared with, one after another."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def find_call(self, subject: str, mutant: Flow) -> MakeFlows | None:
        """The first call in which some caller can tell a mutant from the flow, which differs at ``subject``."""
        if not self._differs_at_one_place(subject, mutant):
            pairs = paired_flows(self._flow, mutant)
            called = next((called for called in pairs if not are_equal(called.flow, called.mutant)), None)
            return None if called is None else lambda: called
        for world in self._worlds:
            if (way := world.find_way(subject, mutant)) is not None:
                return partial(world.call_flows, mutant, way.number)
        return None

    def _differs_at_one_place(self, subject: str, mutant: Flow) -> bool:
        flow = self._flow
        if flow.number:  # held fixed, a number that asks a schedule is a receptionist of its own
            return False
        if mutant.receptionists is not flow.receptionists:
            return True
        return mutant.routes is not flow.routes and isinstance(flow.routes[parse_address(subject)], PersonRoute)

    @cached_property
    def _worlds(self) -> tuple[_ComparedWorld, ...]:
        asked = asked_schedules(self._flow)
        states = possible_states(self._flow, asked, {}) if asked else iter([{}])
        return tuple(_ComparedWorld(self._flow, state) for state in states)


class _ComparedWorld:
    """One way in which the schedules of a flow can stand together; without any, the flow as it is."""

    def __init__(self, flow: Flow, states: ScheduleStates) -> None:
        self._written = flow
        self._states = states
        self._compared: dict[str, ChangedPlace] = {}

    @cached_property
    def _flow(self) -> Flow:
        return self._fix(self._written)

    def _fix(self, flow: Flow) -> Flow:
        return fix_schedules(flow, self._states).flow if self._states else flow

    @cached_property
    def _ways_in(self) -> tuple[_WayIn, ...]:
        """Each way in, without those that begin where one before them does."""
        starts: dict[str, _WayIn] = {}
        for number in (None, *self._flow.numbers):
            called = call_flow(self._flow, number)
            if called.start not in starts:
                starts[called.start] = _WayIn(number, places_entered(called))
        return tuple(starts.values())

    def find_way(self, subject: str, mutant: Flow) -> _WayIn | None:
        """The first way in whose callers come to the changed place, and can tell the mutant from the flow there."""
        way = next((way for way in self._ways_in if subject in way.places), None)
        return None if way is None or self._is_equal_at(subject, mutant) else way

    def _is_equal_at(self, subject: str, mutant: Flow) -> bool:
        place = self._compared.get(subject)
        if place is None:
            # The mutants of one place follow each other: to keep more than the last would fill the memory.
            self._compared = {subject: (place := ChangedPlace(self._flow, subject))}
        return place.is_equal_in(self._fix_place(subject, mutant))

    def _fix_place(self, subject: str, mutant: Flow) -> Flow:
        """The mutant in this world. Only its changed place is held fixed anew: the rest of it is that of the flow."""
        if not self._states:
            return mutant
        changed = {subject: mutant.receptionists[subject]} if subject in mutant.receptionists else {}
        part = self._fix(replace(mutant, receptionists=changed, numbers={}))
        receptionists = {**self._flow.receptionists, **part.receptionists}
        return replace(self._flow, receptionists=receptionists, routes={**self._flow.routes, **part.routes})

    def call_flows(self, mutant: Flow, number: str | None) -> CalledFlows:
        """The flow and its mutant, called in one way."""
        return CalledFlows(call_flow(self._flow, number), call_flow(self._fix(mutant), number))
