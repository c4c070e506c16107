"""Samples at another rate.

Theory, in two steps. First a low-pass takes away what the lower of the two rates cannot hold. It works at the old
rate, or at twice that, with a zero between every two samples, where the old rate is not twice the new one: then the
signal has at least twice the rate that it needs. Such a signal changes slowly from sample to sample, so a sinc of a
few weights finds its value at any instant between two of them. The instants repeat: from 22,050 to 8,000 Hz there are
160 different positions, and the new samples of each position are computed together.
"""

from __future__ import annotations

import math

from simulator.audio.convolution import convolve
from simulator.audio.window_sinc import HAMMING_WIDTH, low_pass, unit_sum, windowed_sinc

_EDGE = 0.15
"""The width of the low-pass's edge, as a share of the lower rate, centred on half of it:
3,400 to 4,600 Hz at 8 kHz. What is left above half the rate folds back into the upper half of that edge."""

_WEIGHT_BITS = 16


def resample(samples: list[int], rate: int, new_rate: int) -> list[int]:
    """Return the same sound at another rate, in Hz; the length in seconds is kept to a sample."""
    if rate == new_rate or not samples:
        return samples
    lower = min(rate, new_rate)
    dense = samples if rate >= 2 * new_rate else _insert_zeros(samples)
    dense_rate = rate * len(dense) // len(samples)
    weights = low_pass(lower / 2 / dense_rate, _EDGE * lower / dense_rate)
    gain = dense_rate // rate
    dense = convolve(dense, [gain * weight for weight in weights])
    width = 1 - (1 + _EDGE) * lower / dense_rate
    return _interpolate(dense, dense_rate, new_rate, half=math.ceil(HAMMING_WIDTH / width / 2))


def _insert_zeros(samples: list[int]) -> list[int]:
    dense = [0] * (2 * len(samples))
    dense[::2] = samples
    return dense


def _interpolate(samples: list[int], rate: int, new_rate: int, half: int) -> list[int]:
    """The values at the instants of the new rate, each from ``half`` samples before and after."""
    common = math.gcd(rate, new_rate)
    up, down = new_rate // common, rate // common
    count = len(samples) * new_rate // rate
    padded = [0] * (half - 1) + samples + [0] * (half + 1)
    result = [0] * count
    for phase in range(min(up, count)):
        first, part = divmod(phase * down, up)
        distances = [tap - (half - 1) - part / up for tap in range(2 * half)]
        weights = unit_sum([windowed_sinc(1.0, distance, half) for distance in distances])
        places = range(phase, count, up)
        result[phase::up] = _weighted(padded, first, down, len(places), weights)
    return result


def _weighted(samples: list[int], first: int, step: int, count: int, weights: list[float]) -> list[int]:
    """The weighted sums of neighbours, at every ``step``-th sample from ``first`` on."""
    sums = [1 << _WEIGHT_BITS - 1] * count  # a half, since shifting rounds down
    whole = [round(weight * 2**_WEIGHT_BITS) for weight in weights]
    for place in range(0, len(whole), 2):  # two at a time, which takes half as long
        near, far = whole[place : place + 2]
        pairs = zip(sums, samples[first + place :: step], samples[first + place + 1 :: step], strict=False)
        sums = [total + near * sample + far * neighbour for total, sample, neighbour in pairs]
    return [total >> _WEIGHT_BITS for total in sums]
