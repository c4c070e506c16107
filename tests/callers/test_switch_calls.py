"""150 calls measured on a real FreeSWITCH 1.11.3-dev, and random menus against a slow model of its rules.

The measured time is longer by the frames of 20 ms in which the engine looks at keys and clocks.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from simulator import load
from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.caller_script import caller
from simulator.callers.rehearsal import Rehearsal
from simulator.core.call import Call
from simulator.core.events import ALPHABET
from simulator.core.machine import CallMachine
from simulator.tables.flow_table import FlowTable
from simulator.tables.table_walk import OVER, TableWalk
from tests.callers.switch_flows import LENGTHS, switch_flow, switch_menus, switch_steps
from tests.callers.switch_model import Endless, SwitchCall, model_steps

GOLDEN = Path(__file__).parent.parent / "golden" / "freeswitch"
SEEDS = ("seed-1", "seed-11")
MEDIAN, MOST = 0.04, 0.213
"""Seconds by which the engine was slower."""


def measured_calls(seed: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    files = ((GOLDEN / seed / name).read_text(encoding="utf-8") for name in ("callers.jsonl", "expected.jsonl"))
    callers, expected = ([json.loads(line) for line in text.splitlines()] for text in files)
    yield from zip(callers, expected, strict=True)


def test_every_measured_call_agrees() -> None:
    late = []
    for seed in SEEDS:
        rehearsal = Rehearsal(load(GOLDEN / seed))
        for script, measured in measured_calls(seed):
            record = rehearsal.play(script)
            heard = list(record.heard), record.outcome.destination
            assert heard == (measured["heard"], measured["destination"]), record.name
            late.append(measured["seconds"] - record.seconds)
    assert len(late) == 150
    assert (round(median(late), 3), round(max(map(abs, late)), 3)) == (MEDIAN, MOST)


def model_menus(seed: str) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """The menus of a measured flow in the model's words."""
    flow = yaml.safe_load((GOLDEN / seed / "flow.yaml").read_text(encoding="utf-8"))
    menus = {}
    for key, item in flow["receptionists"].items():
        menus[key] = {
            "greet_long": item.get("recording"),
            "invalid_sound": item.get("invalid_recording"),
            "timeout": item["timeout"],
            "failures": item["incorrect_count"],
            "timeouts": item["timeout_retries"],
            "entries": {entry["option"]: _action(entry) for entry in item["entries"]},
            **flow["menus"][key]["engine"],
        }
    return menus, {name: round(recording["seconds"] * 1000) for name, recording in flow["recordings"].items()}


def _action(entry: dict[str, str]) -> str:
    kind, id = entry["destination_type"], entry["destination_id"]
    if kind.startswith("menu_"):
        return kind.removeprefix("menu_")
    return id if kind == "virtual_receptionist" else f"{kind}||{id}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_model_agrees_with_every_measured_call_itself(seed: str) -> None:
    menus, lengths = model_menus(seed)
    for script, measured in measured_calls(seed):
        heard, end, milliseconds = SwitchCall(menus, lengths, model_steps(script["steps"])).play(script["entry"])
        assert (heard, end) == (measured["heard"], measured["destination"]), script["name"]
        assert abs(measured["seconds"] - milliseconds / 1000) < MOST + 0.001


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(menus=switch_menus(), steps=switch_steps())
def test_random_callers_hear_what_the_model_says(
    tmp_path: Path, menus: dict[str, dict[str, Any]], steps: list[dict[str, Any]]
) -> None:
    """Recordings, end and millisecond; and rows take the very turns of the machine."""
    rehearsal = Rehearsal(switch_flow(menus, tmp_path))
    script = caller({"steps": steps})
    assert BulkRehearsal(rehearsal).play_call(script) == rehearsal.play_call(script).trace
    record = rehearsal.play({"steps": steps})
    try:
        expected = SwitchCall(menus, LENGTHS, model_steps(steps)).play("m0")
    except Endless:
        return
    assert (list(record.heard), record.outcome.destination, round(record.seconds * 1000)) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(menus=switch_menus(), steps=switch_steps())
def test_rows_and_machine_answer_every_event_alike(
    tmp_path: Path, menus: dict[str, dict[str, Any]], steps: list[dict[str, Any]]
) -> None:
    """On the way of a caller, after each event: what it caused, where the call is, and what happens next by itself."""
    flow = switch_flow(menus, tmp_path)
    machine, walk = CallMachine(flow), TableWalk(FlowTable(flow))
    call, at = Call(machine), walk.ringing_place()
    for turn in Rehearsal(flow, limit=20).play_call(caller({"steps": steps})).trace.turns[:60]:
        moves = {trigger: move for trigger in ALPHABET if (move := walk.move_from(at, trigger))}
        assert {arc.trigger: (arc.effects, arc.dest) for arc in machine.plan.arcs_from(call.place)} == {
            trigger: (move.effects, walk.place_of(move.dest)) for trigger, move in moves.items()
        }
        call.receive_event(turn.event, turn.at)
        at = moves[turn.event.trigger].dest
        assert walk.place_of(at) == call.place
        assert walk.place_of(at).wait == call.place.wait  # which equality of places leaves out
        assert (at == OVER) == call.is_over
        resumed = Call.resume(machine, json.loads(json.dumps(call.snapshot())))
        assert (resumed.place, resumed.due, resumed.deadline) == (call.place, call.due, call.deadline)


MENU = {"greet_long": "long2", "timeout": 1.5, "failures": 2, "timeouts": 2, "digit_len": 1, "entries": {}}


def test_all_menus_end_at_the_thirteenth_level(tmp_path: Path) -> None:
    """Two menus call each other: the twelfth is entered, and one choice more ends them all, after the exit sound."""
    menus = {"m0": MENU | {"exit_sound": "exit1", "entries": {"1": "m1"}}, "m1": MENU | {"entries": {"1": "m0"}}}
    rehearsal = Rehearsal(switch_flow(menus, tmp_path))
    for choices, end in ((11, "menu_end||timeout"), (12, "menu_end||success")):
        steps = [{"press": "1", "cue": "prompt", "after": 0.1}] * choices
        record = rehearsal.play({"steps": steps})
        heard, destination, milliseconds = SwitchCall(menus, LENGTHS, model_steps(steps)).play("m0")
        assert (list(record.heard), record.outcome.destination) == (heard, destination)
        assert (record.outcome.destination, round(record.seconds * 1000)) == (end, milliseconds)
        assert record.heard[-1] == "exit1"
