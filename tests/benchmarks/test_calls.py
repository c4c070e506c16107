"""One event, many calls, and the start of a call in a menu of 10,000 rounds.

pytest tests/benchmarks -s
"""

from __future__ import annotations

import io
import json
import random
import sys

import pytest

from simulator import Rehearsal, load
from simulator.cli.caller_stream import play_stream
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.core.call import Call
from simulator.core.events import EVENTS
from simulator.core.machine import CallMachine
from simulator.wire import vr
from simulator.words.markup import dump_json
from tests.benchmarks.pairs import bare_trigger, ratio

W1 = {
    "name": "one menu, three keys, three and three",
    "destination_type": "multiple",
    "recording": "1",
    "entries": [{"option": str(k), "destination_type": "department", "destination_id": str(k)} for k in (1, 2, 3)],
    "timeout": 5,
    "incorrect_count": 3,
    "timeout_retries": 3,
    "invalid_recording": "2",
    "recording_invalid": "3",
    "timeout_retry_recording": "4",
    "timeout_recording": "5",
    "invalid_destination_type": "department",
    "invalid_destination_id": "9",
    "timeout_destination_type": "department",
    "timeout_destination_id": "9",
}


def menu(**changes: object) -> Flow:
    receptionist = Receptionist.model_validate(vr.decode_write({**W1, **changes}).fields)
    return Flow(entry="m", receptionists={"m": receptionist})


def scripts(count: int) -> list[str]:
    """Callers who per round press a valid key .6, a wrong one .2, nothing .15, hang up .05."""
    chance = random.Random(1)
    made = []
    for _ in range(count):
        steps: list[dict[str, object]] = []
        while not steps or ("press" in steps[-1] and steps[-1]["press"] == "9") or "silence" in steps[-1]:
            draw = chance.random()
            if draw < 0.6:
                steps.append({"press": chance.choice("123")})
            elif draw < 0.8:
                steps.append({"press": "9"})
            elif draw < 0.95:
                steps.append({"silence": True})
            else:
                steps.append({"hangup": True})
        made.append(json.dumps({"steps": steps}))
    return made


def test_one_event() -> None:
    machine = CallMachine(menu())

    trigger = bare_trigger()
    events = 0

    def ours() -> None:
        nonlocal events
        events = 0
        while events < 5000:
            call = Call(machine)
            call.receive_event(EVENTS["answered"], 0)
            events += 1
            while not call.is_over:
                assert call.due is not None
                call.receive_event(call.due.event, call.due.at)
                events += 1

    ours()

    def bare_events() -> None:
        for _ in range(events):
            trigger()

    assert ratio("one event through Call.receive, against a bare trigger", ours, bare_events) <= 1.6


def test_many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crowd by rows, against the same callers by the machine, one by one."""
    callers = "\n".join(scripts(2_000)).encode()
    rehearsal = Rehearsal(menu())

    def ours() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", io.StringIO())
            assert play_stream(rehearsal, io.BytesIO(callers), None, 1) == (0, 0)

    def peer() -> None:
        for line in callers.decode().splitlines():
            dump_json(rehearsal.play(line).as_json(), compact=True)

    assert ratio("play --callers, against the machine", ours, peer) <= 1 / 7


def test_a_call_starts_in_a_menu_of_ten_thousand_rounds() -> None:
    small, large = menu(), menu(incorrect_count=99, timeout_retries=99)

    def start(flow: Flow) -> None:
        Call(CallMachine(flow)).receive_event(EVENTS["answered"], 0)

    assert ratio("start of a call, 99 and 99 against 3 and 3", lambda: start(large), lambda: start(small)) <= 2


def test_a_shipped_flow_loads_and_plays() -> None:
    flow = load("example:clinic")

    def ours() -> None:
        for _ in range(200):
            Rehearsal(flow).play("9 silence 1")

    kept = Rehearsal(flow)

    def peer() -> None:
        for _ in range(200):
            kept.play("9 silence 1")

    ratio("a new Rehearsal for each call, against one for all", ours, peer)
