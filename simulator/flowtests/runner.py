"""Run a flow test: its caller acts, the call is judged."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import perf_counter

from simulator.callers.drivers import Trace, converse
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.flow_test import CallVerdict, FlowTest
from simulator.flowtests.judge import judge_call
from simulator.flowtests.timed_acts import ActingCaller

Listener = Callable[[Flow, Trace], object]
"""Called after every call with the flow, under the semantics of the call, and its trace."""


def run(
    test: FlowTest, *, on_trace: Listener | None = None, semantics: Semantics | None = None, hints: bool = True
) -> CallVerdict:
    """Play and judge one test; under other ``semantics`` than its own, if asked for.

    Without ``hints`` a failure says what failed, and not what may be meant: that takes as long as the flow is large.
    """
    started = perf_counter()
    machine = test.switchboard.machine_for(test.semantics if semantics is None else semantics)
    caller = ActingCaller(test.acts)
    world = test.world.call_world(machine.flow)
    trace = converse(machine, caller, start=test.start, world=world)
    if world is not None:
        trace.assumed, trace.schedules = world.assumed, world.schedules
    problem = judge_call(test, machine.flow, trace, caller.begun, hints=hints)
    if on_trace is not None:
        on_trace(machine.flow, trace)
    return CallVerdict(test, trace, tuple(caller.begun), problem, perf_counter() - started)


def run_file(path: str | os.PathLike[str], *, on_trace: Listener | None = None) -> list[CallVerdict]:
    """The verdicts on all tests of a file, in order. Raises ``FlowError`` as ``load_tests`` does."""
    return [run(test, on_trace=on_trace) for test in load_tests(path).tests]
