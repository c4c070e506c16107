import asyncio
from pathlib import Path

import pytest

from simulator.callers.caller_script import caller
from simulator.engines.asterisk_calls import AsteriskCalls
from simulator.engines.call_log import LoggedEvent
from simulator.engines.ringing_call import CallOrder
from simulator.errors import EngineError
from tests.engines.engine_flows import quick_flow
from tests.engines.fake_server import FakeServer
from tests.engines.recorded_calls import CallRecorder, marks_of


def recorded(number: int) -> list[LoggedEvent]:
    """The n-th call, which plays n greetings."""
    recorder = CallRecorder(quick_flow())
    recorder.enters(0, "main")
    for at in range(number):
        recorder.plays(at, "r11")
    recorder.arrives(number, "routed", "department||1080")
    return recorder.events


def orders(count: int, *, seconds_most: float = 60) -> list[CallOrder]:
    marks = marks_of(quick_flow())
    return [CallOrder(marks, "main", caller(""), seconds_most) for _ in range(count)]


def test_every_call_gets_its_own_events_in_the_order_of_the_orders(tmp_path: Path) -> None:
    server, counted = FakeServer(tmp_path, recorded), [0]

    def count() -> None:
        counted[0] += 1

    measured = asyncio.run(AsteriskCalls(server).ring(orders(5), at_once=2, count=count))
    assert [list(call.events) for call in measured] == [recorded(number) for number in range(1, 6)]
    assert [call.timed_out for call in measured] == [False] * 5
    assert (server.most_ringing, counted) == (2, [5])
    ids = [str(sent["ChannelId"])[:-1] for sent in server.sent]
    assert [one for one in ids for other in ids if one != other and other.startswith(one)] == []
    assert {sent["Channel"] for sent in server.sent} == {"Local/to_main@ivr-start/n"}


def test_a_call_that_does_not_end_is_cut_off(tmp_path: Path) -> None:
    server = FakeServer(tmp_path, lambda number: None if number == 1 else recorded(number))
    measured = asyncio.run(AsteriskCalls(server).ring(orders(2, seconds_most=0.05)))
    assert [(call.timed_out, len(call.events)) for call in measured] == [(True, 0), (False, len(recorded(2)))]


def test_an_engine_that_ends_ends_the_ringing(tmp_path: Path) -> None:
    def die(number: int) -> None:
        server.sessions[0].ended.set()

    server = FakeServer(tmp_path, die)
    with pytest.raises(EngineError, match="Asterisk 0 ended by itself"):
        asyncio.run(AsteriskCalls(server).ring(orders(3)))
