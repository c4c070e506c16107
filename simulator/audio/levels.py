"""Levels as telephony states them: dBm0, and what that is in 16-bit samples."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

SAMPLE_MOST = 32_767

OVERLOAD_DBM0 = 3.14
"""The level of the loudest sine that fits: ITU-T G.711 table 5 sets the overload of A-law at +3.14 dBm0."""


def sine_amplitude(dbm0: float) -> float:
    """Return the peak of a sine of this level, in units of a 16-bit sample.

    >>> round(sine_amplitude(-10.0))
    7218
    """
    return SAMPLE_MOST * float(10 ** ((dbm0 - OVERLOAD_DBM0) / 20))


def level_dbm0(samples: Sequence[float]) -> float:
    """Return the level of samples as that of the sine with the same power; minus infinity for silence.

    >>> round(level_dbm0([7218, -7218] * 400), 1)  # a square wave has 3 dB more than the sine of its peak
    -7.0
    """
    power = sum(sample * sample for sample in samples) / len(samples) if samples else 0.0
    return 10 * math.log10(2 * power / SAMPLE_MOST**2) + OVERLOAD_DBM0 if power else -math.inf


def cut_softly(samples: array[int], count: int, fade: int) -> array[int]:
    """Return the first ``count`` samples, the last ``fade`` of which fade out: a voice that stops at once clicks."""
    kept = samples[:count]
    fade = min(fade, len(kept))
    if len(kept) == len(samples):
        return kept
    for place in range(1, fade + 1):
        kept[-place] = kept[-place] * (place - 1) // fade
    return kept
