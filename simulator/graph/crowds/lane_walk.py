"""Calls that do not meet each other, walked side by side in lanes of numpy arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.crowds.alias_table import CELL_BITS, SLOT_MASK, LaneTable
from simulator.graph.crowds.chunk_counts import CrowdCounts, time_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LANES = 16_384
"""Arrays of so many lanes stay in the cache of a core; with fewer, the cost of calling numpy shows."""

CHUNK_CALLS = 1 << 20
"""Calls of a chunk: enough that its last lanes, which end one by one, take little of its time."""

LARGE_CHUNK_CALLS = 1 << 22
"""Calls of a chunk where there are 16 of these or more: whoever adds them up has less to do for each call."""

BATCH = 131_072
"""So many moves, or ends of calls, are counted together."""

DIRECT_CELLS = 131_072
"""Up to so many cells each cell is counted; where there are more, each fact."""

_TIMES_MOST = 1 << 20
"""So many counts of times are kept as an array, for all ends together; longer calls are counted one by one."""

ROUNDS_EACH_MOST = 20_000
"""Calls that take more rounds than this on average are practically without an end."""

_SPARE_CALLS = 50
"""A few long calls among few are no average yet."""


def chunk_calls_of(calls: int) -> int:
    """Return the calls of a chunk: by their number alone, so that the bits do not depend on who works."""
    return LARGE_CHUNK_CALLS if calls >= 16 * LARGE_CHUNK_CALLS else CHUNK_CALLS


class LaneJob(NamedTuple):
    """A crowd of so many calls, in chunks: rows and numbers, nothing of the flow."""

    table: LaneTable
    fact_count: int
    calls: int
    seed: int
    chunk_calls: int = CHUNK_CALLS

    @property
    def chunks(self) -> int:
        """Return the number of chunks."""
        return -(-self.calls // self.chunk_calls)

    @property
    def expected_calls(self) -> int:
        """Return the calls that all chunks have together."""
        return self.calls

    def chunk_size(self, number: int) -> int:
        """Return the calls of a chunk."""
        return min(self.chunk_calls, self.calls - number * self.chunk_calls)

    def run_chunk(self, number: int) -> CrowdCounts:
        """Walk the calls of one chunk. Raises ``UsageError`` where some are practically without an end."""
        return _LaneWalk(self, self.chunk_size(number), number).walk(number)


class _LaneWalk:
    """One chunk. A lane's call is a number: its row in the low bits, and the time so far above them."""

    def __init__(self, job: LaneJob, calls: int, number: int) -> None:
        import numpy as np

        self.job, self.table, self.calls = job, job.table, calls
        # SFC64 takes half the time of Philox, and a stream for each chunk is as good as a counter.
        self.draws = np.random.SFC64(np.random.SeedSequence(job.seed, spawn_key=(number,)))
        lanes = min(LANES, calls)
        self.call = np.full(lanes, self.table.begin, np.int64)
        self.row = self.call.copy()
        self._cell = np.empty(lanes, np.int64)
        self._slot = np.empty(lanes, np.uint32)
        self._keep = np.empty(lanes, np.uint32)
        self._flag = np.empty(lanes, np.bool_)
        self._moves = np.empty(BATCH + lanes, np.int64)
        self._made = 0
        self._ends = np.empty(BATCH + lanes, np.int64)
        self._ended = 0
        cells = len(self.table.keep)
        self._is_direct = cells <= DIRECT_CELLS
        self._counts = np.zeros(cells if self._is_direct else job.fact_count, np.int64)
        self._times_each = max(64, _TIMES_MOST // max(1, self.table.ends))
        self._times = np.zeros(self.table.ends * self._times_each, np.int64)
        self._long_times: dict[int, int] = {}

    def walk(self, number: int) -> CrowdCounts:
        """Walk all calls to their ends."""
        started, lanes, rounds = len(self.call), len(self.call), 0
        while lanes:
            ended = self._step(lanes)
            count = len(ended)
            rounds += lanes
            if not count:
                if rounds > ROUNDS_EACH_MOST * (started + _SPARE_CALLS):
                    raise UsageError(
                        f"calls take more than {ROUNDS_EACH_MOST:,} rounds each: callers hardly ever leave a loop of "
                        "this flow; `ivrsim odds` computes how many do, exactly"
                    )
                continue
            self._record_ends(ended, count)
            begun = min(count, self.calls - started)
            started += begun
            self.call[ended[:begun]] = 0
            if begun < count:
                lanes = self._close_lanes(ended[begun:], lanes)
        self._count_moves()
        self._count_times()
        return CrowdCounts(number, self.calls, self.calls, self._facts(), self._time_counts())

    def _step(self, lanes: int) -> NDArray[np.intp]:
        """Move every lane once; return the lanes whose calls have ended.

        They are numbers and not a mask, which numpy takes ten times as long to follow.
        """
        import numpy as np

        table, call, row = self.table, self.call[:lanes], self.row[:lanes]
        slot, cell, keep, flag = self._slot[:lanes], self._cell[:lanes], self._keep[:lanes], self._flag[:lanes]
        draw = self.draws.random_raw((lanes + 1) // 2).view(np.uint32)[:lanes]
        np.bitwise_and(draw, SLOT_MASK, out=slot)
        np.add(row, slot, out=cell)
        table.keep.take(cell, out=keep, mode="clip")
        np.greater_equal(draw, keep, out=flag)
        moves = self._moves[self._made : self._made + lanes]
        np.add(cell, flag, out=moves)
        self._made += lanes
        table.onward.take(moves, out=cell, mode="clip")
        low = (1 << table.shift) - 1
        np.bitwise_and(call, ~low, out=call)
        np.add(call, cell, out=call)
        np.bitwise_and(call, low, out=row)
        if self._made >= BATCH:
            self._count_moves()
        return np.greater_equal(row, table.first_end, out=flag).nonzero()[0]

    def _record_ends(self, ended: NDArray[np.intp], count: int) -> None:
        self.call.take(ended, out=self._ends[self._ended : self._ended + count], mode="clip")
        self._ended += count
        if self._ended >= BATCH:
            self._count_times()

    def _close_lanes(self, ended: NDArray[np.intp], lanes: int) -> int:
        """Take the lanes away in which no further call begins; return how many are left."""
        import numpy as np

        call, row = np.delete(self.call[:lanes], ended), np.delete(self.row[:lanes], ended)
        self.call[: len(call)] = call
        self.row[: len(row)] = row
        return len(call)

    # -- counting ---------------------------------------------------------------------------------

    def _count_moves(self) -> None:
        import numpy as np

        moves = self._moves[: self._made]
        made = moves if self._is_direct else self.table.facts.take(moves)
        self._counts += np.bincount(made, minlength=len(self._counts))
        self._made = 0

    def _count_times(self) -> None:
        import numpy as np

        ended, table = self._ends[: self._ended], self.table
        ends = (ended & ((1 << table.shift) - 1)) - table.first_end
        ends >>= CELL_BITS
        times = ended >> table.shift
        long = times >= self._times_each
        if long.any():
            self._count_long_times(ends[long], times[long])
            ends, times = ends[~long], times[~long]
        # In the order of time: most calls are short, so that only the beginning of the array is touched.
        times *= table.ends
        times += ends
        counts = np.bincount(times)
        self._times[: len(counts)] += counts
        self._ended = 0

    def _count_long_times(self, ends: NDArray[np.int64], times: NDArray[np.int64]) -> None:
        for end, units in zip(ends.tolist(), times.tolist(), strict=True):
            key = time_key(end, units * self.table.unit_ms)
            self._long_times[key] = self._long_times.get(key, 0) + 1

    def _facts(self) -> Mapping[int, int]:
        import numpy as np

        counts: NDArray[np.int64] = self._counts
        if self._is_direct:
            # Whole numbers below 2 to the power of 53 are exact as floats.
            counts = np.bincount(self.table.facts, counts, self.job.fact_count).astype(np.int64)
        numbers = counts.nonzero()[0]
        return dict(zip(numbers.tolist(), counts[numbers].tolist(), strict=True))

    def _time_counts(self) -> Mapping[int, int]:
        places = self._times.nonzero()[0]
        times = {
            time_key(place % self.table.ends, place // self.table.ends * self.table.unit_ms): count
            for place, count in zip(places.tolist(), self._times[places].tolist(), strict=True)
        }
        for key, count in self._long_times.items():
            times[key] = times.get(key, 0) + count
        return times
