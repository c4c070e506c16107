"""The call in which some caller can tell a mutant from its flow, looked for where the mutant differs.

One receptionist or one telephone that differs is compared from there on (``graph.compare.changed_place``), in each
world and for each way in that leads there. Schedules are followed before a call is compared, so that a changed one
differs wherever it is asked: such mutants, which are few, are compared from the start of every call.

A caller who shows the difference is looked for from the start of the call, on the ways to the changed place alone
(``graph.compare.ways_to_change``). They are walked once for all mutants of a place that is entered alike in each, and
what no caller can find otherwise in a mutant is looked at once (``graph.compare.changed_side``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import Rehearsal, RehearsedCall, Script
from simulator.config.flow import Flow
from simulator.config.menu_engine import any_memory, can_return
from simulator.config.receptionist import parse_address
from simulator.config.routes import PersonRoute
from simulator.config.semantics import Semantics
from simulator.flowtests.lean_machine import LeanMachine
from simulator.flowtests.world_mutants import CalledFlows, call_flow, paired_flows
from simulator.graph.compare.changed_place import ChangedPlace, KnownFlow, places_entered
from simulator.graph.compare.changed_side import ChangedSide
from simulator.graph.compare.differences import Difference, are_equal, compare_flows, differences_between
from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.walk_nodes import WalkStart
from simulator.graph.compare.walk_side import Side
from simulator.graph.compare.ways_to_change import CheapestWays, WaysToChange
from simulator.graph.worlds import ScheduleStates, asked_schedules, fix_schedules, possible_states


class TellingCall(NamedTuple):
    """A call that may tell a mutant from its flow: both flows, and the players of each.

    ``sides`` remember what was looked at before; ``ways`` are those to what differs, None: they are not known.
    ``start`` is how far a walk has got on them; None: it begins with the call.
    """

    called: CalledFlows
    players: tuple[Rehearsal, Rehearsal]
    sides: Sides
    ways: WaysToChange | None = None
    start: WalkStart | None = None

    def first_difference(self) -> Difference:
        """Return the first difference that a caller notices."""
        old, new = self.called.flow, self.called.mutant
        is_one_world = not (old.number or asked_schedules(old) or asked_schedules(new))
        # In one world the search ends at the first: to know whether it is the only one takes as long again.
        if is_one_world:
            differences = differences_between(self.sides, self.players, pair_map=self.ways, start=self.start)
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
        calls = (world.find_call(subject, mutant) for world in self._worlds)
        return next((call for call in calls if call is not None), None)

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
        self._ways: dict[str | None, CheapestWays] = {}
        self._known: _KnownPlace | None = None

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

    @cached_property
    def _known_flow(self) -> KnownFlow:
        return KnownFlow(self._flow)

    def find_call(self, subject: str, mutant: Flow) -> MakeCall | None:
        """The call in the first way in whose callers come to the changed place, if they can tell the mutant there."""
        way = next((way for way in self._ways_in if subject in way.places), None)
        if way is None:
            return None
        number = way.number
        if number not in self._ways:
            self._ways[number] = CheapestWays(call_flow(self._flow, number))
        if self._known is None or self._known.key != (subject, number):
            # The mutants of one place follow each other: to keep more than the last would fill the memory.
            self._known = _KnownPlace((subject, number), self._ways[number], self._known_flow)
        return self._known.find_call(call_flow(self._fix_place(subject, mutant), number))

    def _fix_place(self, subject: str, mutant: Flow) -> Flow:
        """The mutant in this world. Only its changed place is held fixed anew: the rest of it is that of the flow."""
        if not self._states:
            return mutant
        changed = {subject: mutant.receptionists[subject]} if subject in mutant.receptionists else {}
        part = self._fix(replace(mutant, receptionists=changed, numbers={}))
        receptionists = {**self._flow.receptionists, **part.receptionists}
        return replace(self._flow, receptionists=receptionists, routes={**self._flow.routes, **part.routes})


class _LastCallPlayer(Rehearsal):
    """Plays callers and keeps the last call: a difference is played once to confirm it and once to describe it."""

    _last: tuple[Script, RehearsedCall] | None = None

    def play_call(self, script: Script = "") -> RehearsedCall:
        """One caller's call. Raises as ``Rehearsal.play_call`` does."""
        if self._last is None or self._last[0] is not script:
            self._last = script, self._play_anew(script)
        return self._last[1]

    def _play_anew(self, script: Script) -> RehearsedCall:
        return super().play_call(script)


