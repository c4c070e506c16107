"""Shares of callers with the moments of their times, and the three ways to combine them."""

from __future__ import annotations

from math import sqrt

from simulator.fast_classes import NamedTuple


class TimeMoments(NamedTuple):
    """A share of callers; ``first`` and ``second`` are the share times the mean of their milliseconds, and of squares.

    Loops that run often take plain tuples of the same three numbers.
    """

    share: float = 0.0
    first: float = 0.0
    second: float = 0.0

    def plus(self, other: tuple[float, float, float]) -> TimeMoments:
        """Return these callers together with others."""
        return TimeMoments(self.share + other[0], self.first + other[1], self.second + other[2])

    def scaled(self, factor: float) -> TimeMoments:
        """Return a part of these callers."""
        return TimeMoments(self.share * factor, self.first * factor, self.second * factor)

    @property
    def mean_seconds(self) -> float | None:
        """The mean of their time; None where there are no callers."""
        return self.first / self.share / 1000 if self.share > 0 else None

    @property
    def sd_seconds(self) -> float | None:
        """The standard deviation of their time; None where there are no callers."""
        if self.share <= 0:
            return None
        mean = self.first / self.share
        variance = self.second / self.share - mean * mean
        # What rounding leaves of a time that is always the same, in units of the square that was subtracted.
        return sqrt(variance) / 1000 if variance > 1e-12 * mean * mean else 0.0


NOBODY = TimeMoments()


def delay_moments(moments: tuple[float, float, float], milliseconds: float) -> TimeMoments:
    """Return the same callers, so many milliseconds later."""
    share, first, second = moments
    moved = milliseconds * share
    return TimeMoments(share, first + moved, second + milliseconds * (2 * first + moved))


def follow_moments(before: tuple[float, float, float], way: tuple[float, float, float]) -> TimeMoments:
    """Return the callers who come by one way and go on by another."""
    share, first, second = before
    chance, chance_first, chance_second = way
    return TimeMoments(
        share * chance,
        first * chance + share * chance_first,
        second * chance + 2 * first * chance_first + share * chance_second,
    )
