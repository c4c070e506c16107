"""Run a flow test: its caller acts, the call is judged."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import perf_counter

from simulator.callers.act_schedule import ActSchedule, turns_begun
from simulator.callers.drivers import Trace, converse
from simulator.callers.script_actor import ActingCaller
from simulator.callers.table_player import TablePlayer
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.core.machine import CallMachine
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.flow_test import CallVerdict, FlowTest
from simulator.flowtests.judge import judge_call
from simulator.flowtests.tested_call import TestedCall
from simulator.flowtests.timed_acts import lower_acts

Listener = Callable[[Flow, Trace], object]
"""Called after every call with the flow, under the semantics of the call, and its trace.

Where the caller stays after a voicemail, the trace has places that the flow does not have (``stayed_calls``).
"""


def run(
    test: FlowTest, *, on_trace: Listener | None = None, semantics: Semantics | None = None, hints: bool = True
) -> CallVerdict:
    """Play and judge one test; under other ``semantics`` than its own, if asked for.

    Without ``hints`` a failure says what failed, and not what may be meant: that takes as long as the flow is large.
    """
    started = perf_counter()
    key = test.machine_key(semantics)
    player = test.switchboard.player_for(key)
    if player is None:
        machine = test.switchboard.machine_for(key)
        flow, call = machine.flow, play_in_machine(test, machine)
    else:
        flow, call = player.flow, play_by_rows(test, player)
    problem = judge_call(test, flow, call, hints=hints)
    if on_trace is not None:
        on_trace(test.switchboard.machine_for(key.without_staying).flow if key.staying else flow, call.trace)
    return CallVerdict(test, call, problem, perf_counter() - started)


def play_by_rows(test: FlowTest, player: TablePlayer) -> TestedCall:
    """The call of a test, played by the rows of its flow: the same as in a machine, in a third of the time."""
    steps = lower_acts(test.acts)
    caller = ActSchedule(steps)
    world = test.world.call_world(player.flow)
    played = player.play_caller(caller, test.start, world=world)
    last = len(played.moves) - 1
    caller.hear_end(last, played.moves[last].dest.in_round)
    acted = [number for number, move in enumerate(played.moves) if move.acts]
    return TestedCall(played, turns_begun(steps, acted, caller.silences), world)


def play_in_machine(test: FlowTest, machine: CallMachine) -> TestedCall:
    """The call of a test, played in a machine of its flow."""
    caller = ActingCaller(lower_acts(test.acts))
    world = test.world.call_world(machine.flow)
    trace = converse(machine, caller, start=test.start, world=world)
    if world is not None:
        trace.assumed, trace.schedules = world.assumed, world.schedules
    return TestedCall(trace, caller.begun)


def run_file(path: str | os.PathLike[str], *, on_trace: Listener | None = None) -> list[CallVerdict]:
    """The verdicts on all tests of a file, in order. Raises ``FlowError`` as ``load_tests`` does."""
    return [run(test, on_trace=on_trace) for test in load_tests(path).tests]
