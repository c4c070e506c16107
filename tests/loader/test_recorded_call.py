"""Calls out of rows: the provider's own names, steps with times, moments in any zone, and what is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from simulator.calendar.zones import load_zone
from simulator.loader.column_map import PRESETS
from simulator.loader.recorded_call import BadRecord, CallReader, RecordedCall

LONDON = load_zone("Europe/London")


def read(preset: str, **values: Any) -> RecordedCall:
    return CallReader(PRESETS[preset], LONDON).read_call(values)


def test_a_call_of_the_provider() -> None:
    call = read(
        "acefone", call_id=7, date="2026-07-01", time="09:00:00", did_number="+441632960000", ivr_id=7926, dtmf_input=21
    )
    at = datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert call == RecordedCall("7", "+441632960000", "7926", ("21",), None, at, "")


def test_steps_of_a_call_have_times_that_count_from_the_first() -> None:
    steps = '[{"type": "init", "time": "100"}, {"type": "dtmf", "input": "1", "time": 109}, {"type": "Agent"}]'
    call = read("acefone", dtmf_input=None, call_flow=steps)
    assert (call.groups, call.times) == (("1",), (9000,))
    untimed = read("acefone", call_flow=[{"type": "dtmf", "input": "1"}, {"type": "dtmf", "input": "2#"}])
    assert (untimed.groups, untimed.times) == (("1", "2#"), None)


@pytest.mark.parametrize("keys", ["1, 2#", "1-2#", ["1", "2#"], "1 2#"])
def test_keys_written_apart_were_typed_apart(keys: object) -> None:
    assert read("plain", keys=keys, times="3 9.5 10").times == (3000, 9500, 10000)
    assert read("plain", keys=keys).groups == ("1", "2#")


def test_keys_in_a_column_of_numbers_of_which_some_are_missing() -> None:
    assert [read("plain", keys=keys).groups for keys in (12.0, float("nan"), 0.0)] == [("12",), (), ("0",)]
    texts = "1.0", "12.00", "1.0,2.0", [1.0, 2.0], "1.2", "01.0", "1.0.2", "1-0"
    assert [read("plain", keys=keys).groups for keys in texts] == [
        *(("1",), ("12",), ("1", "2"), ("1", "2")),
        *(("1", "2"), ("01", "0"), ("1", "0", "2"), ("1", "0")),
    ]
    for refused in (1.5, [1.5], [[1]], float("inf"), [float("nan")], True, [True], {"1": 1}):
        with pytest.raises(BadRecord):
            read("plain", keys=refused)
    with pytest.raises(BadRecord):
        read("plain", keys=1.5)


@pytest.mark.parametrize("time", ["nan", "inf", float("nan"), 10**400, [1], "soon"])
def test_a_step_whose_time_is_none_has_its_keys(time: object) -> None:
    steps = [{"type": "init", "time": 100}, {"type": "dtmf", "input": "1", "time": time}]
    call = read("acefone", call_flow=steps)
    assert (call.groups, call.times) == (("1",), None)


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-25T21:00",
        "25 Dec 2026 21:00",
        "2026-12-25 21:00:00+00:00",
        1798232400,
        datetime(2026, 12, 25, 21, tzinfo=UTC),
    ],
)
def test_moments(written: object) -> None:
    assert read("plain", keys="1", at=written).at == datetime(2026, 12, 25, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "message", "reason"),
    [
        ({"keys": "Anna"}, "keys: 'Anna' is not accepted; use keys (0-9, * and #)", "keys: not accepted; use keys"),
        ({"keys": True}, "keys: true is not accepted; use keys (0-9, * and #)", "keys: not accepted; use keys"),
        (
            {"at": "2026-03-29T01:30"},
            "at: '2026-03-29T01:30' is not accepted; the clocks of Europe/London skip this time; name the records' own "
            "timezone",
            "at: not accepted; the clocks of Europe/London skip this time",
        ),
        ({"at": "soon"}, "at: 'soon' is not accepted; use a moment such as 2026-12-25T21:00", "at: not accepted"),
        ({"at": 4.0}, "at: 4.0 is not accepted; use the moment of a call", "at: not accepted"),
        ({"call_id": []}, "", ""),
        ({"call_id": ["x"]}, "call_id: a list is not accepted; use text", "call_id: not accepted; use text"),
        (
            {"keys": "12", "times": "3"},
            "times: '3' is not accepted; use one time for each of the 2 keys: seconds from the answer, in order",
            "times: not accepted",
        ),
        (
            {"call_flow": "["},
            """call_flow: '[' is not accepted; use a list of steps such as {"type": "dtmf", "input": "1"}""",
            "call_flow: not accepted",
        ),
        (
            {"call_flow": [1]},
            """call_flow: a list is not accepted; use a list of steps such as {"type": "dtmf", "input": "1"}""",
            "call_flow: not accepted",
        ),
    ],
)
def test_what_is_no_call_is_refused_and_the_reason_tells_nothing_of_a_person(
    values: dict[str, Any], message: str, reason: str
) -> None:
    if not message:
        assert read("plain", **values).call_id == ""
        return
    with pytest.raises(BadRecord) as refusal:
        read("plain", **values)
    assert str(refusal.value) == message
    assert refusal.value.reason.startswith(reason)
