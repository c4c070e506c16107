"""Intervals by hand, and how many of them hold the share from which was sampled."""

from __future__ import annotations

from random import Random

import pytest

from simulator.graph.crowds.share_intervals import DaySums, day_interval, wilson_interval


def test_wilsons_interval_of_a_few_calls() -> None:
    """Figures of his paper's formula, worked out by hand: 1 of 10 is between 1.8 % and 40.4 %."""
    assert wilson_interval(1, 10) == pytest.approx((0.01787, 0.40415), abs=1e-5)
    assert wilson_interval(0, 10) == pytest.approx((0.0, 0.27753), abs=1e-5)
    assert wilson_interval(10, 10) == pytest.approx((0.72247, 1.0), abs=1e-5)


def test_days_that_are_alike_leave_no_doubt_and_days_that_differ_do() -> None:
    """Two days of 10 calls: 5 and 5 at an end, or 2 and 8; 12.706 is Student's t for two."""
    assert day_interval(10, 20, DaySums(50, 100, 200, 2)) == (0.5, 0.5)
    # squared deviations 2 x 3 x 3, over (2 - 1), times 2 days, over 20 x 20 calls: 0.09
    assert day_interval(10, 20, DaySums(68, 100, 200, 2)) == (0.0, 1.0)
    assert day_interval(10, 20, DaySums(50, 100, 200, 1)) is None


def test_what_has_not_been_seen_is_not_impossible() -> None:
    assert day_interval(0, 20, DaySums(0, 0, 200, 2)) == wilson_interval(0, 20)
    assert day_interval(20, 20, DaySums(200, 200, 200, 2)) == wilson_interval(20, 20)


def test_intervals_hold_the_share_in_95_of_100_samples() -> None:
    """Days of 1 to 40 calls with a chance of their own, .3 in the mean of all calls."""
    random, holds = Random(1), 0
    for _ in range(400):
        calls, squares, products, totals, count = 0, 0, 0, 0, 0
        for _ in range(30):
            size, chance = random.randint(1, 40), random.choice((0.1, 0.5))
            hits = sum(random.random() < chance for _ in range(size))
            count, calls = count + hits, calls + size
            squares, products, totals = squares + hits * hits, products + hits * size, totals + size * size
        interval = day_interval(count, calls, DaySums(squares, products, totals, 30))
        assert interval is not None
        holds += interval.low <= 0.3 <= interval.high
    assert 0.92 <= holds / 400 <= 0.97
