"""Two roads for one caller: the machine, and the rows. Their records are the same bytes."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.errors import SimulatorError, UsageError
from simulator.testing.strategies import flows
from simulator.words.markup import dump_json
from tests.callers.crowds import CALLERS
from tests.callers.world_flow import NUMBER, world_flow
from tests.graph.small_flows import PERSON, flow, menu


def both_roads(of: Flow, line: str, **made_with: Any) -> tuple[str, str]:
    """What the machine makes of a line, and what the rows make of it: a record or an error."""
    rehearsal = Rehearsal(of, **made_with)
    try:
        slow: str = dump_json(rehearsal.play(line).as_json(), compact=True)
    except SimulatorError as error:
        slow = str(error)
    try:
        fast: str = BulkRehearsal(rehearsal).play_line(line).line
    except SimulatorError as error:
        fast = str(error)
    return slow, fast


@given(
    flows(worlds=True) | flows(worlds=True, returns=True), st.lists(CALLERS, min_size=1, max_size=5), st.integers(1, 12)
)
def test_rows_write_the_bytes_of_the_machine(of: Flow, callers: list[dict[str, Any]], limit: int) -> None:
    """In one flow, so that what is kept for the next caller is used."""
    rehearsal = Rehearsal(of, limit=limit)
    bulk = BulkRehearsal(rehearsal)
    lines = [json.dumps(one) for one in callers]
    assert [str(bulk.play_line(line).line) for line in lines] == [
        dump_json(rehearsal.play(line).as_json(), compact=True) for line in lines
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        '{"steps": [{"press": "1"}, {"press": 1}]}',
        '{"steps": [{"press": 9}]}',
        '{"steps": [{"press": "9", "after": true}]}',
        '{"steps": [{"press": "9", "after": "2"}]}',
        '{"steps": [{"press": "9", "after": NaN}]}',
        '{"steps": [{"press": "9", "after": 1e999}]}',
        '{"steps": [{"press": "9", "after": 86400.5}]}',
        '{"steps": [{"press": "9", "press": "1"}]}',
        '{"steps": [{"press": null, "silence": true}]}',
        '{"steps": [{"silence": 1}]}',
        '{"steps": [{"silence": true, "cue": "now"}]}',
        '{"steps": [{"silence": true, "press": "1"}]}',
        '{"steps": [{}]}',
        '{"steps": [{"press": "1", "cue": "never"}]}',
        '{"steps": [{"press": "1", "cue": ["now"]}]}',
        '{"steps": [{"press": "\\u0661"}]}',
        '{"steps": {"press": "1"}}',
        '{"steps": "1 2"}',
        '{"steps": null}',
        '{"steps": 3}',
        '{"steps": ["9"]}',
        '{"entry": "nowhere"}',
        '{"entry": "nowhere", "semantics": "none"}',
        '{"entry": "nowhere", "given": {"nobody": "busy"}}',
        '{"number": "1", "at": "yesterday", "given": {"nobody": "busy"}}',
        '{"at": "yesterday", "given": {"nobody": "busy"}, "semantics": {"collect": "none"}}',
        '{"name": NaN, "name": "Ann"}',
        '{"steps": [{"press": "9", "after": -1e400, "after": 1}]}',
        '{"entry": "main", "name": "a \\u00fc ##[error] \\u007f"}',
        '{"name": "\\ud800"}',
        '{"name": 3}',
        '{"name": null}',
        '{"what": 1}',
        '{"steps": []} x',
        '{"steps": [',
        "[" * 100_000,
        json.dumps({"steps": [{"press": "9"}] * 1001}),
        json.dumps({"steps": [{"silence": True}] * 1000}),
        json.dumps({"number": NUMBER, "at": "2026-12-24T10:00", "given": {"Booking desk": "busy"}}),
    ],
)
def test_odd_lines_say_the_same_on_both_roads(line: str) -> None:
    slow, fast = both_roads(world_flow(), line)
    assert fast == slow


def test_what_holds_for_every_caller_holds_on_both_roads() -> None:
    line = '{"steps": [{"press": "1"}]}'
    slow, fast = both_roads(world_flow(), line, at="2026-12-25T10:00", given={"everyone": "no answer"})
    assert fast == slow
    assert json.loads(fast)["at"] == "2026-12-25T10:00"


def test_a_record_of_a_plain_caller() -> None:
    played = BulkRehearsal(Rehearsal(flow({"main": menu({"1": PERSON}, greeting="4")}))).play_line(
        '{"name":"Ann","steps":[{"press":"1"}]}'
    )
    assert played.outcome.reaches(PERSON)
    assert played.line == (
        '{"name":"Ann","entry":"main","semantics":"acefone",'
        '"outcome":{"kind":"routed","destination":"department||10","name":"Desk"},'
        '"heard":["4"],"keys":["1"],"seconds":4.5,"estimated":false,"turns":['
        '{"at":0.0,"event":"answered","place":"main/0,0/prompt/entry/0",'
        '"effects":[{"enter":"main"},{"round":{"wrong_keys":0,"silences":0}},{"play":"4","seconds":4.0}]},'
        '{"at":4.0,"event":"prompt_ended","place":"main/0,0/listening","effects":[]},'
        '{"at":4.5,"event":"pressed","key":"1","place":"ended",'
        '"effects":[{"choice":"1"},{"route":"department||10"}]}]}'
    )


def test_what_is_kept_for_the_next_caller_stays_small() -> None:
    """Long scripts for short calls, a number in many spellings, and settings that nobody else has."""
    of = world_flow()
    bulk = BulkRehearsal(Rehearsal(of))
    lines = [
        *(json.dumps({"steps": [{"press": "1"}] * 900 + [{"press": str(number)}]}) for number in range(1500)),
        *(json.dumps({"entry": " " * number + "main"}) for number in range(10)),
        *(json.dumps({"semantics": {"base": "acefone", "interdigit_seconds": number}}) for number in range(20)),
    ]
    for line in lines:
        with suppress(UsageError):
            bulk.play_line(line)
    assert len(bulk._kept) < 1200
    assert len(bulk._players) == 8
