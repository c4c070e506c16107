"""A persona estimated from past calls, each chance with an interval of 95 %, and what it does not rest on.

Right, wrong and the end of the keys are shares of all rounds in which something shows. Silences before a later key show
only in calls whose keys have times, so their share is that of these calls, and the others are scaled by it. The end of
the keys is parted into silence and hanging up as where it is known, or evenly where records do not know both.
Intervals are Wilson's. An estimate that is put together from several shares has the variance of all of them (by
linearization), and Wilson's interval of as many rounds as have that variance: few calls with times, or few whose end is
known, make it wide, however many the others are. Where nothing tells the parts, it is from all of the one to all of the
other.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from simulator.fast_classes import NamedTuple
from simulator.graph.crowds.share_intervals import wilson_interval
from simulator.graph.replay.round_acts import BIN_MS, ROUNDS_MOST, Act, ActCounts, RoundAct

ROUNDS_LEAST = 30
"""Rounds of one number from which they are estimated apart; those of later numbers are pooled with the one before."""


class ShareEstimate(NamedTuple):
    """A share with the ends of its interval; ``trials``: how many observations it rests on, 0: it is assumed."""

    share: float
    low: float
    high: float
    trials: int


class RoundEstimate(NamedTuple):
    """The acts of a round of a stay, by its number; of the last one that is estimated, of all later ones, too."""

    number: int
    rounds: int
    right: ShareEstimate
    wrong: ShareEstimate
    silent: ShareEstimate
    hang_up: ShareEstimate


class ReactionEstimate(NamedTuple):
    """How long callers took: the median and the quartiles, in milliseconds from the ``cue`` that most of them had."""

    cue: str
    median: int
    quarter: int
    three_quarters: int
    keys: int


class PersonaFit(NamedTuple):
    """Estimates by round, and by menu and option, and of the reaction; None: no key has a time.

    ``is_silence_seen``: there are calls in which a silence before a key shows. ``is_stop_seen``: there are calls of
    which it is known that their callers were silent in the end, and calls of which it is known that they hung up.
    """

    calls: int
    rounds: tuple[RoundEstimate, ...]
    choices: Mapping[str, Mapping[str, ShareEstimate]]
    reaction: ReactionEstimate | None
    is_silence_seen: bool
    is_stop_seen: bool


def estimate_share(hits: float, trials: int) -> ShareEstimate:
    """Return a share with its interval of 95 %; nothing is known of one without trials."""
    if not trials:
        return ShareEstimate(0.0, 0.0, 1.0, 0)
    return ShareEstimate(hits / trials, *wilson_interval(hits, trials), trials)


class _StopKnowledge(NamedTuple):
    """Which part of those who stopped was silent, and the variance of that estimate; None: nothing tells."""

    silent_part: float
    variance: float | None


def fit_persona(counts: ActCounts) -> PersonaFit:
    """Return the persona that counts show; without rounds, it has none."""
    # By calls: of one that stopped as nobody knows, only the first round without a key is counted.
    known_silent, known_hung_up = counts.stops["stopped-silent"], counts.stops["stopped-hung-up"]
    is_stop_seen = bool(known_silent and known_hung_up)  # records that only ever know one say nothing of the rest
    known = known_silent + known_hung_up
    stops = _StopKnowledge(known_silent / known, _variance(known_silent, known)) if is_stop_seen else _UNKNOWN_STOPS
    rounds = tuple(
        _estimate_round(counts, numbers, stops) for numbers in _pool_rounds(counts) if _rounds_of(counts, numbers)
    )
    menus: dict[str, dict[str, int]] = {}
    for (menu, code), times in sorted(counts.choices.items()):
        menus.setdefault(menu, {})[code] = times
    choices = {
        menu: {code: estimate_share(times, sum(codes.values())) for code, times in codes.items()}
        for menu, codes in menus.items()
    }
    reaction = _estimate_reaction(counts)
    return PersonaFit(counts.calls, rounds, choices, reaction, bool(counts.timed_calls), is_stop_seen)


def _estimate_reaction(counts: ActCounts) -> ReactionEstimate | None:
    by_cue: dict[str, list[tuple[int, int]]] = {}
    for (cue, milliseconds), times in sorted(counts.reactions.items()):
        by_cue.setdefault(cue, []).append((milliseconds, times))
    if not by_cue:
        return None
    cue, bins = max(by_cue.items(), key=lambda item: sum(times for _, times in item[1]))
    keys = sum(times for _, times in bins)
    quarter, median, three_quarters = (_quantile(bins, keys * part / 4) for part in (1, 2, 3))
    return ReactionEstimate(cue, median, quarter, three_quarters, keys)


def _quantile(bins: list[tuple[int, int]], rank: float) -> int:
    """Return the middle of the bin that has the key of a rank."""
    ranks = accumulate(times for _, times in bins)
    place = next(place for place, passed in enumerate(ranks) if passed >= rank)
    return bins[place][0] + BIN_MS // 2


def _number_of(counts: ActCounts, numbers: range, act: Act, timed: tuple[bool, ...] = (False, True)) -> int:
    return sum(counts.acts[RoundAct(number, act, one)] for number in numbers for one in timed)


_SHOWN: tuple[Act, ...] = ("right", "wrong", "stopped-silent", "stopped-hung-up", "stopped")


def _rounds_of(counts: ActCounts, numbers: range) -> int:
    return sum(_number_of(counts, numbers, act) for act in _SHOWN)


def _pool_rounds(counts: ActCounts) -> list[range]:
    """Return the numbers of rounds that are estimated together."""
    pools = []
    number = 1
    while number < ROUNDS_MOST and _rounds_of(counts, range(number + 1, ROUNDS_MOST + 1)) >= ROUNDS_LEAST:
        pools.append(range(number, number + 1))
        number += 1
    return [*pools, range(number, ROUNDS_MOST + 1)]


def _estimate_round(counts: ActCounts, numbers: range, stops: _StopKnowledge) -> RoundEstimate:
    rounds = _rounds_of(counts, numbers)
    right, wrong, seen_silent, seen_hung_up, unknown = (_number_of(counts, numbers, act) for act in _SHOWN)
    before_keys = _number_of(counts, numbers, "silent", (True,))
    timed = before_keys + sum(_number_of(counts, numbers, act, (True,)) for act in _SHOWN)
    waited, waited_variance = (before_keys / timed, _variance(before_keys, timed)) if timed else (0.0, 0.0)
    scale = 1 - waited

    def estimate(hits: float, variance: float, before: float = 0.0) -> ShareEstimate:
        """Estimate ``before`` and what is left of a share of the rounds that show."""
        share = hits / rounds
        slope = before / waited - share if before else -share
        spread = scale * scale * variance + slope * slope * waited_variance
        return _estimate_of_variance(before + share * scale, spread, rounds)

    def estimate_stops(seen: int, part: float, before: float = 0.0) -> ShareEstimate:
        if unknown and stops.variance is None:
            made = estimate(seen + unknown * part, _share_variance(seen, rounds), before)
            least, most = (estimate(hits, _share_variance(hits, rounds), before) for hits in (seen, seen + unknown))
            return made._replace(low=least.low, high=most.high)
        stopped = seen_silent + seen_hung_up + unknown
        apart = _share_variance(seen + unknown * part, rounds)
        if unknown:
            # The stops are a share of the rounds, and of those the unknown ones are parted as the known ones are.
            share = stopped / rounds
            of_stops = part * part * _share_variance(stopped, rounds)
            of_parts = part * (1 - part) * share * (1 - unknown / stopped) / rounds
            apart = of_stops + of_parts + (unknown / rounds) ** 2 * (stops.variance or 0.0)
        return estimate(seen + unknown * part, apart, before)

    return RoundEstimate(
        numbers.start,
        rounds,
        estimate(right, _share_variance(right, rounds)),
        estimate(wrong, _share_variance(wrong, rounds)),
        estimate_stops(seen_silent, stops.silent_part, waited),
        estimate_stops(seen_hung_up, 1 - stops.silent_part),
    )


_UNKNOWN_STOPS = _StopKnowledge(0.5, None)


def _share_variance(hits: float, trials: int) -> float:
    return hits * (trials - hits) / trials**3


def _variance(hits: int, trials: int) -> float:
    """Return the variance of a share as if two more had hit and two had not: of few trials, none is certain."""
    return _share_variance(hits + 2, trials + 4)


def _estimate_of_variance(share: float, variance: float, trials: int) -> ShareEstimate:
    """Return a share with Wilson's interval of as many trials as give it that variance."""
    if not 0 < share < 1 or not variance:
        return estimate_share(share * trials, trials)
    return ShareEstimate(share, *wilson_interval(share * (alike := share * (1 - share) / variance), alike), trials)
