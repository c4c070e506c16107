"""A suite that has been run on a flow, to be run on its mutants: only the tests whose calls meet what is changed.

A call that never comes to a changed receptionist, destination or schedule goes as it did on the unchanged flow, so its
test passes again. The recording of the unchanged run says where each call came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from simulator.callers.drivers import Trace
from simulator.config.receptionist import parse_address
from simulator.config.semantics import Semantics
from simulator.core.machine import CallMachine
from simulator.flowtests.flow_test import CallVerdict, FlowTest, Switchboard
from simulator.flowtests.lean_machine import LeanMachine
from simulator.flowtests.mutants import Mutant
from simulator.flowtests.runner import run


class RecordedSuite:
    """Tests that pass on a flow, with the calls that they made there."""

    def __init__(self, verdicts: Sequence[CallVerdict]) -> None:
        self._tests_meeting: dict[str, list[FlowTest]] = {}
        self._unchanged: dict[Semantics, LeanMachine] = {}
        for verdict in verdicts:
            # Tests that ran in another process came back without their calls.
            trace = verdict.trace if verdict.trace.turns else run(verdict.test).trace
            for name in dict.fromkeys(_names_met(trace)):
                self._tests_meeting.setdefault(name, []).append(verdict.test)
            if verdict.test.semantics not in self._unchanged:
                flow = verdict.test.flow.with_semantics(verdict.test.semantics)
                self._unchanged[verdict.test.semantics] = LeanMachine(flow)

    def __call__(self, mutant: Mutant) -> str | None:
        """The name of the first test that fails on a mutant; None where all pass."""
        board = _MutantBoard(mutant, self._unchanged)
        # A schedule may have the key of a receptionist: then the tests that meet either are run.
        for test in self._tests_meeting.get(mutant.receptionist, ()):
            if not run(replace(test, switchboard=board)).passed:
                return test.name
        return None


class _MutantBoard(Switchboard):
    """The machines of a mutant, each with the moves of the unchanged one."""

    __slots__ = ("_mutant", "_unchanged")

    def __init__(self, mutant: Mutant, unchanged: Mapping[Semantics, LeanMachine]) -> None:
        super().__init__(mutant.flow)
        self._mutant = mutant
        self._unchanged = unchanged

    def make_machine(self, semantics: Semantics) -> CallMachine:
        """A machine of the mutant under these semantics."""
        flow = self.flow.with_semantics(semantics)
        return LeanMachine(flow, self._mutant.receptionist, self._unchanged[semantics])


def _names_met(trace: Trace) -> Iterator[str]:
    """Yield what a call came to: receptionists and schedules by their keys, destinations as ``type||id``."""
    for turn in trace.turns:
        name = turn.dest.receptionist
        yield str(parse_address(name).canonical) if "||" in name else name
    yield from trace.schedules
