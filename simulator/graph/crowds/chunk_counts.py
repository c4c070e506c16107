"""What a chunk of calls comes to, and the sum of chunks: whole numbers, which add up to the same in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import product

from simulator.errors import CountMismatch
from simulator.fast_classes import NamedTuple

_TIME_BITS = 40
"""Milliseconds of a call take so many bits of a key: 34 years."""


EndPair = tuple[int, int]
"""Two ends, the lower number first."""

NO_PAIRS: Mapping[EndPair, int] = {}


class CrowdCounts(NamedTuple):
    """The calls of one chunk; ``callers`` are those who called for the first time.

    ``facts`` has how often each fact occurred, ``times`` the calls by ``time_key``. ``queues`` has, for each queue,
    the counts of what became of callers there, and of how long those waited who were answered. Where calls share days
    (or groups of callers), ``days`` is how many there are, and ``pairs`` has, for two ends, the sum over days of the
    calls that came to the one times those that came to the other.
    """

    number: int
    calls: int
    callers: int
    facts: Mapping[int, int]
    times: Mapping[int, int]
    queues: tuple[QueueCounts, ...] = ()
    days: int = 0
    pairs: Mapping[EndPair, int] = NO_PAIRS


class QueueCounts(NamedTuple):
    """What became of the callers of one queue; ``waits`` are those answered, by the milliseconds that they waited.

    ``offered`` have come; of these ``gave_up`` hung up, ``timed_out`` waited as long as they may, and ``refused`` found
    no place. ``busy_ms`` is how long people were taken.
    """

    offered: int
    gave_up: int
    timed_out: int
    refused: int
    busy_ms: int
    waits: Mapping[int, int]


def time_key(end: int, milliseconds: int) -> int:
    """Return the key of the calls that came to an end after so long."""
    return end << _TIME_BITS | milliseconds


def split_time_key(key: int) -> tuple[int, int]:
    """Return the end and the milliseconds of a key."""
    return key >> _TIME_BITS, key & ((1 << _TIME_BITS) - 1)


class ChunkSum:
    """The sum of chunks, each of which is added once."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.calls = 0
        self.callers = 0
        self.facts: Counter[int] = Counter()
        self.times: Counter[int] = Counter()
        self.queues: list[QueueCounts] = []
        self.days = 0
        self.pairs: Counter[EndPair] = Counter()

    def add(self, counts: CrowdCounts) -> None:
        """Add a chunk. Raises ``CountMismatch`` for one that is in the sum already, or whose ends are not its calls."""
        if counts.number in self.numbers:
            raise CountMismatch(f"chunk {counts.number:,} was counted twice; the results are not used")
        if sum(counts.times.values()) != counts.calls:
            raise CountMismatch(f"chunk {counts.number:,} has lost calls; the results are not used")
        self.numbers.add(counts.number)
        self.calls += counts.calls
        self.callers += counts.callers
        self.facts.update(counts.facts)
        self.times.update(counts.times)
        pairs = zip(self.queues, counts.queues, strict=True) if self.queues else ()
        self.queues = [_add_queues(*pair) for pair in pairs] or [*counts.queues]
        self.days += counts.days
        self.pairs.update(counts.pairs)

    def sum_products(self, some: Collection[int], others: Collection[int]) -> int:
        """Return the sum over days of the calls at some ends times those at others."""
        if len(some) * len(others) < len(self.pairs):  # of a thousand personas each has few of the ends
            return sum(self.pairs[min(pair), max(pair)] for pair in product(some, others))
        return sum(
            products * ((one in some and other in others) + (one != other and other in some and one in others))
            for (one, other), products in self.pairs.items()
        )

    def check_whole(self, chunks: int) -> None:
        """Raise ``CountMismatch`` unless all of so many chunks are in the sum."""
        missing = set(range(chunks)) - self.numbers
        if missing:
            raise CountMismatch(f"{len(missing):,} of {chunks:,} chunks are missing; the results are not used")


def _add_queues(one: QueueCounts, other: QueueCounts) -> QueueCounts:
    waits = Counter(one.waits)
    waits.update(other.waits)
    offered, gave_up, timed_out, refused, busy_ms = (old + new for old, new in zip(one[:-1], other[:-1], strict=True))
    return QueueCounts(offered, gave_up, timed_out, refused, busy_ms, waits)
