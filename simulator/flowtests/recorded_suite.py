"""A suite that has been run on a flow, to be run on its mutants: only the tests whose calls may go otherwise there.

Theory of operation. A call that never comes to a changed receptionist, destination or schedule goes as it did on the
unchanged flow, so its test passes again. The recording of the unchanged run says where each call came, and which turns
it made there. Nor does a call go otherwise that comes to a changed receptionist, if every move that it made into it, in
it and out of it is as it was. All calls that pass through a menu near the entry pass through it in a few ways, by the
same few moves, and each of these is looked at once for each mutant: the work grows with the flow, and not with its
product with its tests.

Example: 4,000 calls pass through ``main``. One presses a wrong key there; the others press 2 at once. In a ``main``
that allows no wrong key, the 2 leads where it did, so only the first call is made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from simulator.callers.drivers import Trace
from simulator.callers.table_player import PlayedMove, TableCall
from simulator.callers.voicemail_returns import MachineKey
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.semantics import Semantics
from simulator.errors import UsageError
from simulator.flowtests.flow_test import CallVerdict, FlowTest, Switchboard
from simulator.flowtests.lean_machine import LeanMachine
from simulator.flowtests.mutants import Mutant
from simulator.flowtests.repeated_moves import KnownArcs, MadeMove
from simulator.flowtests.runner import run
from simulator.flowtests.tested_call import TestedCall
from simulator.tables.table_plan import TablePlan


class _Way(NamedTuple):
    """A way through some receptionist, destination or schedule, under some semantics.

    ``moves`` are those that a call makes into it, in it and out of it, by their numbers. ``flow`` is the identity of
    the flow that is called: files of tests may have loaded it each for itself.
    """

    flow: int
    semantics: Semantics
    moves: frozenset[int]


class RecordedSuite:
    """Tests that pass on a flow, with the calls that they made there."""

    def __init__(self, verdicts: Sequence[CallVerdict]) -> None:
        self._meetings: dict[str, list[tuple[FlowTest, _Way]]] = {}
        """The tests whose calls come to each receptionist, destination or schedule, with their ways through it."""
        ways: dict[_Way, _Way] = {}
        self._unchanged: dict[Semantics, _UnchangedFlow] = {}
        self._numbers: dict[tuple[PlayedMove, int | None], int] = {}
        self._made: list[MadeMove] = []
        self._staying: dict[str, list[FlowTest]] = {}
        for verdict in verdicts:
            test = verdict.test
            if test.world.staying:
                self._keep_staying(test, verdict.trace if verdict.trace.turns else run(test).trace)
                continue
            # Tests that ran in another process came back without their calls.
            call = verdict.call if isinstance(verdict.call.made, TableCall) else run(test).call
            for name, moves in self._moves_by_name(call).items():
                way = _Way(id(test.flow), test.semantics, frozenset(moves))
                self._meetings.setdefault(name, []).append((test, ways.setdefault(way, way)))
            if test.semantics not in self._unchanged:
                self._unchanged[test.semantics] = _UnchangedFlow(test.flow.with_semantics(test.semantics))

    def _keep_staying(self, test: FlowTest, trace: Trace) -> None:
        """Keep a test whose caller stays after a voicemail: which flow its call is made in depends on all of a flow.

        So on every mutant of what it comes to it is run again.
        """
        places = (place for turn in trace.turns for place in (turn.source, turn.dest))
        names = {_name_met(place.receptionist) for place in places} | trace.schedules.keys()
        for name in names:
            self._staying.setdefault(name, []).append(test)

    def _moves_by_name(self, call: TestedCall) -> dict[str, set[int]]:
        """Return what a call came to, with its moves there: receptionists and schedules by key, else ``type||id``."""
        played = call.made
        assert isinstance(played, TableCall), "a flow's own tests are played by rows"
        moves: dict[str, set[int]] = {name: set() for name in call.schedules}
        source = played.source.place
        for move, acts_after in zip(played.moves, _next_acts(played), strict=True):
            number = self._numbers.setdefault((move, acts_after), len(self._made))
            if number == len(self._made):
                self._made.append(MadeMove(source, move.trigger, acts_after))
            dest = move.dest.place
            for name in {source.receptionist, dest.receptionist}:
                moves.setdefault(_name_met(name), set()).add(number)
            source = dest
        return moves

    def __call__(self, mutant: Mutant) -> str | None:
        """The name of the first test that fails on a mutant; None where all pass."""
        failing = (test.name for test in self.tests_on(mutant) if not run(test, hints=False).passed)
        return next(failing, None)

    def tests_on(self, mutant: Mutant) -> Iterator[FlowTest]:
        """Yield the tests whose calls may go otherwise on a mutant, ready to be run on it."""
        board = _MutantBoard(mutant, self._unchanged, self._made)
        # A schedule may have the key of a receptionist: then the tests that meet either are run.
        repeated: dict[int, bool] = {}  # by the identity of the way, of which there is one object
        for test, way in self._meetings.get(mutant.receptionist, ()):
            if id(way) not in repeated:
                repeated[id(way)] = _repeats_calls(board, test.flow, way)
            if not repeated[id(way)]:
                yield replace(test, switchboard=board)
        for test in self._staying.get(mutant.receptionist, ()):
            staying = replace(test, switchboard=board)
            if board.can_play(staying):
                yield staying


class _UnchangedFlow:
    """A flow under some semantics, with its machine and its arcs, which its mutants share."""

    def __init__(self, flow: Flow) -> None:
        self.arcs = KnownArcs(TablePlan(flow))
        self.machine = LeanMachine(flow, rows=self.arcs.plan)


class _MutantBoard(Switchboard):
    """The machines of a mutant, each with the moves of the unchanged one."""

    __slots__ = ("_made", "_mutant", "_plans", "_repeated", "_unchanged")

    def __init__(self, mutant: Mutant, unchanged: Mapping[Semantics, _UnchangedFlow], made: Sequence[MadeMove]) -> None:
        super().__init__(mutant.flow)
        self._mutant = mutant
        self._unchanged = unchanged
        self._made = made
        self._plans: dict[Semantics, TablePlan] = {}
        self._repeated: dict[Semantics, dict[int, bool]] = {}

    def player_for(self, key: MachineKey) -> None:
        """A mutant has few calls and differs in one place: its machine shares the moves of the unchanged one."""

    def make_machine(self, key: MachineKey) -> LeanMachine:
        """A machine of the mutant for the calls of a key."""
        if key.staying:
            return LeanMachine(key.flow_for(self.flow))
        plan = self._plan_for(key.semantics)
        return LeanMachine(plan.flow, self._mutant.receptionist, self._unchanged[key.semantics].machine, plan)

    def _plan_for(self, semantics: Semantics) -> TablePlan:
        plan = self._plans.get(semantics)
        if plan is None:
            unchanged, flow = self._unchanged[semantics].arcs.plan, self.flow.with_semantics(semantics)
            plan = self._plans[semantics] = unchanged.changed_in(flow, self._mutant.receptionist)
        return plan

    def can_play(self, test: FlowTest) -> bool:
        """Return whether the caller of a test can stay on the mutant: calls may share ways there that they did not."""
        try:
            self.machine_for(test.machine_key())
        except UsageError:
            return False
        return True

    def repeats_moves(self, semantics: Semantics, moves: Iterable[int]) -> bool:
        """Return whether each of these moves of the unchanged flow is as it was."""
        plan, arcs = self._plan_for(semantics), self._unchanged[semantics].arcs
        repeated = self._repeated.setdefault(semantics, {})
        for number in moves:
            known = repeated.get(number)
            if known is None:
                known = repeated[number] = arcs.is_repeated(self._made[number], plan)
            if not known:
                return False
        return True


def _repeats_calls(board: _MutantBoard, flow: Flow, way: _Way) -> bool:
    """Return whether the calls of a flow that take a way are sure to go as they did on a mutant of it."""
    # What the world answers is in no move: after a change of the world, every call is made again.
    if board.flow.routes is not flow.routes or board.flow.schedules is not flow.schedules:
        return False
    return board.repeats_moves(way.semantics, way.moves)


def _next_acts(played: TableCall) -> list[int | None]:
    """Return after how many milliseconds the caller acts next, move by move; None: what is due happens before.

    An ignored key changes nothing, and leaves what is due as it was: such acts do not count.
    """
    acts: list[int | None] = [None] * len(played.moves)
    acting, acting_at = False, 0  # of the next move that is no ignored key
    for number in range(len(played.moves) - 1, -1, -1):
        move, at = played.moves[number], played.times[number]
        if move.internal:
            continue
        if acting:
            acts[number] = acting_at - at
        acting, acting_at = move.acts, at
    return acts


def _name_met(name: str) -> str:
    return str(parse_address(name).canonical) if "||" in name else name
