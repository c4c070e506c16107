import asyncio
from collections.abc import Sequence
from pathlib import Path

from simulator.callers.caller_script import caller
from simulator.engines.asterisk_calls import AsteriskCalls
from simulator.engines.call_log import LoggedEvent
from simulator.engines.ringing_call import CallOrder
from simulator.engines.settled_calls import EngineCase, SettledCall, settle_calls
from tests.engines.engine_flows import quick_flow
from tests.engines.fake_server import FakeServer
from tests.engines.recorded_calls import CallRecorder, marks_of


def call_of(seconds: float, *recordings: str) -> Sequence[LoggedEvent]:
    recorder = CallRecorder(quick_flow())
    recorder.enters(0, "main")
    for name in recordings:
        recorder.plays(0.01, name)
    recorder.arrives(seconds, "routed", "department||1080")
    return recorder.events


def settle(folder: Path, tries: list[Sequence[LoggedEvent]], most: int = 5) -> SettledCall:
    """One case whose tries go as given; a try more ends the test with an error."""
    flow = quick_flow()
    server = FakeServer(folder, lambda number: tries[number - 1])
    orders = [CallOrder(marks_of(flow), "main", caller(""), 60)]
    (call,) = asyncio.run(settle_calls(AsteriskCalls(server), [EngineCase(flow, caller(""))], orders, tries=most))
    return call


def told(call: SettledCall) -> tuple[list[str], float, int, str]:
    return call.record.heard, call.record.seconds, call.tries, call.trouble


def test_two_tries_that_tell_the_same_settle_a_call_and_the_shorter_counts(tmp_path: Path) -> None:
    assert told(settle(tmp_path, [call_of(2.05, "r11"), call_of(2.01, "r11")])) == (["11"], 2.01, 2, "")


def test_a_try_that_tells_something_else_or_takes_longer_confirms_nothing(tmp_path: Path) -> None:
    tries = [call_of(2.0, "r11"), call_of(2.0, "r12"), call_of(2.3, "r11"), call_of(2.35, "r11")]
    assert told(settle(tmp_path, tries)) == (["11"], 2.3, 4, "")


def test_tries_alike_in_all_but_time_count_by_the_shortest(tmp_path: Path) -> None:
    tries = [call_of(seconds, "r11") for seconds in (2.0, 2.2, 2.4, 2.6, 2.8)]
    assert told(settle(tmp_path, tries)) == (["11"], 2.0, 5, "")


def test_tries_that_never_tell_the_same_are_not_trusted(tmp_path: Path) -> None:
    tries = [call_of(2.0, *["r11"] * count) for count in range(1, 4)]
    assert told(settle(tmp_path, tries, most=3)) == (["11"] * 3, 2.0, 3, "no two of 3 tries tell the same")


def test_a_call_is_rung_once_where_one_try_is_enough(tmp_path: Path) -> None:
    assert told(settle(tmp_path, [call_of(2.0, "r11")], most=1)) == (["11"], 2.0, 1, "")


def test_a_call_that_was_never_answered_says_so(tmp_path: Path) -> None:
    assert told(settle(tmp_path, [[]], most=1)) == ([], 0.0, 1, "Asterisk did not answer a call")


def test_a_case_begins_where_its_script_says() -> None:
    flow = quick_flow()
    assert EngineCase(flow, caller("")).entry == "main"
    assert EngineCase(flow, caller({"entry": "Inner"})).entry == "inner"
