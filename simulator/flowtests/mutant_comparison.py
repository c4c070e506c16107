"""The call in which some caller can tell a mutant from its flow, looked for where the mutant differs.

One receptionist or one telephone that differs is compared from there on (``graph.compare.changed_place``), in each
world and for each way in that leads there. Schedules are followed before a call is compared, so that a changed one
differs wherever it is asked: such mutants, which are few, are compared from the start of every call.

A caller who shows the difference is looked for from the start of the call, on the ways to the changed place alone
(``graph.compare.ways_to_change``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from simulator.callers.rehearsal import Rehearsal, RehearsedCall, Script
from simulator.config.flow import Flow
from simulator.config.menu_engine import any_memory, can_return
from simulator.config.receptionist import parse_address
from simulator.config.routes import PersonRoute
from simulator.config.semantics import Semantics
from simulator.flowtests.lean_machine import LeanMachine
from simulator.flowtests.world_mutants import CalledFlows, call_flow, paired_flows
from simulator.graph.compare.changed_place import ChangedPlace, places_entered
from simulator.graph.compare.differences import Difference, are_equal, compare_flows, differences_between
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.walk_side import Side
from simulator.graph.compare.ways_to_change import CheapestWays, WaysToChange
from simulator.graph.worlds import ScheduleStates, asked_schedules, fix_schedules, possible_states


class TellingCall(NamedTuple):
    """A call that may tell a mutant from its flow: both flows, and the players of each.

    ``sides`` remember what was looked at before; ``ways`` are those to what differs, None: they are not known.
    """

    called: CalledFlows
    players: tuple[Rehearsal, Rehearsal]
    sides: Sides
    ways: WaysToChange | None = None

    def first_difference(self) -> Difference:
        """Return the first difference that a caller notices."""
        old, new = self.called.flow, self.called.mutant
        is_one_world = not (old.number or asked_schedules(old) or asked_schedules(new))
        # In one world the search ends at the first: to know whether it is the only one takes as long again.
        if is_one_world:
            differences = differences_between(self.sides, self.players, pair_map=self.ways)
            if (difference := next(differences, None)) is not None:
                return difference
        return compare_flows(old, new, most=1).differences[0]


MakeCall = Callable[[], TellingCall]
"""Makes a call ready to be looked at: only of the mutants that survive it is needed."""


def prepare_call(called: CalledFlows) -> TellingCall:
    """Return a call that has not been looked at yet."""
    players = Rehearsal(called.flow), Rehearsal(called.mutant)
    return TellingCall(called, players, Sides(Side(Observer(called.flow)), Side(Observer(called.mutant))))


class _WayIn(NamedTuple):
    """A number (None: the entry), and the places that its callers come to."""

    number: str | None
    places: frozenset[str]


class MutantComparison:
    """A flow that its mutants are compared with, one after another."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def find_call(self, subject: str, mutant: Flow) -> MakeCall | None:
        """The first call in which some caller can tell a mutant from the flow, which differs at ``subject``."""
        if not self._differs_at_one_place(subject, mutant):
            pairs = paired_flows(self._flow, mutant)
            called = next((called for called in pairs if not are_equal(called.flow, called.mutant)), None)
            return None if called is None else partial(prepare_call, called)
        for world in self._worlds:
            if (way := world.find_way(subject, mutant)) is not None:
                return partial(world.prepare_call, subject, mutant, way.number)
        return None

    def _differs_at_one_place(self, subject: str, mutant: Flow) -> bool:
        flow = self._flow
        if flow.number:  # held fixed, a number that asks a schedule is a receptionist of its own
            return False
        if flow.semantics.switch is not None:  # where a menu leads depends on the menus before it
            return False
        # Where calls go back, what follows a place depends on how they came there.
        if self._has_returns or (subject in mutant.receptionists and can_return(mutant.receptionists[subject])):
            return False
        if mutant.receptionists is not flow.receptionists:
            return True
        return mutant.routes is not flow.routes and isinstance(flow.routes[parse_address(subject)], PersonRoute)

    @cached_property
    def _has_returns(self) -> bool:
        return any_memory(self._flow.receptionists.values())

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
        self._ways: dict[str | None, CheapestWays] = {}
        self._known: _KnownSide | None = None

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

    def prepare_call(self, subject: str, mutant: Flow, number: str | None) -> TellingCall:
        """Return the call of the flow and its mutant in one way."""
        if number not in self._ways:
            self._ways[number] = CheapestWays(call_flow(self._flow, number))
        ways = self._ways[number]
        if self._known is None or self._known.place != (subject, number):
            # As above: the mutants of one place follow each other.
            self._known = _KnownSide((subject, number), ways.flow)
        changed = call_flow(self._fix(mutant), number)
        new = _LastCallPlayer(changed, make_machine=partial(self._known.mutant_machine, subject))
        sides = Sides(self._known.side, Side(Observer(changed, returns=False)))
        called = CalledFlows(ways.flow, changed)
        return TellingCall(called, (self._known.player, new), sides, ways.ways_to(subject, changed))


class _LastCallPlayer(Rehearsal):
    """Plays callers and keeps the last call: a difference is played once to confirm it and once to describe it."""

    _last: tuple[Script, RehearsedCall] | None = None

    def play_call(self, script: Script = "") -> RehearsedCall:
        """One caller's call. Raises as ``Rehearsal.play_call`` does."""
        if self._last is None or self._last[0] is not script:
            self._last = script, super().play_call(script)
        return self._last[1]


class _KnownSide:
    """A flow as one side of comparisons with its mutants of one place, called in one way; no call goes back there."""

    def __init__(self, place: tuple[str, str | None], flow: Flow) -> None:
        self.place = place
        self.side = Side(Observer(flow, returns=False))
        self.player = _LastCallPlayer(flow, make_machine=self.machine)
        self._machines: dict[Semantics, LeanMachine] = {}

    def machine(self, flow: Flow) -> LeanMachine:
        """Return the machine of the flow under the semantics of this one."""
        if flow.semantics not in self._machines:
            self._machines[flow.semantics] = LeanMachine(flow)
        return self._machines[flow.semantics]

    def mutant_machine(self, subject: str, mutant: Flow) -> LeanMachine:
        """Return the machine of a mutant."""
        unchanged = self.machine(self.side.ear.flow.with_semantics(mutant.semantics))
        return LeanMachine(mutant, subject, unchanged)
