"""Recordings that are not WAV."""

import importlib.util
from pathlib import Path

import pytest

from simulator.audio import compressed_audio
from simulator.audio.compressed_audio import read_compressed
from simulator.audio.wave_samples import SoundUnreadable
from tests.audio.goertzel import dbm0, power_at

FOLDER = Path(__file__).parent
"""Has 0.3 s of 1 kHz at -10 dB of full scale, in each format."""

needs_miniaudio = pytest.mark.skipif(importlib.util.find_spec("miniaudio") is None, reason="the extra audio is missing")


@needs_miniaudio
@pytest.mark.parametrize("ending", ["mp3", "flac", "ogg"])
def test_every_format_is_decoded(ending: str) -> None:
    sound = read_compressed((FOLDER / f"tone.{ending}").read_bytes(), 1000)
    middle = sound.samples[1200:1800]
    assert sound.rate == 8000
    assert 2400 <= len(sound.samples) <= 4200  # MP3 has frames of 72 ms
    assert dbm0(power_at(middle, 1000, 8000)) == pytest.approx(-6.86, abs=1)


@needs_miniaudio
def test_no_more_is_decoded_than_is_heard() -> None:
    assert len(read_compressed((FOLDER / "tone.flac").read_bytes(), 100).samples) == 801


@needs_miniaudio
@pytest.mark.parametrize("content", [b"ID3" + bytes(200), b"fLaC" + bytes(200), b"OggS" + bytes(200), b"\xff\xfb"])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(SoundUnreadable, match=r"^looks like (MP3|FLAC|Ogg), and "):
        read_compressed(content, 1000)


def test_other_files_are_refused_without_a_decoder() -> None:
    for content in (b"", b"\xff", b"hello", b"\x00\x00\x00\x18ftypM4A ", bytes(100)):
        with pytest.raises(SoundUnreadable, match="is not audio that can be read; use WAV, MP3, FLAC or Ogg Vorbis"):
            read_compressed(content, 1000)


def test_the_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed_audio, "find_spec", lambda name: None)
    with pytest.raises(SoundUnreadable) as refusal:
        read_compressed(b"ID3", 1000)
    assert str(refusal.value) == "is MP3, which needs miniaudio: pip install 'ivrsim[audio]'"
