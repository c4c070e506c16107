"""95 % intervals: of a share of calls that do not meet, and of one whose calls share a day."""

from __future__ import annotations

from math import sqrt

from simulator.fast_classes import NamedTuple

Z_95 = 1.959963984540054
"""A normal variable is within so many standard deviations in 95 of 100 cases."""


class Interval(NamedTuple):
    """From the lower end to the upper one."""

    low: float
    high: float


class DaySums(NamedTuple):
    """Sums over days, of the calls x at an end and of all calls n: of x x, x n, and n n."""

    squares: int
    products: int
    totals: int
    days: int


def wilson_interval(count: float, calls: float) -> Interval:
    """Return Wilson's score interval of a share (1927): of independent calls; never outside of 0 to 1.

    >>> [round(end, 4) for end in wilson_interval(0, 100)], [round(end, 4) for end in wilson_interval(50, 100)]
    ([0.0, 0.037], [0.4038, 0.5962])
    """
    square = Z_95 * Z_95
    share, whole = count / calls, 1 + square / calls
    middle = (share + square / (2 * calls)) / whole
    reach = Z_95 / whole * sqrt(share * (1 - share) / calls + square / (4 * calls * calls))
    return Interval(max(0.0, middle - reach) if count else 0.0, min(1.0, middle + reach) if count < calls else 1.0)


def day_interval(count: int, calls: int, sums: DaySums) -> Interval | None:
    """Return the interval of a share by the spread between days: calls of one day are not independent.

    The share is a ratio of sums over days, x to n; its variance is that of ``x - share n`` over the square of the mean
    n (linearization). Student's t takes the place of the normal where there are few days. Of none of the calls, or all,
    there is no spread to see; the interval is as wide as that of independent calls. None: of a single day.
    """
    days = sums.days
    if days < 2:
        return None
    if count in (0, calls):
        return wilson_interval(count, calls)
    share = count / calls
    deviations = sums.squares - 2 * share * sums.products + share * share * sums.totals
    variance = max(0.0, deviations) / (days - 1) * days / (calls * calls)
    reach = _student_t(days - 1) * sqrt(variance)
    return Interval(max(0.0, share - reach), min(1.0, share + reach))


def _student_t(freedom: int) -> float:
    """The 97.5 % point of Student's t: exact for 1 and 2, else Cornish and Fisher's expansion, right to 0.5 %."""
    if freedom <= 2:
        return (12.7062, 4.3027)[freedom - 1]
    z = Z_95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
