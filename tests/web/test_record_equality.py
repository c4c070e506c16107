"""The page's records are those of `ivrsim play`: random callers of random flows, in Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.errors import SimulatorError
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import NUMBER, world_flow

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.chromium, pytest.mark.heavy]

CALLERS = 20
SOME_ROUNDS = 40
"""Of a flow's endless calls one is compared whole, and this many rounds of the others: each whole one is long."""

MOMENTS = (
    "",
    "2026-12-25T21:00",
    "2026-12-24T16:59:58",
    "25 Dec 2026 10:00",
    "2026-12-07T08:59:59.5",
    "20260328T1000Z",
)


@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_random_callers_make_the_same_records(show: Callable[[Flow], Page], data: st.DataObject) -> None:
    """Fifty flows under any semantics, with schedules and people, and twenty callers of each."""
    flow = data.draw(flows(worlds=True, returns=data.draw(st.booleans())))
    scripts = [
        data.draw(callers(flow, most_steps=5)).as_json() | {"at": data.draw(st.sampled_from(MOMENTS))}
        for _ in range(CALLERS)
    ]
    records = play_all(show(flow), scripts)
    rehearsal, short_rehearsal = Rehearsal(flow), Rehearsal(flow, limit=SOME_ROUNDS)
    endless_calls = 0
    for script, record in zip(scripts, records, strict=True):
        if "error" not in record and record["outcome"]["kind"] == "endless":
            endless_calls += 1
        if endless_calls > 1 and record["outcome"]["kind"] == "endless":
            expected = json.loads(short_rehearsal.play(script).to_json())
            expected["turns"].pop()  # the turn that is cut off
            assert record["turns"][: len(expected["turns"])] == expected["turns"]
            assert expected["outcome"] == record["outcome"]
        else:
            assert record == json.loads(rehearsal.play(script).to_json())


def play_all(page: Page, scripts: list[Any]) -> Any:
    # as text: the driver takes a million small values one by one
    return json.loads(page.evaluate("scripts => JSON.stringify(scripts.map(script => ivrsim.play(script)))", scripts))


@pytest.mark.parametrize(
    "script",
    [
        {"at": "2026-03-29T00:30", "number": NUMBER},
        {"at": "Sun 25 October 2026 01:30:00", "number": "0044 1632 960001"},
        {"at": "2026-12-31T23:59:59.999+13:45", "number": NUMBER},
        {"number": "+441632960003", "name": 7, "steps": [{"press": 12, "after": "1.0005", "gap": 0.0005}]},
        {"entry": "Night menu", "given": {"everyone": "no answer"}, "steps": [{"wait": True}, {"press": "1"}]},
        {"given": {"Booking desk": [{"answer": "busy", "after": "1.5 s"}, "no-answer"]}, "steps": [{"press": "1"}]},
        {"given": {"Office hours": "Holiday", "night-mode": "closed"}, "number": "+441632960002"},
        {"semantics": "acefone", "steps": [{"hangup": True, "cue": "now", "after": 0}]},
    ],
)
def test_scripts_are_read_as_python_reads_them(show: Callable[[Flow], Page], script: dict[str, Any]) -> None:
    flow = world_flow()
    assert play_all(show(flow), [script]) == [json.loads(Rehearsal(flow).play(script).to_json())]


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"])
def test_the_first_and_the_last_moment_of_the_span_are_in_it(show: Callable[[Flow], Page], zone: str) -> None:
    flow = replace(world_flow(), timezone=zone)
    moments = ("2026-01-01T00:00", "2027-12-31T23:59", "2027-04-04T01:45", "2026-11-01T01:30")
    scripts = [{"number": NUMBER, "at": moment} for moment in moments]
    records = [json.loads(Rehearsal(flow).play(script).to_json()) for script in scripts]
    assert play_all(show(flow), scripts) == records
    outside = play_all(show(flow), [{"at": "2025-12-31T23:59"}, {"at": "2028-01-01T00:00"}])
    assert ["is outside of what this page knows" in record["error"] for record in outside] == [True, True]


@pytest.mark.parametrize(
    "script",
    [
        {"steps": [{"press": "1", "silence": True}]},
        {"steps": [{"press": "a"}]},
        {"steps": [{"press": "1", "after": -1}]},
        {"steps": [{"silence": True, "cue": "now"}]},
        {"steps": {}},
        {"stepz": []},
        {"entry": "nobody"},
        {"entry": "main", "number": NUMBER},
        {"number": "12"},
        {"at": "2026-03-29T01:30"},
        {"at": "2026-02-30T10:00"},
        {"at": "Mon 25 Dec 2026 10:00"},
        {"at": "tomorrow 20:00"},
        {"given": {"office": "picked up"}},
        {"given": {"Booking desk": {"answer": "picked up", "after": "20 s"}}},
        {"given": {"Night voicemail": "no answer"}},
        {"given": {"office": "open", "Office hours": "closed"}},
        {"given": {"office": []}},
    ],
)
def test_what_python_refuses_the_page_refuses_too(show: Callable[[Flow], Page], script: dict[str, Any]) -> None:
    flow = world_flow()
    with pytest.raises(SimulatorError):
        Rehearsal(flow).play(script)
    assert [list(answer) for answer in play_all(show(flow), [script])] == [["error"]]


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ({"semantics": "freepbx"}, "semantics: this page plays calls under its own only"),
        (
            {"at": "2028-01-01T00:00"},
            'at: "2028-01-01T00:00" is outside of what this page knows, '
            "2026-01-01T00:00 to 2028-01-01T00:00 in Europe/London",
        ),
        (5, "a caller is an object with steps"),
    ],
)
def test_what_the_page_cannot_play_is_an_error(show: Callable[[Flow], Page], script: Any, error: str) -> None:
    assert play_all(show(world_flow()), [script]) == [{"error": error}]


def test_what_holds_for_every_call_gives_way_to_the_script(show: Callable[..., Page]) -> None:
    flow = world_flow()
    world = {"at": "2026-12-25T21:00", "given": {"Booking desk": "no answer", "night-mode": "open"}}
    scripts: list[dict[str, Any]] = [
        {"number": NUMBER, "steps": [{"press": "1"}]},
        {"at": "2026-12-07T10:00", "given": {"department||108000": "busy"}, "steps": [{"press": "1"}]},
    ]
    rehearsal = Rehearsal(flow, at="2026-12-25T21:00", given={"Booking desk": "no answer", "night-mode": "open"})
    assert play_all(show(flow, **world), scripts) == [
        json.loads(rehearsal.play(script).to_json()) for script in scripts
    ]
