"""The callers who come to an end because their tries in a menu were used up, and not because they chose it."""

from __future__ import annotations

from simulator.graph.odds.flow_odds import EndKey, OddsRun, PersonaOdds, end_key
from simulator.graph.odds.time_moments import NOBODY, TimeMoments, follow_moments

_STEPS_MOST = 100
"""So many destinations one behind the other are asked at most: schedules may ask each other in a circle."""


def fall_back_moments(odds: PersonaOdds) -> dict[EndKey, TimeMoments]:
    """Return the callers whose way to an end begins with a fall-back; schedules and telephones may be on it."""
    totals: dict[EndKey, TimeMoments] = {}
    for run in odds.runs:
        for end, moments in _run_fall_backs(run).items():
            key = end_key(run.chain.ends[end])
            totals[key] = totals.get(key, NOBODY).plus(moments.scaled(run.weight))
    return totals


def _run_fall_backs(run: OddsRun) -> dict[int, TimeMoments]:
    ends: dict[int, TimeMoments] = {}
    behind: dict[int, TimeMoments] = {}
    for place, to, moments in run.chain.last_ways:
        callers = follow_moments(run.solution.visits[place], moments)
        _add_callers(ends if to < 0 else behind, ~to if to < 0 else to, callers)
    for _ in range(_STEPS_MOST):
        onward: dict[int, TimeMoments] = {}
        for place, callers in behind.items():
            if run.chain.stations[place] is not None:
                continue  # another receptionist, where they choose again
            for to, *way in run.chain.rows[place]:
                _add_callers(onward, to, follow_moments(callers, (way[0], way[1], way[2])))
            for end, *way in run.chain.exits[place]:
                _add_callers(ends, end, follow_moments(callers, (way[0], way[1], way[2])))
        behind = onward
    return ends


def _add_callers(sums: dict[int, TimeMoments], which: int, callers: TimeMoments) -> None:
    sums[which] = sums.get(which, NOBODY).plus(callers)
