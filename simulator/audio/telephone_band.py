"""The band of a telephone, 300 to 3,400 Hz (ITU-T G.712), at 8 kHz."""

from __future__ import annotations

from functools import cache

from simulator.audio.convolution import convolve
from simulator.audio.window_sinc import band_pass

LOWEST_HZ = 300
HIGHEST_HZ = 3400
TELEPHONE_RATE = 8000

_EDGE_HZ = 200
"""The width of both edges, outside the band: nothing is left below 100 Hz and above 3,600 Hz."""


def limit_band(samples: list[int]) -> list[int]:
    """Return the samples, at 8 kHz, as they sound over a telephone line."""
    return convolve(samples, _weights())


@cache
def _weights() -> list[float]:
    lowest, highest = LOWEST_HZ - _EDGE_HZ / 2, HIGHEST_HZ + _EDGE_HZ / 2
    return band_pass(lowest / TELEPHONE_RATE, highest / TELEPHONE_RATE, _EDGE_HZ / TELEPHONE_RATE)
