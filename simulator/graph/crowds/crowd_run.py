"""The chunks of a crowd, handed to whoever works; their sum is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple, Protocol

from simulator.graph.crowds.chunk_counts import ChunkSum, CrowdCounts
from simulator.graph.work_step import WorkStep
from simulator.workers.chunk_run import run_chunks
from simulator.workers.chunk_work import Chunk, ChunkExecutor, ChunkWork
from simulator.workers.local_executor import local_executor
from simulator.workers.processes import hold_interrupts


class CrowdJob(Protocol):
    """Something whose chunks can be run anywhere: it is pickled, and a chunk depends on its number alone."""

    @property
    def chunks(self) -> int:
        """Return the number of chunks."""

    @property
    def expected_calls(self) -> int:
        """Return the calls that all chunks have together, about where calls come by chance."""

    def chunk_size(self, number: int) -> int:
        """Return how many calls a chunk has; where calls come by chance, how many days."""

    def run_chunk(self, number: int) -> CrowdCounts:
        """Return what one chunk comes to."""


class CrowdChunk(NamedTuple):
    """A chunk as it comes back: as many ``calls`` (or days) as it was to have, and what they came to."""

    calls: int
    counts: CrowdCounts


Opener = Callable[[ChunkWork[CrowdChunk]], AbstractContextManager[ChunkExecutor[CrowdChunk]]]
"""Opens whoever works: processes here, or the workers of a cluster."""


def in_processes(workers: int) -> Opener:
    """Return what opens so many processes of this machine; one is this process itself."""
    return partial(local_executor, workers=workers)


class CrowdRun:
    """One run; ``sum`` holds what has been counted after each step, in the order of the chunks."""

    def __init__(self, job: CrowdJob, opener: Opener) -> None:
        self.job = job
        self.opener = opener
        self.sum = ChunkSum()

    def steps(self) -> Iterator[WorkStep]:
        """Run all chunks. Raises ``CountMismatch`` where one is not in the sum, twice, or not whole."""
        job = self.job
        chunks = (Chunk(number, job.chunk_size(number), number) for number in range(job.chunks))
        with self.opener(ChunkWork(run_chunk, job)) as executor:
            for chunk in run_chunks(executor, chunks):
                with hold_interrupts():  # a chunk is in the sum or not
                    self.sum.add(chunk.counts.counts)
                yield WorkStep(self.sum.calls, max(job.expected_calls, self.sum.calls), "calls")
        self.sum.check_whole(job.chunks)


def run_chunk(job: CrowdJob, number: int) -> CrowdChunk:
    """Return what one chunk comes to, by its number; it runs wherever a worker is."""
    counts = job.run_chunk(number)
    return CrowdChunk(counts.days or counts.calls, counts)
