"""The weights of filters."""

import cmath
import math

import pytest

from simulator.audio.window_sinc import band_pass, low_pass, unit_sum, windowed_sinc


def gain_db(weights: list[float], frequency: float) -> float:
    total = sum(weight * cmath.exp(-2j * math.pi * frequency * place) for place, weight in enumerate(weights))
    return 20 * math.log10(max(abs(total), 1e-9))


def test_a_low_pass_passes_and_stops() -> None:
    weights = low_pass(0.2, 0.05)
    assert sum(weights) == pytest.approx(1)
    assert [gain_db(weights, share) for share in (0.0, 0.1, 0.175)] == pytest.approx([0, 0, 0], abs=0.05)
    assert max(gain_db(weights, 0.225 + step / 1000) for step in range(275)) < -50


def test_a_band_pass_stops_a_constant() -> None:
    weights = band_pass(0.025, 0.4375, 0.025)
    assert sum(weights) == pytest.approx(0, abs=1e-12)
    assert len(weights) % 2 == 1


def test_a_sinc_is_1_in_the_middle_and_0_at_every_other_sample() -> None:
    assert [round(windowed_sinc(1.0, place, 4), 9) for place in range(-3, 4)] == [0, 0, 0, 1, 0, 0, 0]
    assert sum(unit_sum([1.0, 2.0, 5.0])) == 1
