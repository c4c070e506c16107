"""A receiver of keys as a telephone exchange has one, written apart from what makes the tones."""

import math
from collections.abc import Sequence
from typing import NamedTuple

ROWS = (697.0, 770.0, 852.0, 941.0)
COLUMNS = (1209.0, 1336.0, 1477.0)
PAD = ("123", "456", "789", "*0#")

BLOCK_MS, STEP_MS = 20, 10

QUIET = 1e6
"""The power below which no key is looked for: -24 dBm0."""


class Heard(NamedTuple):
    """A key that was received: when its tone began and how long it lasted, in seconds, and how loud it was."""

    key: str
    at: float
    seconds: float
    low_dbm0: float
    high_dbm0: float


def power_at(samples: Sequence[int], frequency: float, rate: int) -> float:
    """Return the power of a sine of this frequency in some samples (Goertzel's algorithm)."""
    turn = 2 * math.cos(2 * math.pi * frequency / rate)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + turn * last - before
    return 2 * (last * last + before * before - turn * last * before) / len(samples) ** 2


def dbm0(power: float) -> float:
    """Return a level: a sine at full scale is +3.14 dBm0 (ITU-T G.711)."""
    return 10 * math.log10(max(power, 1e-9) / (32_767**2 / 2)) + 3.14


def receive_keys(samples: Sequence[int], rate: int) -> list[Heard]:
    """Return the keys in a sound: two tones that hold nearly all of its power, at about the same level."""
    block, step = rate * BLOCK_MS // 1000, rate * STEP_MS // 1000
    heard: list[tuple[int, str, float, float]] = []
    for place in range(0, len(samples) - block, step):
        piece = samples[place : place + block]
        total = sum(sample * sample for sample in piece) / block
        if total < QUIET:
            continue
        rows, columns = ([power_at(piece, each, rate) for each in group] for group in (ROWS, COLUMNS))
        low, high = max(rows), max(columns)
        if low + high > 0.7 * total and abs(dbm0(low) - dbm0(high)) < 6:
            heard.append((place, PAD[rows.index(low)][columns.index(high)], dbm0(low), dbm0(high)))
    return [*_join(heard, step, block, rate)]


def _join(blocks: Sequence[tuple[int, str, float, float]], step: int, block: int, rate: int) -> list[Heard]:
    """Blocks that touch and have the same key are one press; two of them at least make one."""
    presses: list[list[tuple[int, str, float, float]]] = []
    for each in blocks:
        if presses and presses[-1][-1][1] == each[1] and each[0] - presses[-1][-1][0] <= step:
            presses[-1].append(each)
        else:
            presses.append([each])
    return [
        Heard(
            press[0][1],
            press[0][0] / rate,
            (press[-1][0] + block - press[0][0]) / rate,
            max(each[2] for each in press),
            max(each[3] for each in press),
        )
        for press in presses
        if len(press) > 1
    ]
