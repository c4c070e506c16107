"""What is in a WAV file."""

import wave
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.voice import AudioFile, read_audio_file


def written(path: Path, samples: list[int], *, rate: int = 8000, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array("h", samples).tobytes())
    return path


TONE = [0, 8000, 16000, 8000, 0, -8000, -16000, -8000] * 100


def test_a_file_as_a_telephone_wants_it(tmp_path: Path) -> None:
    found = read_audio_file(written(tmp_path / "a.wav", TONE))
    assert found == AudioFile(8000, 1, 16, 100, silent=False, clipped=False)
    assert found.is_telephony


def test_another_form_is_told(tmp_path: Path) -> None:
    found = read_audio_file(written(tmp_path / "a.wav", TONE, rate=44100, channels=2))
    assert found == AudioFile(44100, 2, 16, 9, silent=False, clipped=False)
    assert not found.is_telephony


def test_silence_and_clipping_are_heard(tmp_path: Path) -> None:
    assert read_audio_file(written(tmp_path / "a.wav", [0, 5, -5] * 800)) == AudioFile(
        8000, 1, 16, 300, silent=True, clipped=False
    )
    high = read_audio_file(written(tmp_path / "b.wav", [*TONE, *[32767] * 4, *TONE]))
    low = read_audio_file(written(tmp_path / "c.wav", [*TONE, *[-32768] * 4, *TONE]))
    assert (high and high.clipped, low and low.clipped) == (True, True)


def test_full_scale_for_three_samples_is_no_clipping(tmp_path: Path) -> None:
    found = read_audio_file(written(tmp_path / "a.wav", [*TONE, 32767, 32767, 32767, *TONE, *[-129] * 9]))
    assert found == AudioFile(8000, 1, 16, 202, silent=False, clipped=False)


def test_what_is_no_wav_is_none_and_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"ID3 and so on")
    assert read_audio_file(path) is None
    with pytest.raises(FileNotFoundError):
        read_audio_file(tmp_path / "b.wav")


@given(st.binary(max_size=80), st.integers(0, 60))
def test_damage_never_breaks_it(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int) -> None:
    path = written(tmp_path_factory.getbasetemp() / "damaged.wav", TONE)
    sound = path.read_bytes()
    path.write_bytes(sound[:at] + noise + sound[at + len(noise) :])
    assert read_audio_file(path) is None or isinstance(read_audio_file(path), AudioFile)
