"""What each prompt sounds like: a file, a voice or a murmur, as long as the record says."""

from pathlib import Path

import pytest

from simulator.audio.levels import level_dbm0
from simulator.audio.wave_samples import SoundUnreadable
from simulator.report.prompt_sounds import PromptSound, read_sound
from simulator.text.positions import UnreadableText
from tests.audio.goertzel import power_at
from tests.audio.speech_engines import BrokenEngine, HummingEngine
from tests.report.sound_flow import sound_folder, sounds_of, write_tone


def described(sound: PromptSound) -> tuple[int, str, str, str]:
    return len(sound.samples), sound.source, sound.refusal, sound.remark


@pytest.mark.parametrize("rate", [8000, 16_000, 48_000])
def test_a_recording_is_its_file(tmp_path: Path, rate: int) -> None:
    sound = sounds_of(sound_folder(tmp_path), rate=rate).make("1", 2000, 2000)
    assert described(sound) == (2 * rate, "file", "", "")
    assert level_dbm0(sound.samples) > -12


def test_only_a_telephone_cuts_the_band(tmp_path: Path) -> None:
    folder = sound_folder(tmp_path)
    write_tone(folder / "greeting.wav", 1, rate=48_000)  # a square wave: 1, 3, 5 kHz ...
    sounds = {rate: sounds_of(folder, rate=rate).make("1", 1000, 1000).samples for rate in (8000, 48_000)}
    assert power_at(sounds[48_000], 5000, 48_000) > 100_000
    assert power_at(sounds[8000], 3700, 8000) < 100


@pytest.mark.parametrize(
    ("stated_ms", "remark"),
    [
        (2000, ""),
        (2010, ""),
        (2200, "greeting.wav plays 2 s, the flow says 2.2 s: silence fills the rest"),
        (1500, "greeting.wav plays 2 s, the flow says 1.5 s: its end is cut"),
    ],
)
def test_the_record_decides_how_long_a_file_plays(tmp_path: Path, stated_ms: int, remark: str) -> None:
    sound = sounds_of(sound_folder(tmp_path)).make("1", stated_ms, stated_ms)
    assert described(sound) == (8 * stated_ms, "file", "", remark)


def test_a_script_is_read_aloud_and_a_file_that_is_not_audio_is_refused(tmp_path: Path) -> None:
    sounds = sounds_of(sound_folder(tmp_path), HummingEngine())
    refusal = "noise.wav is not audio that can be read; use WAV, MP3, FLAC or Ogg Vorbis"
    assert described(sounds.make("2", 3000, 3000)) == (24_000, "speech", "", "")
    assert described(sounds.make("3", 2000, 1000)) == (8000, "speech", refusal, "")


def test_a_script_that_is_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    sound = sounds_of(sound_folder(tmp_path), HummingEngine()).make("2", 1000, 1000)
    remark = "its script, read fast, takes 0.8 s longer than the 1 s that it has: the end is cut"
    assert described(sound) == (8000, "speech", "", remark)


def test_without_words_or_a_voice_there_is_a_murmur(tmp_path: Path) -> None:
    folder = sound_folder(tmp_path)
    assert described(sounds_of(folder, HummingEngine()).make("4", 4000, 4000)) == (32_000, "murmur", "", "")
    assert described(sounds_of(folder).make("2", 3000, 3000)) == (24_000, "murmur", "", "")
    assert described(sounds_of(folder).make("unknown", 4000, 1)) == (8, "murmur", "", "")
    remark = "its script is not read aloud: the broken engine ended with code 9"
    assert described(sounds_of(folder, BrokenEngine()).make("2", 3000, 3000)) == (24_000, "murmur", "", remark)


def test_a_day_of_sound_is_made_only_as_far_as_it_is_heard(tmp_path: Path) -> None:
    folder = sound_folder(tmp_path)
    assert len(sounds_of(folder).make("4", 86_400_000, 500).samples) == 4000


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    def outside(path: Path) -> None:
        raise UnreadableText("leads outside the folder of the flow")

    reasons = []
    for open_file in (lambda path: path.open("rb"), outside):
        with pytest.raises(SoundUnreadable) as refusal:
            read_sound(tmp_path / "gone.wav", open_file, 1000)  # type: ignore[arg-type]  # it only raises
        reasons.append(str(refusal.value))
    assert reasons == ["does not exist", "is not a file that can be read"]
    with pytest.raises(SoundUnreadable, match="is not a file that can be read"):
        read_sound(tmp_path, lambda path: path.open("rb"), 1000)


def test_a_giant_file_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    giant = tmp_path / "giant.mp3"
    with giant.open("wb") as file:
        file.write(b"ID3")
        file.truncate(60_000_000)
    with pytest.raises(SoundUnreadable, match="has over 50 MB; use a WAV, or a shorter file"):
        read_sound(giant, lambda path: path.open("rb"), 1000)
