"""The samples of WAV files: read in any usual form, written as 16 bit mono."""

from __future__ import annotations

import io
import struct
import sys
import wave
from array import array
from typing import BinaryIO, Literal, NamedTuple

from simulator.audio.companding import a_law_values, mu_law_values
from simulator.audio.levels import SAMPLE_MOST
from simulator.audio.wave_layout import A_LAW, FLOAT, MU_LAW, PCM, WaveLayout, read_layout

RATE_LEAST, RATE_MOST = 1000, 384_000
CHANNELS_MOST = 32


class SoundUnreadable(ValueError):
    """A file that is not the sound it should be; the text is the rest of a sentence about it."""


class SoundUnavailable(SoundUnreadable):
    """A file that is not there yet, or that this installation cannot decode: nothing is wrong with the flow."""


class SampledSound(NamedTuple):
    """Mono samples, of 16 bits, and how many there are in a second."""

    rate: int
    samples: list[int]


def read_wave(file: BinaryIO, most_ms: int) -> SampledSound | None:
    """Return the beginning of a WAV, ``most_ms`` milliseconds of it at most; None for a file that is not a WAV.

    Takes PCM of 8 to 32 bits, floats, A-law and mu-law, with any number of channels up to 32, which are mixed.
    No more of the file is read than that takes. Raises ``SoundUnreadable``.
    """
    head = file.read(12)
    file.seek(0)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    try:
        layout = read_layout(file)
    except (struct.error, OverflowError):
        raise SoundUnreadable("is a damaged WAV: its header is cut short") from None
    if layout is None:
        raise SoundUnreadable("is a WAV without samples that can be read; use PCM, A-law or mu-law")
    _refuse_odd_layout(layout)
    file.seek(layout.start)
    frames = min(layout.size // layout.frame_size, most_ms * layout.rate // 1000 + 1)
    raw = file.read(frames * layout.frame_size)
    raw = raw[: len(raw) // layout.frame_size * layout.frame_size]
    if not raw:
        raise SoundUnreadable("is a WAV without any sound")
    return SampledSound(layout.rate, _mix_channels(_decode(layout, raw), layout.channels))


def _refuse_odd_layout(layout: WaveLayout) -> None:
    if not RATE_LEAST <= layout.rate <= RATE_MOST:
        raise SoundUnreadable(f"is a WAV of {layout.rate:,} Hz; use {RATE_LEAST:,} to {RATE_MOST:,} Hz")
    if not 1 <= layout.channels <= CHANNELS_MOST:
        raise SoundUnreadable(f"is a WAV of {layout.channels} channels; use 1 to {CHANNELS_MOST}")
    width, rest = divmod(layout.frame_size, layout.channels)
    widths = {PCM: (1, 2, 3, 4), FLOAT: (4, 8), A_LAW: (1,), MU_LAW: (1,)}[layout.form]
    if rest or width not in widths:
        raise SoundUnreadable("is a WAV whose header contradicts itself: the size of a frame fits no format")


def _decode(layout: WaveLayout, raw: bytes) -> list[int]:
    """The samples of all channels, in turn."""
    width = layout.frame_size // layout.channels
    if layout.form == FLOAT:
        return [_from_share(value) for value in _numbers("f" if width == 4 else "d", raw)]
    if layout.form in (A_LAW, MU_LAW):
        values = a_law_values() if layout.form == A_LAW else mu_law_values()
        return [values[byte] for byte in raw]
    if width == 1:  # the one width without a sign
        return [(byte - 128) * 256 for byte in raw]
    if width > 2:  # the two highest bytes of each
        high = bytearray(2 * (len(raw) // width))
        high[0::2], high[1::2] = raw[width - 2 :: width], raw[width - 1 :: width]
        raw = bytes(high)
    return [*_whole_numbers(raw)]


def _numbers(code: Literal["f", "d"], raw: bytes) -> array[float]:
    numbers = array(code, raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _whole_numbers(raw: bytes) -> array[int]:
    numbers = array("h", raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _from_share(share: float) -> int:
    """A sample that is given as a share of full scale, within 16 bits; what is not a number is silence."""
    return round(min(max(share, -1.0), 1.0) * SAMPLE_MOST) if share == share else 0  # NaN


def _mix_channels(samples: list[int], channels: int) -> list[int]:
    if channels == 1:
        return samples
    frames = zip(*(samples[each::channels] for each in range(channels)), strict=True)
    return [sum(frame) // channels for frame in frames]


def to_samples(values: list[int]) -> array[int]:
    """Return samples as 16-bit numbers; what is too loud is cut."""
    if values and max(max(values), -min(values)) > SAMPLE_MOST:
        values = [min(max(value, -SAMPLE_MOST), SAMPLE_MOST) for value in values]
    return array("h", values)


def wave_bytes(samples: array[int], rate: int) -> bytes:
    """Return a WAV file: mono, 16 bit."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return buffer.getvalue()
