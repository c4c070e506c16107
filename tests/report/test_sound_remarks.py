"""What a listener is told of a rendered call."""

from pathlib import Path
from typing import Any

import pytest

from simulator.audio.speech import SpeechEngine
from simulator.callers.rehearsal import Rehearsal
from simulator.report.call_sound import prompt_sounds
from simulator.report.call_timeline import call_timeline
from simulator.report.sound_remarks import sound_remarks
from tests.audio.speech_engines import HummingEngine
from tests.report.sound_flow import flow_in, sound_folder, sounds_of

EXTRA = "install espeak-ng, or pip install 'ivrsim[speech]'"


def remarks(
    folder: Path,
    script: str | dict[str, Any],
    engine: SpeechEngine | None = None,
    *,
    wants_speech: bool = True,
    longest_ms: int = 900_000,
) -> list[str]:
    played = Rehearsal(flow_in(sound_folder(folder)), limit=5).play_call(script)
    timeline = call_timeline(played.trace, longest_ms=longest_ms)
    prompts = prompt_sounds(timeline, sounds_of(folder, engine))
    return [*sound_remarks(played, timeline, prompts, engine, wants_speech=wants_speech)]


def test_a_recording_needs_no_remark(tmp_path: Path) -> None:
    assert remarks(tmp_path, "1") == []


def test_what_is_not_the_recording_is_said(tmp_path: Path) -> None:
    assert remarks(tmp_path, "9 silence silence", HummingEngine()) == [
        "again: noise.wav is not audio that can be read; use WAV, MP3, FLAC or Ogg Vorbis; "
        "its script is read aloud instead",
        "the humming engine reads the scripts of sorry and again",
        "goodbye has neither a recording nor a script: a murmur stands for it",
        "assumed: the length of goodbye, estimated from the script or 4 s",
    ]


@pytest.mark.parametrize(
    ("wants_speech", "expected"),
    [(True, [f"nothing here reads aloud, so a murmur stands for sorry; {EXTRA}"]), (False, [])],
)
def test_a_voice_that_is_missing_is_said_to_those_who_want_one(
    tmp_path: Path, wants_speech: bool, expected: list[str]
) -> None:
    assert remarks(tmp_path, "9 1", wants_speech=wants_speech) == expected


def test_a_file_that_cannot_be_used_is_said_once(tmp_path: Path) -> None:
    assert remarks(tmp_path, "silence 1", wants_speech=False) == [
        "again: noise.wav is not audio that can be read; use WAV, MP3, FLAC or Ogg Vorbis; a murmur stands for it"
    ]


def test_keys_that_no_telephone_can_send_are_counted(tmp_path: Path) -> None:
    assert remarks(tmp_path, {"steps": [{"press": "11", "gap": 0.01}]}) == []  # the second comes after the end
    hasty = {"steps": [{"press": "91", "gap": 0.01}]}
    assert remarks(tmp_path, hasty, wants_speech=False) == [
        "1 key sounds for less than 40 ms: a real telephone needs 80 ms from one key to the next",
    ]


def test_a_call_that_is_cut_says_how_long_it_is(tmp_path: Path) -> None:
    assert remarks(tmp_path, "1", longest_ms=1000) == ["this call lasts 2.5 s; the file has its first 1 s"]