class _UnchangedPlayer(_LastCallPlayer):
    """Plays callers through a flow, for one mutant after another: many of them are told by the same callers."""

    def __init__(self, flow: Flow, make_machine: Callable[[Flow], LeanMachine]) -> None:
        super().__init__(flow, make_machine=make_machine)
        self._calls: dict[str, RehearsedCall] = {}

    def _play_anew(self, script: Script) -> RehearsedCall:
        line = _plain_line(script) if isinstance(script, CallerScript) else None
        if line is None:
            return super()._play_anew(script)
        if line not in self._calls:
            self._calls[line] = super()._play_anew(script)
        return self._calls[line]


def _plain_line(script: CallerScript) -> str | None:
    """The line of a script; None where it says more than a line does."""
    says_more = script.given or script.at or script.number or script.entry or script.name
    return None if says_more or script.semantics is not None else script.as_line()


class _KnownPlace:
    """A place of a flow that is called in one way, to be compared with its mutants there; no call goes back.

    ``key`` is the place, and the number that is called (None: the entry).
    """

    def __init__(self, key: tuple[str, str | None], ways: CheapestWays, known: KnownFlow) -> None:
        self.key = key
        self._subject = key[0]
        self._ways = ways
        self._place = ChangedPlace(ways.flow, key[0], known)
        self._player = _UnchangedPlayer(ways.flow, self._machine)
        self._machines: dict[Semantics, LeanMachine] = {}

    def find_call(self, mutant: Flow) -> MakeCall | None:
        """The call of the flow and a mutant, if some caller can tell them apart."""
        side = self._place.changed_side(mutant)
        return None if self._place.is_equal_in(side) else partial(self._prepare_call, mutant, side)

    def _prepare_call(self, mutant: Flow, side: Side) -> TellingCall:
        new = _LastCallPlayer(mutant, make_machine=partial(self._mutant_machine, side))
        called = CalledFlows(self._ways.flow, mutant)
        ways = self._ways.ways_to(self._subject, mutant)
        start = self._start if ways is not None and self._is_met_alike(ways, side) else None
        return TellingCall(called, (self._player, new), Sides(self._place.side, side), ways, start)

    def _is_met_alike(self, ways: WaysToChange, side: Side) -> bool:
        """Return whether callers come to the place in a mutant as they do in the flow: they differ only from there."""
        if self._unchanged_ways is None or ways.spots != {self._subject} or ways.spots != self._unchanged_ways.spots:
            return False
        met = [ear.enter_receptionist(self._subject) for ear in (self._place.side.ear, side.ear)]
        waits = [onset.place and onset.place.wait for onset in met]  # places are equal whatever they wait
        return isinstance(side, ChangedSide) and met[0] == met[1] and waits[0] == waits[1]

    @cached_property
    def _unchanged_ways(self) -> WaysToChange | None:
        return self._ways.ways_to(self._subject, self._ways.flow)

    @cached_property
    def _start(self) -> WalkStart:
        side = self._place.side
        return PairWalk(Sides(side, side), pair_map=self._unchanged_ways).walk_up_to(self._subject)

    def _machine(self, flow: Flow) -> LeanMachine:
        """Return the machine of the flow under the semantics of this one."""
        if flow.semantics not in self._machines:
            rows = self._place.side.ear.plan if flow is self._ways.flow else None
            self._machines[flow.semantics] = LeanMachine(flow, rows=rows)
        return self._machines[flow.semantics]

    def _mutant_machine(self, side: Side, mutant: Flow) -> LeanMachine:
        """Return the machine of a mutant."""
        unchanged = self._machine(self._ways.flow.with_semantics(mutant.semantics))
        return LeanMachine(mutant, self._subject, unchanged, side.ear.plan if mutant is side.ear.flow else None)
