"""Chunks on the workers of a Dask scheduler (extra ``cluster``), whoever of them comes, goes or is late.

Dask itself sends a task to another worker when one is gone. What it does not do is done here: after a restart of the
scheduler the chunks that were out are lost, to be sent again; and a chunk that is late is run on another worker, too.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from itertools import count
from time import monotonic, sleep
from typing import TYPE_CHECKING, Generic
from uuid import uuid4

from simulator.errors import UsageError, WorkerLost
from simulator.workers.chunk_task import PackedChunk, PackedWork, pack_work
from simulator.workers.chunk_work import Chunk, ChunkExecutor, ChunkWork, Counts
from simulator.workers.dask_client import ANSWER_SECONDS, ask_scheduler, connect_client, parse_address, run_on_worker

if TYPE_CHECKING:
    from distributed import Client

CHUNKS_AHEAD = 3
"""Chunks for each thread of a worker: one that runs, and two so that it never waits for the network."""

FIRST_SECONDS = 10.0
"""So long a run waits for a first worker."""

RETURN_SECONDS = 60.0
"""So long a run waits for a scheduler, or for workers, that it has lost."""

_PAUSE = 0.2


@contextmanager
def dask_executor(work: ChunkWork[Counts], address: str) -> Iterator[ChunkExecutor[Counts]]:
    """An executor on the scheduler at ``dask://HOST:PORT``.

    Raises ``UsageError`` for an address that cannot be used, a scheduler that cannot be reached or has no worker; its
    methods raise ``WorkerLost`` where the scheduler or all workers stay away.
    """
    client = connect_client(address)
    executor: _DaskWorkers[Counts] = _DaskWorkers(pack_work(work), address, client)
    try:
        executor.await_worker()
        yield executor
    finally:
        executor.close()


class _DaskWorkers(Generic[Counts]):
    def __init__(self, work: PackedWork, address: str, client: Client) -> None:
        self._work = work
        self._address = address
        self._client = client
        self._run = uuid4().hex
        self._numbers = count()
        self._out: set[Future[Counts]] = set()
        self._late: dict[int, int] = {}  # chunks by the look at which each was last found late
        self._looks = 0
        self._alone_since: float | None = None
        self.workers = 1

    @property
    def room(self) -> int:
        return self.workers * CHUNKS_AHEAD

    def await_worker(self) -> None:
        """Wait for a first worker. Raises ``UsageError`` where none comes."""
        deadline = monotonic() + FIRST_SECONDS
        while not (threads := self._count_threads()):
            if monotonic() > deadline:
                place = parse_address(self._address)
                raise UsageError(
                    f"the scheduler at {self._address} has no workers; start one: dask worker tcp://{place}"
                )
            sleep(_PAUSE)
        self.workers = threads

    def _count_threads(self) -> int:
        return sum(ask_scheduler(self._client, "ncores").values())

    def submit(self, chunk: Chunk) -> Future[Counts]:
        if self._client.status != "running":
            self._reconnect()
        return self._send(chunk, None)

    def _send(self, chunk: Chunk, workers: list[str] | None) -> Future[Counts]:
        packed = PackedChunk(self._work, pickle.dumps(chunk.load, pickle.HIGHEST_PROTOCOL))
        key = f"{self._key_of(chunk)}{next(self._numbers)}"
        answer: Future[Counts] = run_on_worker(self._client, packed, key, workers)
        self._out.add(answer)
        answer.add_done_callback(self._out.discard)
        return answer

    def _key_of(self, chunk: Chunk) -> str:
        return f"ivrsim-{self._run}-{chunk.number}-"

    def is_loss(self, error: BaseException) -> bool:
        return isinstance(error, CancelledError)

    def submit_elsewhere(self, chunk: Chunk) -> Future[Counts] | None:
        """Run a chunk on a worker that has nothing to do; not again before the next look at the workers."""
        if self._late.get(chunk.number) == self._looks or self._client.status != "running":
            return None
        is_new = chunk.number not in self._late
        self._late[chunk.number] = self._looks
        tasks = ask_scheduler(self._client, "processing")
        own = self._key_of(chunk)
        has_worker = any(key.startswith(own) for keys in tasks.values() for key in keys)
        idle = [worker for worker, keys in tasks.items() if not keys]
        if not idle or (is_new and not has_worker):  # its counts are on their way, or so it seems at first
            return None
        return self._send(chunk, idle)

    def look_after_workers(self) -> None:
        if self._client.status != "running":
            self._reconnect()
        self._looks += 1
        threads = self._count_threads()
        if threads:
            self.workers, self._alone_since = threads, None
        elif self._alone_since is None:
            self._alone_since = monotonic()
        elif monotonic() - self._alone_since > RETURN_SECONDS:
            raise WorkerLost(
                f"{self._address} has had no worker for {RETURN_SECONDS:g} s; start workers, and run this again"
            )

    def _reconnect(self) -> None:
        """Give up what is out, and wait for the scheduler. Raises ``WorkerLost`` where it does not come back."""
        self.close()
        deadline = monotonic() + RETURN_SECONDS
        while True:
            try:
                self._client = connect_client(self._address)
                return
            except UsageError as error:
                if monotonic() > deadline:
                    raise WorkerLost(f"the scheduler was lost, and {error}; run this again") from None
            sleep(_PAUSE)

    def close(self) -> None:
        """Give up what is out, and leave the scheduler, which forgets it."""
        for answer in list(self._out):
            answer.cancel()
        self._client.close(timeout=ANSWER_SECONDS)
