"""A mutant's machine makes the moves that the machine of the mutant alone makes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.callers.drivers import Trace, converse
from simulator.callers.script_actor import ActingCaller
from simulator.config.flow import Flow
from simulator.core.machine import CallMachine
from simulator.flowtests.flow_test import Mark, ScriptedAct
from simulator.flowtests.lean_machine import LeanMachine
from simulator.flowtests.mutants import list_mutants
from simulator.flowtests.timed_acts import lower_acts
from simulator.testing.strategies import flows


def trace_of(machine: CallMachine, keys: str) -> Trace:
    acts = [ScriptedAct(Mark((), 1, 1), "press", key) for key in keys]
    return converse(machine, ActingCaller(lower_acts(acts)))


@settings(max_examples=20, deadline=None)
@given(flows(worlds=True, most=3, most_options=3), st.text("123#", max_size=4))
def test_calls_take_the_same_turns_in_either_machine(flow: Flow, keys: str) -> None:
    unchanged = LeanMachine(flow)
    assert trace_of(unchanged, keys) == trace_of(CallMachine(flow), keys)
    for mutant in list_mutants(flow):
        machine = LeanMachine(mutant.flow, mutant.receptionist, unchanged)
        assert trace_of(machine, keys) == trace_of(CallMachine(mutant.flow), keys), mutant.change
