"""The figures of a crowd: by persona, and of all its calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import ceil, sqrt

from simulator.callers.crowd_file import PeopleQueue
from simulator.callers.drivers import Kind
from simulator.callers.persona import Persona
from simulator.callers.persona_file import MIXTURE
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer
from simulator.fast_classes import NamedTuple
from simulator.graph.crowds.chunk_counts import ChunkSum, QueueCounts, split_time_key
from simulator.graph.crowds.crowd_rows import CrowdRows
from simulator.graph.crowds.share_intervals import DaySums, Interval, day_interval, wilson_interval
from simulator.graph.odds.flow_odds import EndKey
from simulator.graph.odds.week_situations import SituationMix
from simulator.graph.reach.times import is_person

_RESULTS = {"choice": "chose", "wrong": "wrong", "silence": "silent", "hung_up": "hung_up"}
"""The figures of a round, by what ends it."""


class CallTimes:
    """The times of calls, exactly: how many took each number of milliseconds."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        self.counts = counts
        self.calls = sum(counts.values())

    @property
    def mean_seconds(self) -> float:
        """The mean of the times of at least one call."""
        return self._total / self.calls / 1000

    @property
    def sd_seconds(self) -> float:
        """The standard deviation of the times."""
        squares = sum(at * at * count for at, count in self.counts.items())
        # Whole numbers until here: a time that is always the same has no deviation at all.
        return sqrt(squares * self.calls - self._total * self._total) / self.calls / 1000

    @cached_property
    def _total(self) -> int:
        return sum(at * count for at, count in self.counts.items())

    def percentile_seconds(self, number: int) -> float:
        """The smallest time by which so many in a hundred have come to the end."""
        least, passed = ceil(self.calls * number / 100), 0
        for at, count in self._in_order:
            passed += count
            if passed >= least:
                return at / 1000
        raise AssertionError("all calls have a time")

    @cached_property
    def _in_order(self) -> list[tuple[int, int]]:
        return sorted(self.counts.items())


class CrowdOutcome(NamedTuple):
    """One end of calls: how many came to it, the interval of their share, and their times.

    ``is_person``: as far as the flow says, a person is there. The interval is None where it cannot be told.
    """

    kind: Kind
    destination: Destination | None
    name: str | None
    calls: int
    share: float
    interval: Interval | None
    times: CallTimes
    is_person: bool

    @property
    def key(self) -> EndKey:
        """Return what tells ends apart."""
        return self.kind, self.destination


class CrowdRound(NamedTuple):
    """A round of a menu, per call: how often it was reached, and what became of callers in it.

    ``drop_off`` is the part of those in the round who hang up in it, with its interval: what callers do in a round does
    not depend on other calls.
    """

    receptionist: str
    round: int
    reached: float
    chose: float
    wrong: float
    silent: float
    hung_up: float
    drop_off: float
    interval: Interval


class CrowdPart(NamedTuple):
    """The calls of one persona, or of all; ``share`` is that of the file.

    ``person`` are the calls that reached a person, ``times`` those of all calls that have an end. ``keys`` and
    ``recordings`` are per call.
    """

    name: str
    share: float
    calls: int
    outcomes: Sequence[CrowdOutcome]
    person: CrowdOutcome
    times: CallTimes
    rounds: Sequence[CrowdRound]
    keys: Mapping[str, float]
    recordings: Mapping[str, float]


class CrowdResult(NamedTuple):
    """What a crowd came to: the parts of its personas, and all calls last.

    ``days`` is the number of days whose calls may meet, or of groups of callers; 0: calls do not depend on each other.
    ``has_arrivals``: calls come at the hours of the file, so that situations are weighed by callers.
    """

    flow: Flow
    personas: Sequence[Persona]
    situations: SituationMix
    asked: frozenset[str]
    assumed_people: Mapping[str, Answer]
    seed: int
    calls: int
    callers: int
    parts: Sequence[CrowdPart]
    queues: Sequence[tuple[PeopleQueue, QueueCounts]]
    days: int
    has_arrivals: bool

    @property
    def mixture(self) -> CrowdPart:
        """Return all calls together."""
        return self.parts[-1]


