"""Keys of past calls, walked: they land where a caller lands who does the same, with or without times."""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulator
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.config.flow import Flow
from simulator.graph.identification.candidate_calls import wrong_key
from simulator.graph.replay.key_walk import KeyWalk, Landing, RoundResult
from simulator.graph.replay.landing_counts import PastWay, WayCount
from simulator.graph.replay.past_landing import CallStarts
from simulator.graph.replay.replay_count import ReplayCount
from simulator.loader.recorded_call import RecordedCall
from simulator.tables.flow_table import FlowTable
from simulator.testing.strategies import flows

CLINIC = simulator.load("flows/clinic")
DESK = "department||108000"


def landing(flow: Flow, *groups: str) -> Landing:
    return KeyWalk(FlowTable(flow)).land_call(flow.start, groups)


def chose(menu: str, code: str) -> RoundResult:
    return RoundResult(menu, "choice", code)


def place(landed: Landing) -> tuple[str, str, int]:
    return landed.kind, str(landed.destination or ""), landed.unheard


def test_keys_go_through_menus_and_what_is_left_is_not_heard() -> None:
    landed = landing(CLINIC, "2", "1", "4111", "9")
    assert (landed.rounds, landed.unheard) == ((chose("main", "2"), chose("billing", "1")), 5)
    assert landing(CLINIC, "21").rounds == landed.rounds
    assert place(landing(CLINIC, "1")) == ("routed", DESK, 0)


def test_a_caller_who_pressed_nothing_more_stays_silent() -> None:
    landed = landing(CLINIC, "9")
    assert [one.result for one in landed.rounds] == ["wrong", "silence", "silence", "silence"]
    assert landed.kind == "routed"


def test_codes_are_typed_together_or_apart() -> None:
    text = {
        "entry": "main",
        "receptionists": {
            "main": {
                "name": "Main",
                "destination_type": "multiple",
                "timeout": 5,
                "incorrect_count": 2,
                "timeout_retries": 1,
                "invalid_destination_type": "hangup",
                "invalid_destination_id": "1",
                "timeout_destination_type": "hangup",
                "timeout_destination_id": "1",
                "entries": [
                    {"option": code, "destination_type": "extension", "destination_id": f"9{code}"}
                    for code in ("1", "12", "2")
                ],
            }
        },
    }
    flow = load_flow(text)
    assert place(landing(flow, "12")) == ("routed", "extension||912", 0)
    assert place(landing(flow, "1", "2")) == ("routed", "extension||91", 1)


def load_flow(text: Mapping[str, object]) -> Flow:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "flow.json").write_text(json.dumps(text), encoding="utf-8")
        return simulator.load(Path(folder) / "flow.json")


@pytest.mark.parametrize(
    ("at", "destination"),
    [("2026-11-30T10:00:00+00:00", "department||108400"), ("2026-12-25T21:00:00+00:00", "voicemail||9040")],
)
def test_schedules_stand_as_at_the_moment_of_the_call(at: str, destination: str) -> None:
    flow = simulator.load("flows/surgery")
    start = flow.numbers["+441632960040"]
    moment = datetime.fromisoformat(at).astimezone(UTC)
    landed = KeyWalk(FlowTable(flow)).land_call(start, ("1",), None, moment)
    played = simulator.play(flow, "1", number="+441632960040", at=at)
    assert str(landed.destination) == played.outcome.destination == destination


@given(data=st.data(), flow=flows(most=3))
def test_a_walk_lands_where_the_caller_lands_who_takes_the_same_way(data: st.DataObject, flow: Flow) -> None:
    groups = tuple(data.draw(st.lists(st.text("123459*#", min_size=1, max_size=3), max_size=4)))
    walk = KeyWalk(FlowTable(flow))
    landed = walk.land_call(flow.start, groups)
    count = ReplayCount(flow)
    start = CallStarts(flow).start_of(RecordedCall("", "", "", groups, None, None, ""))
    script = count.script_of(PastWay(start, "", landed.rounds, landed.place, landed.place), WayCount(1, None, 0))
    if len(landed.rounds) > 500:
        return
    played = simulator.play(flow, script)
    if all(one.result != "wrong" or wrong_key(flow.receptionists[one.menu]) for one in landed.rounds):
        assert (played.outcome.kind, played.outcome.destination or "") == (
            landed.kind,
            str(landed.destination or ""),
        )


@given(data=st.data(), flow=flows(most=3))
def test_keys_with_times_are_played_at_them(data: st.DataObject, flow: Flow) -> None:
    keys = data.draw(st.text("123459*#", min_size=1, max_size=5))
    times = sorted(data.draw(st.lists(st.integers(1, 60_000), min_size=len(keys), max_size=len(keys))))
    steps, before = [], 0
    for key, at in zip(keys, times, strict=True):
        steps.append(ScriptStep(press=key, cue="now", after=(at - before) / 1000))
        before = at
    played = simulator.play(flow, CallerScript(steps=tuple(steps)))
    landed = KeyWalk(FlowTable(flow)).land_call(flow.start, (keys,), tuple(times))
    assert (landed.kind, landed.destination and str(landed.destination)) == (
        played.outcome.kind,
        played.outcome.destination,
    )
