"""Moments against the numbers that they sum up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph.odds.time_moments import NOBODY, TimeMoments, delay_moments, follow_moments

Crowd = list[tuple[int, int]]
CROWDS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9_000)), max_size=4)
"""Parts of callers, each with its milliseconds."""


def moments_of(crowd: Crowd) -> TimeMoments:
    return TimeMoments(*(float(sum(Fraction(part, 40) * at**power for part, at in crowd)) for power in range(3)))


@given(CROWDS, CROWDS, st.integers(0, 5_000))
def test_moments_are_those_of_the_callers(some: Crowd, others: Crowd, later: int) -> None:
    assert moments_of(some).plus(moments_of(others)) == pytest.approx(moments_of([*some, *others]))
    assert delay_moments(moments_of(some), later) == pytest.approx(
        moments_of([(part, at + later) for part, at in some])
    )
    both = [(part * other, at + then) for part, at in some for other, then in others]
    expected = moments_of(both).scaled(1 / 40)
    assert follow_moments(moments_of(some), moments_of(others)) == pytest.approx(expected)


def test_mean_and_deviation_are_in_seconds() -> None:
    moments = moments_of([(20, 1000), (20, 3000)])
    assert (moments.mean_seconds, moments.sd_seconds) == (2.0, 1.0)
    assert (NOBODY.mean_seconds, NOBODY.sd_seconds) == (None, None)


def test_a_time_that_is_always_the_same_does_not_vary() -> None:
    share = 1 / 3
    assert delay_moments((share, 0.0, 0.0), 123_457).sd_seconds == 0.0
