"""Chunks on this machine: in this process, or in several others that are replaced when one of them is lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any, Generic

from simulator.errors import WorkerLost
from simulator.workers.chunk_work import Chunk, ChunkExecutor, ChunkWork, Counts
from simulator.workers.processes import worker_pool

CHUNKS_AHEAD = 3
"""Chunks for each process: one that runs, and two so that it never waits."""


@contextmanager
def local_executor(work: ChunkWork[Counts], workers: int) -> Iterator[ChunkExecutor[Counts]]:
    """An executor of so many processes; one is this process itself, which runs a chunk when it is submitted."""
    if workers == 1:
        yield _SameProcess(work)
        return
    processes = _Processes(work, workers)
    try:
        yield processes
    finally:
        processes.close()


class _SameProcess(Generic[Counts]):
    workers = room = 1

    def __init__(self, work: ChunkWork[Counts]) -> None:
        self._work = work

    def submit(self, chunk: Chunk) -> Future[Counts]:
        future: Future[Counts] = Future()
        future.set_result(self._work.run(chunk.load))
        return future

    def is_loss(self, error: BaseException) -> bool:
        return False

    def submit_elsewhere(self, chunk: Chunk) -> None:
        return None

    def look_after_workers(self) -> None:
        """There is nobody else."""


class _Processes(Generic[Counts]):
    """A pool of processes. When one of them ends, the whole pool is of no use any more, and another takes its place."""

    def __init__(self, work: ChunkWork[Counts], workers: int) -> None:
        self._work = work
        self.workers = workers
        self.room = workers * CHUNKS_AHEAD
        self._pool, self._opened = self._open()

    def _open(self) -> tuple[ProcessPoolExecutor, ExitStack]:
        opened = ExitStack()
        return opened.enter_context(worker_pool(self.workers, _keep_work, (self._work,))), opened

    def submit(self, chunk: Chunk) -> Future[Counts]:
        try:
            return self._pool.submit(_run_load, chunk.load)
        except BrokenExecutor:
            self.close()
            self._pool, self._opened = self._open()
        try:
            return self._pool.submit(_run_load, chunk.load)
        except BrokenExecutor:
            raise WorkerLost("worker processes are killed as soon as they begin; run this with fewer of them") from None

    def is_loss(self, error: BaseException) -> bool:
        return isinstance(error, BrokenExecutor)

    def submit_elsewhere(self, chunk: Chunk) -> None:
        return None  # a process of the same machine is late because the chunk is large, or all are

    def look_after_workers(self) -> None:
        """The pool itself tells when a process is lost."""

    def close(self) -> None:
        self._opened.close()


_kept: list[ChunkWork[Any]] = []
"""The work of a process of the pool."""


def _keep_work(work: ChunkWork[Any]) -> None:
    _kept[:] = [work]


def _run_load(load: Any) -> Any:
    return _kept[0].run(load)
