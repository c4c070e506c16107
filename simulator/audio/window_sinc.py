"""Filters made of a sinc under a Hamming window: the weights of a low-pass and of a band-pass.

The window keeps what a filter stops 53 dB down; the edge between what passes and what is stopped takes
``HAMMING_WIDTH`` times the rate, divided by the number of weights.
"""

from __future__ import annotations

import math

HAMMING_WIDTH = 3.3


def low_pass(edge: float, width: float) -> list[float]:
    """Return the weights of a low-pass: an odd number of them, their sum 1.

    ``edge`` is the middle of its edge and ``width`` the whole of it, as shares of the sampling rate.
    """
    half = math.ceil(HAMMING_WIDTH / width / 2)
    return unit_sum([windowed_sinc(2 * edge, place, half + 1) for place in range(-half, half + 1)])


def band_pass(lowest: float, highest: float, width: float) -> list[float]:
    """Return the weights of a band-pass: what passes below its upper edge, less what passes below its lower one."""
    pairs = zip(low_pass(highest, width), low_pass(lowest, width), strict=True)
    return [upper - lower for upper, lower in pairs]


def windowed_sinc(cut: float, place: float, half: float) -> float:
    """Return the weight of a sample ``place`` samples away; from ``half`` samples away on there is none."""
    angle = math.pi * cut * place
    return (math.sin(angle) / angle if angle else 1.0) * (0.54 + 0.46 * math.cos(math.pi * place / half))


def unit_sum(weights: list[float]) -> list[float]:
    """Return the weights in proportion, so that a constant signal stays what it is."""
    total = sum(weights)
    return [weight / total for weight in weights]