class CrowdResults:
    """Reads the sum of chunks with the rows from which they were sampled."""

    def __init__(self, flow: Flow, personas: Sequence[Persona], situations: SituationMix, rows: CrowdRows) -> None:
        self.flow = flow
        self.personas = personas
        self.situations = situations
        self.rows = rows

    def read(
        self, total: ChunkSum, seed: int, queues: Sequence[PeopleQueue] = (), *, has_arrivals: bool = False
    ) -> CrowdResult:
        """The figures of the chunks that are in a sum so far."""
        numbers = range(len(self.personas))
        parts = [
            self._part(total, persona.name, persona.share, {number})
            for number, persona in zip(numbers, self.personas, strict=True)
        ]
        parts.append(self._part(total, MIXTURE, 1.0, {*numbers}))
        return CrowdResult(
            self.flow,
            self.personas,
            self.situations,
            self.rows.asked,
            self.rows.assumed,
            seed,
            total.calls,
            total.callers,
            parts,
            [*zip(queues, total.queues, strict=False)],
            total.days,
            has_arrivals,
        )

    def _part(self, total: ChunkSum, name: str, share: float, members: set[int]) -> CrowdPart:
        times: dict[EndKey, Counter[int]] = {}
        for key, count in total.times.items():
            number, at = split_time_key(key)
            end = self.rows.ends[number]
            if end.persona in members:
                times.setdefault((end.kind, end.destination), Counter())[at] += count
        calls = sum(counts.total() for counts in times.values())
        shares = _Shares(self.rows, total, members, calls)
        outcomes = [self._outcome(kind, destination, counts, shares) for (kind, destination), counts in times.items()]
        outcomes.sort(key=lambda outcome: (-outcome.calls, str(outcome.key)))
        people = [outcome for outcome in outcomes if outcome.is_person]
        reached = CallTimes(_merge_counts([outcome.times.counts for outcome in people]))
        ended = _merge_counts([outcome.times.counts for outcome in outcomes if outcome.kind != "endless"])
        interval = shares.interval_of({outcome.key for outcome in people}, reached.calls)
        person = CrowdOutcome(
            "routed", None, None, reached.calls, shares.share_of(reached.calls), interval, reached, True
        )
        keys, recordings = self._uses(total, members, calls)
        rounds = self._rounds(total, members, calls)
        return CrowdPart(name, share, calls, outcomes, person, CallTimes(ended), rounds, keys, recordings)

    def _outcome(
        self, kind: Kind, destination: Destination | None, counts: Mapping[int, int], shares: _Shares
    ) -> CrowdOutcome:
        name = None if destination is None else self.flow.destination_name(destination)
        person = kind == "routed" and destination is not None and is_person(self.flow, destination)
        times = CallTimes(counts)
        interval = shares.interval_of({(kind, destination)}, times.calls)
        return CrowdOutcome(kind, destination, name, times.calls, shares.share_of(times.calls), interval, times, person)

    def _rounds(self, total: ChunkSum, members: set[int], calls: int) -> list[CrowdRound]:
        counts: dict[tuple[str, int], Counter[str]] = {}
        for number, times in total.facts.items():
            fact = self.rows.facts[number]
            if fact.persona in members and fact.result is not None:
                counts.setdefault((fact.receptionist, fact.round), Counter())[_RESULTS[fact.result]] += times
        order = {key: place for place, key in enumerate(self.flow.receptionists)}
        return [
            _read_round(key, number, tally, calls)
            for (key, number), tally in sorted(counts.items(), key=lambda item: (order[item[0][0]], item[0][1]))
        ]

    def _uses(self, total: ChunkSum, members: set[int], calls: int) -> tuple[dict[str, float], dict[str, float]]:
        """The keys and the recordings, per call."""
        keys, recordings = Counter[str](), Counter[str]()
        for number, times in total.facts.items():
            fact = self.rows.facts[number]
            if fact.persona in members:
                for key in fact.keys:
                    keys[key] += times
                for id in fact.recordings:
                    recordings[id] += times
        by_use = sorted(recordings.items(), key=lambda item: (-item[1], item[0]))
        return (
            {key: times / calls for key, times in sorted(keys.items())},
            {id: times / calls for id, times in by_use},
        )


class _Shares:
    """The shares of some personas' calls, with their intervals."""

    def __init__(self, rows: CrowdRows, total: ChunkSum, members: set[int], calls: int) -> None:
        self.rows = rows
        self.total = total
        self.members = members
        self.calls = calls

    def share_of(self, count: int) -> float:
        """The share of so many calls."""
        return count / self.calls if self.calls else 0.0

    def interval_of(self, keys: set[EndKey], count: int) -> Interval | None:
        """The interval of the share of calls that came to one of these ends."""
        if not self.calls:
            return None
        if not self.total.days:
            return wilson_interval(count, self.calls)
        every = {number for number, end in enumerate(self.rows.ends) if end.persona in self.members}
        some = {number for number in every if self.rows.ends[number][1:] in keys}
        products = self.total.sum_products
        sums = DaySums(products(some, some), products(some, every), products(every, every), self.total.days)
        return day_interval(count, self.calls, sums)


def _read_round(key: str, number: int, tally: Counter[str], calls: int) -> CrowdRound:
    reached, gone = tally.total(), tally["hung_up"]
    chose, wrong, silent, hung_up = (tally[field] / calls for field in _RESULTS.values())
    interval = wilson_interval(gone, reached)
    return CrowdRound(key, number, reached / calls, chose, wrong, silent, hung_up, gone / reached, interval)


def _merge_counts(every: Sequence[Mapping[int, int]]) -> Counter[int]:
    merged = Counter[int]()
    for counts in every:
        merged.update(counts)
    return merged
