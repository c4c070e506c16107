"""The sound of a call, decoded: the keys are heard at their times, over whatever sounds there."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.audio.levels import level_dbm0
from simulator.audio.tones import ring_pattern, samples_in
from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.report.call_sound import call_sound, prompt_sounds
from simulator.report.call_timeline import CallTimeline, call_timeline
from simulator.report.prompt_sounds import PromptSounds
from simulator.testing.strategies import callers
from tests.audio.goertzel import receive_keys
from tests.report.sound_flow import flow_in, sound_folder


def sound_of(flow: Flow, folder: Path, script: str | CallerScript, rate: int = 8000) -> tuple[CallTimeline, array[int]]:
    """A call's timeline and its samples, with murmurs for what has no recording."""
    timeline = call_timeline(Rehearsal(flow).play_call(script).trace)
    prompts = prompt_sounds(timeline, PromptSounds(flow, rate, folder, lambda path: path.open("rb"), None))
    return timeline, call_sound(timeline, prompts, ring_pattern("+44"), rate)


@pytest.mark.parametrize("rate", [8000, 16_000])
def test_the_keys_are_heard_at_their_times(clinic: Flow, rate: int) -> None:
    timeline, samples = sound_of(clinic, Path(), "early:9 1", rate)
    keys = receive_keys(samples, rate)
    assert [key.key for key in keys] == ["9", "1"]
    assert [key.at for key in keys] == pytest.approx([3.5, 15.4], abs=0.01)
    assert [key.seconds for key in keys] == pytest.approx([0.1, 0.1], abs=0.01)
    levels = [level for key in keys for level in (key.low_dbm0, key.high_dbm0)]
    assert levels == pytest.approx([-9, -7, -9, -7], abs=0.6)
    assert len(samples) == samples_in(timeline.total_ms, rate)


def test_each_part_of_a_call_sounds_as_it_should(tmp_path: Path) -> None:
    _, samples = sound_of(flow_in(sound_folder(tmp_path)), tmp_path, "silence 1")
    heard = {
        "ringing": samples[:3000],
        "the greeting": samples[24_800:39_200],
        "the wait": samples[40_800:55_200],
        "a murmur": samples[56_800:71_200],
        "the greeting again": samples[72_800:87_200],
    }
    assert {name: round(level_dbm0(part)) for name, part in heard.items() if name != "the wait"} == {
        "ringing": -10,
        "the greeting": -6,
        "a murmur": -26,
        "the greeting again": -6,
    }
    assert not any(heard["the wait"])
    assert heard["the greeting"] == heard["the greeting again"]


def test_a_key_stops_the_voice_at_once_and_without_a_click(tmp_path: Path) -> None:
    flow = flow_in(sound_folder(tmp_path))
    _, samples = sound_of(flow, tmp_path, "early:1")
    stopped = samples_in(3500, 8000)
    assert level_dbm0(samples[stopped - 800 : stopped - 80]) > -8
    assert abs(samples[stopped - 1]) < 300
    assert [key.key for key in receive_keys(samples, 8000)] == ["1"]
    assert not any(samples[stopped + 800 : stopped + 2400])


@settings(max_examples=5)
@given(st.data())
def test_the_receiver_hears_what_the_record_says(clinic: Flow, data: st.DataObject) -> None:
    """Of keys that are pressed as a person presses them, one at a time, the receiver misses none."""
    script = data.draw(callers(clinic, most_steps=3, exact_times=False))
    timeline, samples = sound_of(clinic, Path(), script)
    assert len(samples) == samples_in(timeline.total_ms, 8000)
    keys = receive_keys(samples, 8000)
    assert [key.key for key in keys] == [key.key for key in timeline.keys]
    assert [key.at for key in keys] == pytest.approx([key.at_ms / 1000 for key in timeline.keys], abs=0.015)
