"""The chunks of a crowd, in one process or in several; their sum is the same."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Protocol

from simulator.graph.crowds.chunk_counts import ChunkSum, CrowdCounts
from simulator.graph.work_step import WorkStep
from simulator.workers.processes import hold_interrupts, worker_pool

CHUNKS_AHEAD = 2
"""Chunks for each process that wait for their turn."""


class CrowdJob(Protocol):
    """Something whose chunks can be run anywhere: it is pickled, and a chunk depends on its number alone."""

    @property
    def chunks(self) -> int:
        """Return the number of chunks."""

    @property
    def expected_calls(self) -> int:
        """Return the calls that all chunks have together, about where calls come by chance."""

    def run_chunk(self, number: int) -> CrowdCounts:
        """Return what one chunk comes to."""


class CrowdRun:
    """One run; ``sum`` holds what has been counted after each step."""

    def __init__(self, job: CrowdJob, workers: int = 1) -> None:
        self.job = job
        self.workers = min(workers, job.chunks)
        self.sum = ChunkSum()

    def steps(self) -> Iterator[WorkStep]:
        """Run all chunks. Raises ``LostChunk`` where one is not in the sum, or twice."""
        for counts in self._every_chunk():
            with hold_interrupts():  # a chunk is in the sum or not
                self.sum.add(counts)
            yield WorkStep(self.sum.calls, max(self.job.expected_calls, self.sum.calls), "calls")
        self.sum.check_whole(self.job.chunks)

    def _every_chunk(self) -> Iterator[CrowdCounts]:
        if self.workers == 1:
            yield from map(self.job.run_chunk, range(self.job.chunks))
            return
        with worker_pool(self.workers, _start_worker, (self.job,)) as pool:
            numbers = iter(range(self.job.chunks))
            waiting: set[Future[CrowdCounts]] = set()
            while True:
                while len(waiting) < self.workers * CHUNKS_AHEAD and (number := next(numbers, None)) is not None:
                    waiting.add(pool.submit(_run_chunk, number))
                if not waiting:
                    return
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from [future.result() for future in done]


_jobs: list[CrowdJob] = []
"""The job of a process of the pool: its rows travel once."""


def _start_worker(job: CrowdJob) -> None:
    _jobs[:] = [job]


def _run_chunk(number: int) -> CrowdCounts:
    return _jobs[0].run_chunk(number)
