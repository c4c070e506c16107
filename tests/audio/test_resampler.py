"""Samples at another rate: the same sound, as long, and nothing that was not there."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.resampler import resample
from tests.audio.goertzel import power_at

RATES = (7919, 8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000)


def sine(frequency: float, rate: int, milliseconds: int = 300) -> list[int]:
    return [
        round(10_000 * math.sin(2 * math.pi * frequency * place / rate)) for place in range(rate * milliseconds // 1000)
    ]


@pytest.mark.parametrize("new_rate", [8000, 16_000, 48_000])
@pytest.mark.parametrize("rate", RATES)
def test_a_tone_stays_what_it_is_sample_by_sample(rate: int, new_rate: int) -> None:
    new, wanted = resample(sine(1000, rate), rate, new_rate), sine(1000, new_rate)
    middle = slice(len(wanted) // 4, 3 * len(wanted) // 4)
    assert abs(len(new) - len(wanted)) <= new_rate // 1000
    assert max(abs(one - other) for one, other in zip(new[middle], wanted[middle], strict=True)) < 100  # -40 dB


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
def test_what_8_khz_cannot_hold_does_not_fold_back_into_the_voice(rate: int) -> None:
    for frequency in (4700, 5500, 7000):
        new = resample(sine(frequency, rate), rate, 8000)
        assert max(map(abs, new[400:-400])) < 60, frequency  # 44 dB below


def test_a_higher_rate_adds_no_image() -> None:
    new = resample(sine(3000, 8000), 8000, 48_000)
    tone, image = (power_at(new[4800:9600], frequency, 48_000) for frequency in (3000, 5000))
    assert image < tone / 10_000


@given(st.integers(0, 400), st.sampled_from(RATES), st.sampled_from(RATES))
def test_the_length_in_seconds_is_kept(count: int, rate: int, new_rate: int) -> None:
    new = resample([1000] * count, rate, new_rate)
    assert abs(len(new) - count * new_rate / rate) < 1.01


def test_the_same_rate_changes_nothing() -> None:
    assert resample([1, 2, 3], 8000, 8000) == [1, 2, 3]
