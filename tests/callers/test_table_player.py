"""Calls by rows: the turns of the machine."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers import table_player
from simulator.callers.act_schedule import ActSchedule, TimedStep, lower_step
from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.caller_script import caller
from simulator.callers.drivers import converse
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.script_actor import ScriptedCaller
from simulator.callers.table_player import TablePlayer, trace_of
from simulator.config.flow import Flow
from simulator.core.machine import CallMachine
from simulator.testing.strategies import flows
from tests.callers.crowds import STEPS
from tests.graph.small_flows import PERSON, flow, menu


@given(flows(worlds=True) | flows(worlds=True, returns=True), st.lists(STEPS, max_size=8), st.integers(1, 12))
def test_rows_take_the_turns_of_the_machine(of: Flow, steps: list[dict[str, Any]], limit: int) -> None:
    rehearsal = Rehearsal(of, limit=limit)
    script = caller({"steps": steps})
    bulk = BulkRehearsal(rehearsal)
    assert bulk.play_call(script) == rehearsal.play_call(script).trace


def test_a_player_that_has_come_to_very_many_places_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_player, "NODES_MOST", 3)
    of = flow({"main": menu({"1": PERSON, "2": "@main"}, greeting="4", allowed=(3, 3))})
    player, machine = TablePlayer(of), CallMachine(of)
    for line in ("1", "2 9 silence", "9 9 9 9", "2 2 1", "1"):
        steps = caller(line).steps
        played = player.play_caller(ActSchedule(list(map(lower_step, steps))), "main")
        assert trace_of(played) == converse(machine, ScriptedCaller(steps))


def test_a_step_is_lowered_to_milliseconds() -> None:
    steps = caller(
        '{"steps": [{"press": "12", "after": 0.1}, {"silence": true}, {"hangup": true, "cue": "now"}]}'
    ).steps
    assert list(map(lower_step, steps)) == [
        TimedStep("listening", ("1", "2"), 100, 250),
        TimedStep("listening", (), 0, 0),
        TimedStep("now", ("hung_up",), 500, 250),
    ]
