"""When callers arrive at each end, millisecond by millisecond: percentiles that are exact.

Theory of operation. Callers who are at the same place, in the same round and at the same millisecond have the same
future, whatever they did before. So they are kept together, and all of them are followed in the order of time: each
step takes everybody of the earliest millisecond one move further. A percentile is the first millisecond by which
enough callers have come to an end; the total is known (``chain_solution``), so the walk stops as soon as every
percentile that is asked for has been passed, and the endless need not be waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from simulator.graph.odds.call_chain import ABANDONED
from simulator.graph.odds.flow_odds import EndKey, FlowOdds, OddsRun, PersonaOdds, end_key
from simulator.graph.odds.menu_stay import ANY_CHOICE
from simulator.graph.odds.stay_library import StayVisit
from simulator.graph.round_play import Acts
from simulator.graph.work_step import WorkStep
from simulator.tables.station import Station

PERCENTILES = (50, 90, 99)

PERSON = ("person", None)
"""Stands for all ends at which a person is."""

_INVISIBLE = 1e-22
"""A share of callers that changes no sum of shares."""

_SLACK = 1e-11
"""What rounding may take from a sum of shares, of its size."""

_STEP = 2_000
"""So many milliseconds with callers in them are followed between two steps of progress."""

ARRIVALS_MOST = 20_000_000
"""So many moves are followed at most: a flow that keeps callers for hours, in a thousand menus, has no end of them."""

ArrivalKey = EndKey | tuple[str, None]
State = tuple[int, int, int, int, int, int]
"""A run and a place in it (or ``~end``); in a menu also the number of the round, the counts, and the beginning."""


class Percentiles(NamedTuple):
    """The milliseconds by which half, nine in ten and 99 in 100 of the callers of an end have come to it."""

    p50: int
    p90: int
    p99: int


class _Tracker:
    """The callers of one end who have arrived so far, and the percentiles that were passed.

    ``points`` are the moments with those who have arrived by then, where they are kept.
    """

    __slots__ = ("arrived", "passed", "points", "total")

    def __init__(self, total: float, *, keeps_points: bool = False) -> None:
        self.total = total
        self.arrived = 0.0
        self.passed: list[int] = []
        self.points: list[tuple[int, float]] | None = [] if keeps_points else None

    def add(self, at: int, share: float) -> bool:
        """Add callers; return whether every percentile has been passed now."""
        self.arrived += share
        if self.points is not None:
            if self.points and self.points[-1][0] == at:
                self.points.pop()
            self.points.append((at, self.arrived))
        while len(self.passed) < len(PERCENTILES):
            if self.arrived < self.total * (PERCENTILES[len(self.passed)] / 100 - _SLACK):
                return False
            self.passed.append(at)
        return True


class ArrivalTimes:
    """The percentiles of every end of a flow's odds; ``steps`` goes through the callers.

    ``percentiles`` are, for each persona and the mixture last, by the kind and destination of the end, or ``PERSON``.
    """

    def __init__(self, odds: FlowOdds) -> None:
        self.odds = odds
        self._trackers = [_trackers_of(persona) for persona in odds.every]
        self._runs: list[OddsRun] = [run for persona in odds.personas for run in persona.runs]
        self._owners = [number for number, persona in enumerate(odds.personas) for _ in persona.runs]
        self._people = {outcome.key for persona in odds.every for outcome in persona.outcomes if outcome.is_person}
        self._open = sum(len(trackers) for trackers in self._trackers)
        self._callers: dict[int, dict[State, float]] = {}
        self._times: list[int] = []
        self._choices: dict[tuple[int, str], list[tuple[int, int, float]]] = {}
        for number, run in enumerate(self._runs):
            self._send(number, 0, run.chain.start, run.weight)

    @property
    def percentiles(self) -> list[dict[ArrivalKey, Percentiles]]:
        """What has been found; complete once ``steps`` is through."""
        return [
            {key: Percentiles(*tracker.passed) for key, tracker in trackers.items() if len(tracker.passed) == 3}
            for trackers in self._trackers
        ]

    @property
    def person_curve(self) -> list[tuple[int, float]]:
        """The milliseconds at which callers of the mixture reach a person, with the share of all who have by then.

        It goes as far as the last percentile.
        """
        tracker = self._trackers[-1].get(PERSON)
        return [] if tracker is None or tracker.points is None else tracker.points

    def steps(self) -> Iterator[WorkStep]:
        """Follow callers until every percentile is known."""
        moves = moments = 0
        while self._open and self._times and moves < ARRIVALS_MOST:
            at = heappop(self._times)
            callers = self._callers[at]
            while callers:  # some moves take no time
                state, share = callers.popitem()
                if share > _INVISIBLE:
                    moves += 1
                    self._move(at, state, share)
            del self._callers[at]
            moments += 1
            if moments % _STEP == 0:
                known = sum(map(len, self._trackers)) - self._open
                yield WorkStep(known, known + self._open, f"percentiles ({at / 1000:,.0f} s into the calls)")

    def _move(self, at: int, state: State, share: float) -> None:
        number, place, round_number, wrong_keys, silences, beginning = state
        if place < 0:
            self._end_calls(number, ~place, at, share)
            return
        chain = self._runs[number].chain
        station, visit = chain.stations[place], chain.stays[place]
        if place in self._runs[number].solution.trapped:
            return
        if station is None or visit is None:
            for to, p, first, _ in chain.rows[place]:
                self._send(number, at + round(first / p), to, share * p)
            for to, p, first, _ in chain.exits[place]:
                self._send(number, at + round(first / p), ~to, share * p)
            return
        chances = visit.stay.chances_in(round_number)
        for move in visit.stay.beginnings[beginning].moves:
            part = share * chances[move.source] * move.weight
            if not part:
                continue
            end = move.end
            then = at + end.milliseconds
            if end.result == "hung_up":
                self._send(number, then, ~ABANDONED, part)
            elif end.result == "choice":
                self._choose(number, then, station, visit, end.code, end.rest, part)
            else:
                counts = wrong_keys, silences
                self._miss(state, then, station, end.result == "wrong", counts, end.rest, move.beginning, part)

    def _choose(
        self, number: int, at: int, station: Station, visit: StayVisit, code: int, rest: Acts, share: float
    ) -> None:
        chain = self._runs[number].chain
        if code != ANY_CHOICE or visit.typing is None:
            self._send(number, at, chain.choice_way(station, code, rest), share)
            return
        ways = self._choices.get((number, station.key))
        if ways is None:
            every: dict[tuple[int, int], float] = {}  # several codes may lead to one place in one time
            for typed, part, end in visit.typing.codes:
                way = chain.choice_way(station, typed, ()), end.milliseconds
                every[way] = every.get(way, 0.0) + part
            ways = self._choices[number, station.key] = [(to, lasts, part) for (to, lasts), part in every.items()]
        for to, lasts, part in ways:
            self._send(number, at + lasts, to, share * part)

    def _miss(
        self,
        state: State,
        at: int,
        station: Station,
        is_wrong: bool,
        counts: tuple[int, int],
        rest: Acts,
        beginning: int,
        share: float,
    ) -> None:
        """Take callers to their next round, or over the final recording out of the menu."""
        miss = station.kind.count_miss("wrong" if is_wrong else "silence", *counts, station.allowed)
        if not miss.last:
            self._put(at, (*state[:2], state[2] + 1, miss.wrong_keys, miss.silences, beginning), share)
            return
        target = station.wrong if is_wrong else station.silence
        last = self._runs[state[0]].chain.follow_last_step(station, miss.step, target, rest)
        self._send(state[0], at + last.lasts_ms, last.to, share)

    def _send(self, number: int, at: int, to: int, share: float) -> None:
        """Send callers to a place, or to an end (``~end``), where they are at a later moment or now."""
        self._put(at, (number, to, 1, 0, 0, 0), share)

    def _end_calls(self, number: int, end: int, at: int, share: float) -> None:
        key = end_key(self._runs[number].chain.ends[end])
        owner = self._owners[number]
        self._arrive(owner, key, at, share)
        self._arrive(-1, key, at, share * self.odds.personas[owner].share)

    def _arrive(self, owner: int, key: EndKey, at: int, share: float) -> None:
        trackers = self._trackers[owner]
        for which in (key, PERSON) if key in self._people else (key,):
            tracker = trackers.get(which)
            if tracker is not None and len(tracker.passed) < len(PERCENTILES) and tracker.add(at, share):
                self._open -= 1

    def _put(self, at: int, state: State, share: float) -> None:
        callers = self._callers.get(at)
        if callers is None:
            callers = self._callers[at] = {}
            heappush(self._times, at)
        callers[state] = callers.get(state, 0.0) + share


def _trackers_of(persona: PersonaOdds) -> dict[ArrivalKey, _Tracker]:
    trackers: dict[ArrivalKey, _Tracker] = {
        outcome.key: _Tracker(outcome.moments.share) for outcome in persona.outcomes if outcome.kind != "endless"
    }
    if persona.person.share:
        trackers[PERSON] = _Tracker(persona.person.share, keeps_points=persona.persona is None)
    return trackers
