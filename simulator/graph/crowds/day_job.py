"""Calls that meet each other or come again, in chunks of days: rows and numbers, nothing of the flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from simulator.callers.crowd_file import PeopleQueue
from simulator.callers.persona import CallerMemory, Persona, RandomTime
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.crowds.arrival_days import HOUR_MS, ArrivalDay
from simulator.graph.crowds.chunk_counts import CrowdCounts
from simulator.graph.crowds.crowd_moves import CrowdEnd, QueueStop, cut_fact
from simulator.graph.crowds.crowd_rows import CrowdRows
from simulator.graph.odds.week_situations import SituationMix

CHUNK_CALLS = 20_000
"""Calls of a chunk, about: as many whole days as come to so many."""

GROUP_CALLERS = 500
"""Without arrivals, callers are counted in groups of so many in place of days."""

DAYS_MOST = 50_000_000
"""Days that are played in all: so many take minutes even where hardly anybody calls."""

DAY_CALLS_MOST = 5_000_000
"""Calls of one day, which may all wait at once: so many take a gigabyte."""


class DayRow(NamedTuple):
    """A state: the sums of the chances of its moves up to each, where these lead, their times, and their facts."""

    limits: tuple[float, ...]
    onward: tuple[int, ...]
    milliseconds: tuple[int, ...]
    facts: tuple[int, ...]


class QueueRules(NamedTuple):
    """The people of a queue, and who may wait for them; see ``PeopleQueue``."""

    people: int
    talk: RandomTime
    places: int | None
    waits_ms: int | None


class DayJob(NamedTuple):
    """A crowd of days.

    ``memories`` and ``shares`` are by persona, ``starts`` by persona and situation. ``abandoned`` is the end of each
    persona's callers who hang up, ``turned_away`` that of callers whom nobody answers, by state of ``stops``;
    ``nowhere`` are the ends after which callers call back, as the persona of ``back_as``. ``cut_facts`` are the facts
    of rounds in which patience ends. Without ``days`` callers come in groups, ``callers`` in all.
    """

    rows: Sequence[DayRow]
    stops: Mapping[int, QueueStop]
    queues: Sequence[QueueRules]
    shares: Sequence[float]
    memories: Sequence[CallerMemory]
    starts: Sequence[Sequence[int]]
    weights: Sequence[float]
    abandoned: Sequence[int]
    turned_away: Mapping[int, int]
    nowhere: frozenset[int]
    back_as: Sequence[int]
    cut_facts: Mapping[int, int]
    days: Sequence[ArrivalDay]
    passes: int
    callers: int
    seed: int
    days_per_chunk: int = 1

    @property
    def day_count(self) -> int:
        """Return the number of days of all passes, or of groups of callers."""
        return len(self.days) * self.passes if self.days else -(-self.callers // GROUP_CALLERS)

    @property
    def chunks(self) -> int:
        """Return the number of chunks."""
        return -(-self.day_count // self.days_per_chunk)

    @property
    def expected_calls(self) -> int:
        """Return how many people call, about."""
        return round(expected_calls(self.days) * self.passes) if self.days else self.callers

    def chunk_size(self, number: int) -> int:
        """Return the days of a chunk."""
        return min(self.days_per_chunk, self.day_count - number * self.days_per_chunk)

    def run_chunk(self, number: int) -> CrowdCounts:
        """Play the days of one chunk."""
        from simulator.graph.crowds.queue_day import DayPlayer

        first = number * self.days_per_chunk
        return DayPlayer(self, number).play_days(range(first, first + self.chunk_size(number)))


def expected_calls(days: Sequence[ArrivalDay]) -> float:
    """Return how many calls are expected on some days."""
    return sum(span.per_hour * (span.end_ms - span.start_ms) / HOUR_MS for day in days for span in day)


def make_day_job(
    rows: CrowdRows,
    personas: Sequence[Persona],
    queues: Sequence[PeopleQueue],
    days: Sequence[ArrivalDay],
    situations: SituationMix,
    calls: int,
    seed: int,
) -> DayJob:
    """Return the job of so many calls, about: as many passes over the days as come to so many.

    Raises ``UsageError`` where that is too many days, or too many calls on one of them.
    """
    ends = {end: number for number, end in enumerate(rows.ends)}
    facts = {fact: number for number, fact in enumerate(rows.facts)}
    names = [persona.name for persona in personas]
    backs = [persona.memory.calls_back for persona in personas]
    back_as = [names.index(back.persona) if back and back.persona else number for number, back in enumerate(backs)]
    each = expected_calls(days)
    passes = max(1, round(calls / each)) if days else 1
    per_day = each / len(days) if days else GROUP_CALLERS
    _refuse_too_many(days, passes, calls)
    return DayJob(
        [_row_of(moves) for moves in rows.states],
        rows.stops,
        [QueueRules(*queue[1:]) for queue in queues],
        [persona.share for persona in personas],
        [persona.memory for persona in personas],
        rows.starts,
        [situation.weight for situation in situations.every],
        [ends[CrowdEnd(number, "abandoned", None)] for number in range(len(personas))],
        {
            state: ends[CrowdEnd(stop.persona, "hung_up", queues[stop.queue].destination)]
            for state, stop in rows.stops.items()
        },
        frozenset(number for end, number in ends.items() if end.kind in ("abandoned", "hung_up")),
        back_as,
        {number: facts[cut_fact(fact)] for fact, number in facts.items() if fact.result is not None},
        days,
        passes,
        calls,
        seed,
        max(1, round(CHUNK_CALLS / per_day)),
    )


def _refuse_too_many(days: Sequence[ArrivalDay], passes: int, calls: int) -> None:
    if passes * len(days) > DAYS_MOST:
        raise UsageError(
            f"arrivals: {calls:,} calls would take more than {DAYS_MOST:,} days; use fewer --calls, or more per hour"
        )
    busiest = max((expected_calls([day]) for day in days), default=0)
    if busiest > DAY_CALLS_MOST:
        raise UsageError(
            f"arrivals: {busiest:,.0f} calls on one day are too many where calls meet or come again (queues, patience, "
            f"calls_back); use at most {DAY_CALLS_MOST:,}"
        )


def _row_of(moves: Sequence[tuple[float, int, int, int]]) -> DayRow:
    if not moves:
        return DayRow((), (), (), ())
    chances, onward, milliseconds, facts = zip(*moves, strict=True)
    limits = [*accumulate(chances)]
    limits[-1] = 2.0  # above every draw, whatever rounding has left of 1
    return DayRow(tuple(limits), onward, milliseconds, facts)
