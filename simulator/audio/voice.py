"""The content of a WAV file as telephone systems want it: its form, its length, how loud it is."""

from __future__ import annotations

import sys
import wave
from array import array
from pathlib import Path
from typing import NamedTuple

RATE = 8000
CHANNELS = 1
BITS = 16
"""8 kHz, mono, 16 bit: the form that the provider's and Asterisk's telephony take without converting."""

SILENT_PEAK = 33
"""The loudest sample, of 32,767, of a file that is called silent: -60 dB, below any line's own noise."""

CLIPPED_RUN = 4
"""So many samples in a row at full scale are called clipped: a clean wave touches it for one or two."""

SIZE_MOST = 50_000_000


class AudioFile(NamedTuple):
    """An audio file. ``silent`` and ``clipped`` are known of 16-bit files only; else both are False."""

    rate: int
    channels: int
    bits: int
    milliseconds: int
    silent: bool
    clipped: bool

    @property
    def is_telephony(self) -> bool:
        """Return whether it is 8 kHz, mono, 16 bit."""
        return (self.rate, self.channels, self.bits) == (RATE, CHANNELS, BITS)


def read_audio_file(path: Path) -> AudioFile | None:
    """Return what is in a WAV file of plain samples; None for any other file, and for one over 50 MB.

    Raises ``OSError`` for a file that is not there or cannot be read.
    """
    if path.stat().st_size > SIZE_MOST:
        return None
    try:
        with path.open("rb") as file, wave.open(file) as sound:
            rate, channels, bits = sound.getframerate(), sound.getnchannels(), 8 * sound.getsampwidth()
            frames = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError, RuntimeError, ValueError):
        return None
    if not rate or not channels:
        return None
    lasts = round(1000 * len(frames) / (channels * bits / 8 * rate))
    silent, clipped = _measure_loudness(frames) if bits == BITS else (False, False)
    return AudioFile(rate, channels, bits, lasts, silent, clipped)


def _measure_loudness(frames: bytes) -> tuple[bool, bool]:
    """Return whether 16-bit samples are silent, and whether they are clipped."""
    samples = array("h", frames[: len(frames) // 2 * 2])
    if not samples:
        return True, False
    silent = max(max(samples), -min(samples)) < SILENT_PEAK
    if sys.byteorder == "big":
        samples.byteswap()
    raw = samples.tobytes()
    return silent, _has_run(raw, b"\xff\x7f") or _has_run(raw, b"\x00\x80")


def _has_run(raw: bytes, sample: bytes) -> bool:
    """Return whether a sample stands ``CLIPPED_RUN`` times in a row, at a sample's beginning."""
    at = raw.find(sample * CLIPPED_RUN)
    while at % 2 and at != -1:
        at = raw.find(sample * CLIPPED_RUN, at + 1)
    return at != -1
