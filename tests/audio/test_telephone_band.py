"""The band of a telephone."""

import math

import pytest

from simulator.audio.telephone_band import limit_band


def gain_db(frequency: int) -> float:
    sine = [round(10_000 * math.sin(2 * math.pi * frequency * place / 8000)) for place in range(4000)]
    return 20 * math.log10(max(1, *map(abs, limit_band(sine)[1000:3000])) / 10_000)


def test_300_to_3400_hz_pass_as_they_are() -> None:
    assert [gain_db(frequency) for frequency in (310, 697, 1000, 3000, 3390)] == pytest.approx([0] * 5, abs=0.3)


def test_what_is_outside_is_gone() -> None:
    assert max(gain_db(frequency) for frequency in (50, 100, 3610, 3900)) < -45


def test_the_length_is_kept() -> None:
    assert [len(limit_band([100] * count)) for count in (0, 1, 50)] == [0, 1, 50]
