"""One event, and the start of a call in a menu of 10,000 rounds."""

from __future__ import annotations

from simulator import Rehearsal, load
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.core.call import Call
from simulator.core.events import EVENTS
from simulator.core.machine import CallMachine
from simulator.wire import vr
from tests.benchmarks.flow_documents import one_menu
from tests.benchmarks.pairs import bare_trigger, ratio


def menu(**changes: object) -> Flow:
    (body,) = one_menu()["receptionists"].values()
    receptionist = Receptionist.model_validate(vr.decode_write({**body, **changes}).fields)
    return Flow(entry="m", receptionists={"m": receptionist})


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

    ratio("one event through Call.receive_event over a bare trigger", ours, bare_events, most=1.6)


def test_a_call_starts_in_a_menu_of_ten_thousand_rounds() -> None:
    small, large = menu(), menu(incorrect_count=99, timeout_retries=99)

    def start(flow: Flow) -> None:
        Call(CallMachine(flow)).receive_event(EVENTS["answered"], 0)

    ratio("start of a call, 99 and 99 retries over 3 and 3", lambda: start(large), lambda: start(small), most=2)


def test_a_shipped_flow_loads_and_plays() -> None:
    flow = load("example:clinic")

    def ours() -> None:
        for _ in range(200):
            Rehearsal(flow).play("9 silence 1")

    kept = Rehearsal(flow)

    def peer() -> None:
        for _ in range(200):
            kept.play("9 silence 1")

    ratio("a new Rehearsal for each call over one for all", ours, peer, rounds=3)
