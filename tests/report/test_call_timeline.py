"""The timeline of a call: its segments tile the record, and its keys are at their times."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.loader.flow_kinds import load
from simulator.report.call_timeline import CallTimeline, SoundedKey, SoundSegment, call_timeline
from simulator.testing.strategies import callers, flows
from tests.conftest import FLOWS


def timeline_of(
    flow: Flow, script: str | dict[str, Any], *, rings: bool = True, longest_ms: int = 900_000
) -> CallTimeline:
    trace = Rehearsal(flow).play_call(script).trace
    return call_timeline(trace, rings=rings, longest_ms=longest_ms)


def sounds(timeline: CallTimeline) -> list[str]:
    return [
        f"{segment.from_ms / 1000:g}-{segment.until_ms / 1000:g} {segment.recording or segment.kind}"
        for segment in timeline.segments
    ]


def test_a_call_from_the_ringing_to_the_ringing(clinic: Flow) -> None:
    timeline = timeline_of(clinic, "9 silence 1")
    assert sounds(timeline) == [
        "0-3 ring",
        "3-11.2 19549",
        "11.2-11.7 silence",
        "11.7-14.9 244",
        "14.9-23.1 19549",
        "23.1-28.1 silence",
        "28.1-31.7 245",
        "31.7-39.9 19549",
        "39.9-40.4 silence",
        "40.4-40.7 silence",
        "40.7-43.7 ring",
    ]
    assert timeline.keys == (SoundedKey("9", 11_700, 100), SoundedKey("1", 40_400, 100))
    assert (timeline.answer_ms, timeline.end_ms, timeline.total_ms) == (3000, 40_400, 43_700)


def test_without_ringing_only_the_last_key_goes_beyond_the_end(clinic: Flow) -> None:
    timeline = timeline_of(clinic, "1", rings=False)
    assert sounds(timeline) == ["0-8.2 19549", "8.2-8.7 silence", "8.7-8.8 silence"]
    assert (timeline.answer_ms, timeline.end_ms) == (0, 8700)
    silent = timeline_of(clinic, "hangup", rings=False)
    assert (silent.end_ms, silent.total_ms) == (8700, 8700)


def test_a_key_stops_a_prompt(clinic: Flow) -> None:
    timeline = timeline_of(clinic, {"steps": [{"press": "9", "cue": "prompt", "after": 2}, {"hangup": True}]})
    assert timeline.segments[1:3] == (
        SoundSegment("prompt", 3000, 5000, "19549", 8200),
        SoundSegment("prompt", 5000, 8200, "244", 3200),
    )


def test_an_ignored_key_does_not_stop_a_prompt(clinic: Flow) -> None:
    deaf = clinic.with_semantics(clinic.semantics.model_copy(update={"barge_in": False}))
    timeline = timeline_of(deaf, {"steps": [{"press": "1", "cue": "prompt", "after": 2}, {"hangup": True}]})
    assert (sounds(timeline)[1], timeline.keys) == ("3-11.2 19549", (SoundedKey("1", 5000, 100),))


def test_a_telephone_rings_for_as_long_as_the_record_says() -> None:
    surgery = load(FLOWS / "surgery")
    script = {"steps": [{"press": "1"}], "given": {"Appointments desk": "no answer"}}
    timeline = timeline_of(surgery, script)
    rings = [each for each in timeline.segments if each.kind == "ring"]
    assert [each.until_ms - each.from_ms for each in rings] == [3000, 20_000, 3000]  # before, the desk, the voicemail
    picked_up = {"steps": [{"press": "1"}], "given": {"Appointments desk": {"answer": "picked up", "after": "4 s"}}}
    rings = [each for each in timeline_of(surgery, picked_up).segments if each.kind == "ring"]
    assert [each.until_ms - each.from_ms for each in rings] == [3000, 4000]  # nothing rings on once somebody is there


@pytest.mark.parametrize(
    ("gap", "sounds_ms", "is_too_short"),
    [(0.25, 100, False), (0.14, 100, False), (0.08, 40, False), (0.05, 25, True), (0.001, 0, True), (0, 0, True)],
)
def test_a_key_makes_room_for_the_next(clinic: Flow, gap: float, sounds_ms: int, is_too_short: bool) -> None:
    key = timeline_of(clinic, {"steps": [{"press": "99", "gap": gap}]}).keys[0]
    assert (key.sounds_ms, key.is_too_short) == (sounds_ms, is_too_short)


def test_a_call_that_never_ends_is_cut() -> None:
    flow = load(FLOWS / "clinic")
    timeline = timeline_of(flow, "1", longest_ms=5000)
    assert (sounds(timeline), timeline.keys) == (["0-3 ring", "3-8 19549"], ())
    assert (timeline.is_cut, timeline.end_ms, timeline.total_ms) == (True, 8000, 8000)
    exact = timeline_of(flow, "hangup", longest_ms=8700)
    assert (exact.is_cut, exact.end_ms) == (False, 11_700)


@given(st.data(), st.booleans())
def test_the_segments_tile_the_record_of_every_call(data: st.DataObject, rings: bool) -> None:
    flow = data.draw(flows(worlds=True))
    played = Rehearsal(flow, limit=30).play_call(data.draw(callers(flow)))
    record, timeline = played.record.as_json(), call_timeline(played.trace, rings=rings)
    assert timeline.end_ms - timeline.answer_ms == round(record["seconds"] * 1000)
    borders = [0, *(segment.until_ms for segment in timeline.segments)]
    assert [segment.from_ms for segment in timeline.segments] == borders[:-1]
    assert (borders[-1], borders == sorted(set(borders))) == (timeline.total_ms, True)
    assert timeline.end_ms in borders
    assert heard(timeline) == prompts_of(record["turns"])
    assert [(key.key, key.at_ms - timeline.answer_ms) for key in timeline.keys] == keys_of(record["turns"])
    assert all(key.at_ms + key.sounds_ms <= timeline.total_ms for key in timeline.keys)


def heard(timeline: CallTimeline) -> list[tuple[str, int, int]]:
    """The recordings that sound, from when until when in the call."""
    return [
        (segment.recording, segment.from_ms - timeline.answer_ms, segment.until_ms - timeline.answer_ms)
        for segment in timeline.segments
        if segment.kind == "prompt"
    ]


def prompts_of(turns: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """The same of a record: a recording plays until something other than an ignored key happens."""
    happened = [
        turn for before, turn in pairwise([{}, *turns]) if turn["effects"] or turn["place"] != before.get("place")
    ]
    spans = [
        (effect["play"], round(turn["at"] * 1000), round(following["at"] * 1000))
        for turn, following in pairwise([*happened, turns[-1]])
        for effect in turn["effects"]
        if "play" in effect
    ]
    return [(recording, start, end) for recording, start, end in spans if start < end]


def keys_of(turns: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(turn["key"], round(turn["at"] * 1000)) for turn in turns if turn["event"] == "pressed"]
