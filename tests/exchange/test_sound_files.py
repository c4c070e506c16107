"""Recordings as sound files that Asterisk plays."""

from array import array
from pathlib import Path

import pytest

from simulator import Flow, UsageError
from simulator.config.flow import Recording, RecordingLength
from simulator.exchange.sound_files import SoundFile, make_sound_files, refuse_long, sln_bytes
from simulator.report.prompt_sounds import PromptSounds
from simulator.text.text_file import open_regular
from tests.audio.speech_engines import HummingEngine
from tests.report.sound_flow import sound_folder, sounds_of


def flow_of(*lengths: int) -> Flow:
    ids = [str(number) for number in range(1, len(lengths) + 1)]
    return Flow(
        entry="",
        receptionists={},
        recordings={id: Recording(name=f"r{id}") for id in ids},
        lengths={id: RecordingLength(length, estimated=False) for id, length in zip(ids, lengths, strict=True)},
    )


def made(sounds: PromptSounds) -> dict[str, SoundFile]:
    return dict(make_sound_files(sounds, {f"n{id}": id for id in sounds.flow.recordings}))


def toned(flow: Flow) -> dict[str, SoundFile]:
    return made(PromptSounds(flow, 8000, Path(), open_regular, None))


def test_tones_are_as_long_as_the_flow_says_and_no_two_alike() -> None:
    sounds = toned(flow_of(1500, 1500, 0))
    assert [(sound.source, len(sound.content), sound.remark) for sound in sounds.values()] == [
        ("tones", 24_000, ""),
        ("tones", 24_000, ""),
        ("tones", 2, ""),
    ]
    assert sounds["n1"].content != sounds["n2"].content


def test_a_file_comes_first_then_the_script_read_aloud_then_tones(tmp_path: Path) -> None:
    sounds = sounds_of(sound_folder(tmp_path), HummingEngine())
    (tmp_path / "noise.wav").unlink()
    assert [(sound.source, len(sound.content), sound.remark) for sound in made(sounds).values()] == [
        ("file", 32_000, ""),
        ("speech", 48_000, ""),
        ("speech", 32_000, "noise.wav does not exist"),
        ("tones", 64_000, ""),
    ]
    sounds.engine = None
    assert [sound.source for sound in made(sounds).values()] == ["file", "tones", "tones", "tones"]


def test_a_file_that_is_no_audio_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^again: noise\.wav "):
        made(sounds_of(sound_folder(tmp_path)))


def test_recordings_that_no_export_holds() -> None:
    with pytest.raises(UsageError, match=r"^r1 plays for 60 min 1 s; an export takes 60 min at most$"):
        toned(flow_of(3_601_000))
    hours = flow_of(*[3_600_000] * 19)
    with pytest.raises(UsageError, match=r"^the recordings play for 1,140 min together; an export holds 1,080 min"):
        refuse_long(hours, {id: id for id in hours.recordings})


def test_samples_are_little_endian_and_never_none() -> None:
    assert (sln_bytes(array("h", [1, -2])), sln_bytes(array("h"))) == (b"\x01\x00\xfe\xff", b"\x00\x00")
