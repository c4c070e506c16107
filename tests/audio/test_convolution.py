"""Convolution by one multiplication gives what adding up gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.convolution import convolve

SAMPLES = st.lists(st.integers(-32_768, 32_767), max_size=60)
WEIGHTS = st.integers(0, 20).flatmap(
    lambda half: st.lists(st.floats(-1, 1), min_size=2 * half + 1, max_size=2 * half + 1)
)


def add_up(samples: list[int], weights: list[float]) -> list[float]:
    half = len(weights) // 2
    return [
        sum(
            weight * samples[place + half - tap]
            for tap, weight in enumerate(weights)
            if 0 <= place + half - tap < len(samples)
        )
        for place in range(len(samples))
    ]


@given(SAMPLES, WEIGHTS)
def test_both_roads_agree_to_one_step(samples: list[int], weights: list[float]) -> None:
    assert convolve(samples, weights) == pytest.approx(add_up(samples, weights), abs=1.1)


def test_the_extremes_do_not_spill_into_their_neighbours() -> None:
    for sample in (-32_768, 32_767):
        sums = convolve([sample] * 3000, [1.0] * 1001)
        assert (sums[1500], len(sums)) == (1001 * sample, 3000)


def test_one_weight_of_1_changes_nothing() -> None:
    assert convolve([5, -7, 0, 32_767, -32_768], [1.0]) == [5, -7, 0, 32_767, -32_768]
    assert convolve([], [1.0]) == []
