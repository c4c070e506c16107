"""WAV files in every usual form, damaged ones, and the one that is written."""

import contextlib
import io
import struct
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.wave_layout import A_LAW, FLOAT, MU_LAW, PCM
from simulator.audio.wave_samples import SampledSound, SoundUnreadable, read_wave, to_samples, wave_bytes
from tests.audio.test_wave_layout import form, wav


def read(
    kind: int, frame: int, content: bytes, *, channels: int = 1, rate: int = 8000, most_ms: int = 1000
) -> SampledSound | None:
    return read_wave(wav(form(kind, channels, rate, frame), (b"data", content)), most_ms)


@pytest.mark.parametrize(
    ("kind", "frame", "content", "samples"),
    [
        (PCM, 1, b"\x00\x80\xff", [-32_768, 0, 32_512]),
        (PCM, 2, struct.pack("<3h", -32_768, 1, 32_767), [-32_768, 1, 32_767]),
        (PCM, 3, b"\xff\x01\x00\x00\xff\x7f\x00\x00\x80", [1, 32_767, -32_768]),
        (PCM, 4, struct.pack("<2i", -(2**31), 65_536), [-32_768, 1]),
        (FLOAT, 4, struct.pack("<4f", -1, 0.5, 7, float("nan")), [-32_767, 16_384, 32_767, 0]),
        (FLOAT, 8, struct.pack("<3d", 1, float("-inf"), float("inf")), [32_767, -32_767, 32_767]),
        (MU_LAW, 1, b"\x00\xff\x80", [-32_124, 0, 32_124]),
        (A_LAW, 1, b"\xaa\x2a", [32_256, -32_256]),
    ],
    ids=["8 bit", "16 bit", "24 bit", "32 bit", "float", "double", "mu-law", "A-law"],
)
def test_every_form_is_read(kind: int, frame: int, content: bytes, samples: list[int]) -> None:
    assert read(kind, frame, content) == SampledSound(8000, samples)


def test_channels_are_mixed() -> None:
    assert read(PCM, 4, struct.pack("<4h", 100, 300, -50, 50), channels=2) == SampledSound(8000, [200, 0])


def test_no_more_is_read_than_is_heard() -> None:
    sound = read(PCM, 2, bytes(2 * 8000 * 60), most_ms=1000)
    assert sound is not None
    assert len(sound.samples) == 8001


def test_another_file_is_none() -> None:
    assert read_wave(io.BytesIO(b"ID3 something"), 1000) is None


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (wav(form(0x11), (b"data", b"ab")), "is a WAV without samples that can be read; use PCM, A-law or mu-law"),
        (wav((b"fmt ", b"ab"), (b"data", b"ab")), "is a damaged WAV: its header is cut short"),
        (wav(form(rate=999), (b"data", b"ab")), "is a WAV of 999 Hz; use 1,000 to 384,000 Hz"),
        (wav(form(rate=2**20), (b"data", b"ab")), "is a WAV of 1,048,576 Hz; use 1,000 to 384,000 Hz"),
        (wav(form(channels=33, frame=66), (b"data", b"ab")), "is a WAV of 33 channels; use 1 to 32"),
        (
            wav(form(channels=2, frame=3), (b"data", b"abcdef")),
            "is a WAV whose header contradicts itself: the size of a frame fits no format",
        ),
        (wav(form(), (b"data", b"a")), "is a WAV without any sound"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(file: io.BytesIO, reason: str) -> None:
    with pytest.raises(SoundUnreadable) as refusal:
        read_wave(file, 1000)
    assert str(refusal.value) == reason


@given(st.binary(max_size=80), st.integers(0, 60))
def test_no_file_breaks_the_reader(noise: bytes, place: int) -> None:
    content = bytearray(wav(form(), (b"data", bytes(40))).getvalue())
    content[place : place + len(noise)] = noise
    with contextlib.suppress(SoundUnreadable):
        read_wave(io.BytesIO(bytes(content)), 1000)


def test_what_is_written_is_16_bit_mono() -> None:
    content = wave_bytes(array("h", [1, -2, 3]), 16_000)
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()) == (1, 2, 16_000, 3)
    assert read_wave(io.BytesIO(content), 1000) == SampledSound(16_000, [1, -2, 3])


def test_what_is_too_loud_is_cut() -> None:
    assert [*to_samples([40_000, -40_000, 5])] == [32_767, -32_767, 5]
    assert [*to_samples([])] == []
