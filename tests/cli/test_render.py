"""``ivrsim render`` as its user sees it."""

from __future__ import annotations

import json
import os
import wave
from array import array
from pathlib import Path

import pytest

from simulator.audio import speech
from tests.audio.goertzel import receive_keys
from tests.cli.conftest import Command
from tests.report.sound_flow import sound_folder

CALL = ("render", "example:clinic", "--caller", "9 silence 1", "-o", "call.wav")


def samples_in(path: Path) -> tuple[int, array[int]]:
    """The rate and the samples of a file, which has to be 16 bit mono."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return file.getframerate(), array("h", file.readframes(file.getnframes()))


def test_a_call_is_written_and_its_keys_are_heard(here: Path, ivrsim: Command) -> None:
    shown = ivrsim(*CALL, "--no-speech")
    assert (shown.returncode, shown.stderr, shown.stdout) == (
        0,
        "",
        "call.wav: 43.7 s, 8 kHz, mono, 16 bit\n"
        "In the file, the call is answered at 3 s and ends at 40.4 s.\n"
        "Routed to Booking desk (department||108000) after 0:37.4.\n",
    )
    rate, samples = samples_in(here / "call.wav")
    assert (rate, len(samples)) == (8000, 43_700 * 8)
    keys = receive_keys(samples, rate)
    assert [key.key for key in keys] == ["9", "1"]
    assert [key.at for key in keys] == pytest.approx([11.7, 40.4], abs=0.01)


def test_json_tells_where_the_call_is_in_the_file(here: Path, ivrsim: Command) -> None:
    record = json.loads(ivrsim("play", "example:clinic", "--caller", "9 silence 1", "--format", "json").stdout)
    shown = json.loads(ivrsim(*CALL, "--no-speech", "--format", "json", "--rate", "16000").stdout)
    assert shown["end_at"] - shown["answer_at"] == pytest.approx(record["seconds"], abs=0.001)
    assert {name: shown[name] for name in ("file", "rate", "seconds", "cut", "call_seconds", "outcome")} == {
        "file": "call.wav",
        "rate": 16_000,
        "seconds": 43.7,
        "cut": False,
        "call_seconds": record["seconds"],
        "outcome": record["outcome"],
    }
    assert shown["keys"] == [{"key": "9", "at": 11.7, "seconds": 0.1}, {"key": "1", "at": 40.4, "seconds": 0.1}]
    assert shown["sounds"][1] == {"sound": "prompt", "from": 3.0, "until": 11.2, "recording": "19549"}
    assert shown["recordings"][0] == {"id": "19549", "name": "greeting", "source": "murmur"}
    rate, samples = samples_in(here / "call.wav")
    assert (rate, len(samples) / rate) == (16_000, 43.7)


def test_without_ringing_the_file_begins_with_the_answer(here: Path, ivrsim: Command) -> None:
    arguments = ("render", "example:clinic", "--caller", "hangup", "-o", "call.wav", "--no-ring", "--no-speech")
    shown = json.loads(ivrsim(*arguments, "--format", "json").stdout)
    assert (shown["answer_at"], shown["end_at"], shown["seconds"]) == (0.0, 8.7, 8.7)


def test_a_recording_is_heard_and_one_that_is_not_audio_is_refused(here: Path, ivrsim: Command) -> None:
    sound_folder(here)
    broken = ivrsim("render", "--caller", "silence 1", "-o", "call.wav", "--no-speech")
    refusal = "again: noise.wav is not audio that can be read; use WAV, MP3, FLAC or Ogg Vorbis\n"
    assert (broken.returncode, broken.stderr, (here / "call.wav").exists()) == (2, refusal, False)
    (here / "noise.wav").unlink()
    shown = ivrsim("render", "--caller", "silence 1", "-o", "call.wav", "--no-speech")
    assert (shown.returncode, shown.stderr) == (0, "again: noise.wav does not exist; a murmur stands for it\n")
    _, samples = samples_in(here / "call.wav")
    assert max(samples[30_000:38_000]) > 7000  # the greeting, a tone of 1 kHz


def test_the_world_is_as_play_has_it(here: Path, ivrsim: Command) -> None:
    world = ("--number", "+441632960040", "--at", "25 Dec 2026 21:00", "--semantics", "freepbx")
    shown = ivrsim("render", "example:surgery", *world, "--caller", "1", "-o", "call.wav", "--no-speech")
    assert shown.stdout.splitlines() == [
        "Fri 25 Dec 2026 21:00, Christmas Day: Office hours closed",
        "call.wav: 16.8 s, 8 kHz, mono, 16 bit",
        "In the file, the call is answered at 3 s and ends at 13.5 s.",
        "Routed to Voicemail (voicemail||9040) after 0:10.5.",
    ]
    given = ("--given", "Appointments desk: no answer", "--caller", "1", "--no-speech", "--format", "json")
    record = json.loads(ivrsim("render", "example:surgery", *given, "-o", "other.wav").stdout)
    rings = [each for each in record["sounds"] if each["sound"] == "ring"]
    assert [round(each["until"] - each["from"], 3) for each in rings] == [3, 20, 3]


def test_a_call_that_never_ends_is_cut(here: Path, ivrsim: Command) -> None:
    sound_folder(here)
    (here / "noise.wav").unlink()
    menu = (here / "main.yaml").read_text(encoding="utf-8")
    menu = menu.replace(
        'timeout_destination_type: department\ntimeout_destination_id: "7"',
        "timeout_destination_type: ivr\ntimeout_destination_id: '@main'",
    )
    (here / "main.yaml").write_text(menu, encoding="utf-8")
    shown = ivrsim("render", "-o", "call.wav", "--no-speech", "--format", "json")
    assert shown.stderr.splitlines()[-1] == "this call never ends; the file has its first 15 min"
    record = json.loads(shown.stdout)
    assert (record["cut"], record["end_at"], record["outcome"]["kind"]) == (True, 903.0, "endless")
    assert (here / "call.wav").stat().st_size == 44 + 2 * 8000 * 903


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "render writes a file; use -o FILE.wav for a call, or --prompts DIR for scripts"),
        (("-o", ""), "render writes a file; use -o FILE.wav for a call, or --prompts DIR for scripts"),
        (("-o", "call.mp3"), "-o call.mp3: the sound is written as WAV; use a name that ends in .wav"),
        (("-o", "old.wav"), "old.wav already exists; use --force to overwrite it"),
        (("-o", "gone/call.wav"), "'gone/call.wav' cannot be written: there is no folder 'gone'; nothing was written"),
        (("-o", "folder"), "'folder' is a folder; use the name of a file; nothing was written"),
        (
            ("-o", "new.wav", "--rate", "44100"),
            "ivrsim render: --rate: '44100' is not accepted; use 8000, 16000 or 48000",
        ),
        (("-o", "new.wav", "--caller", "A"), "--caller: step 1: 'A' is not a step; use keys (9, 12, *, #), early:9"),
        (("-o", "new.wav", "--at", "never"), "--at: 'never' is not a moment; use"),
        (("-o", "new.wav", "--number", "7"), "'7' is not a number; "),
        (("-o", "new.wav", "--entry", "x"), "no receptionist 'x'; "),
        (("-o", "new.wav", "--given", "x: open"), "given: nothing is called 'x'; "),
        (("-o", "new.wav", "--prompts", "p"), "--prompts writes scripts, not a call; remove --output"),
        (("--prompts", ""), "--prompts needs a folder, such as prompts"),
        (("--prompts", "p", "--caller", "1"), "--prompts writes scripts, not a call; remove --caller"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    here: Path, ivrsim: Command, arguments: tuple[str, ...], message: str
) -> None:
    (here / "old.wav").write_text("old", encoding="utf-8")
    (here / "folder").mkdir()
    shown = ivrsim("render", "example:clinic", *arguments)
    assert (shown.returncode, shown.stdout, shown.stderr.count("\n")) == (2, "", 1)
    assert shown.stderr.startswith(message)
    assert sorted(path.name for path in here.iterdir()) == ["folder", "old.wav"]
    assert (here / "old.wav").read_text(encoding="utf-8") == "old"


def test_force_overwrites(here: Path, ivrsim: Command) -> None:
    (here / "call.wav").write_text("old", encoding="utf-8")
    assert (
        ivrsim("render", "example:clinic", "--caller", "hangup", "-o", "call.wav", "--force", "--no-speech").returncode
        == 0
    )
    assert samples_in(here / "call.wav")[0] == 8000


@pytest.mark.skipif(os.name == "nt", reason="a device as POSIX has it")
def test_a_device_is_written_to(ivrsim: Command) -> None:
    assert ivrsim("render", "example:clinic", "--caller", "hangup", "-o", os.devnull, "--no-speech").returncode == 0


def test_without_a_voice_the_call_murmurs_and_says_how_to_get_one(
    here: Path, ivrsim: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "find_speech_engine", lambda: None)
    shown = ivrsim("render", "example:clinic", "--caller", "hangup", "-o", "call.wav")
    extra = "install espeak-ng, or pip install 'ivrsim[speech]'"
    assert (shown.returncode, shown.stderr) == (
        0,
        f"nothing here reads aloud, so a murmur stands for greeting; {extra}\n",
    )


@pytest.mark.skipif(speech.find_speech_engine() is None, reason="nothing here reads aloud")
def test_with_a_voice_the_scripts_are_read(here: Path, ivrsim: Command) -> None:
    shown = ivrsim("render", "example:clinic", "--caller", "9 hangup", "-o", "call.wav")
    assert shown.stderr.startswith("espeak-ng")
    assert shown.stderr.endswith("reads the scripts of greeting and sorry\n")
