"""One run of many chunks: no more of them out than there is room for, each counted once, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Generic, NamedTuple

from simulator.errors import CountMismatch, WorkerLost
from simulator.workers.chunk_work import Chunk, ChunkExecutor, Counts

LOSSES_MOST = 5
"""So often is one chunk sent again; a chunk that ends each of its workers would otherwise never be done."""

LOOK_SECONDS = 2.0
"""The executor is asked to look after its workers so often."""


class CountedChunk(NamedTuple, Generic[Counts]):
    """A chunk and what came of it."""

    chunk: Chunk
    counts: Counts


def run_chunks(executor: ChunkExecutor[Counts], chunks: Iterable[Chunk]) -> Iterator[CountedChunk[Counts]]:
    """Yield the counts of all chunks, in the order of the chunks, each once.

    ``chunks`` are numbered from 0 and taken as there is room for them. Raises ``WorkerLost`` for a chunk that cannot be
    done, ``CountMismatch`` where counts are not those of the calls that were sent, and what ``run_chunk`` raises.
    """
    return _ChunkRun(executor, chunks).counted_chunks()


class _SentChunk:
    """A chunk that is out: how often it is being run, and how often its worker was lost."""

    __slots__ = ("chunk", "losses", "runs")

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.runs = 0
        self.losses = 0


class _ChunkRun(Generic[Counts]):
    def __init__(self, executor: ChunkExecutor[Counts], chunks: Iterable[Chunk]) -> None:
        self._executor = executor
        self._chunks = iter(chunks)
        self._out: dict[int, _SentChunk] = {}
        self._done: dict[int, CountedChunk[Counts]] = {}  # before their turn
        self._news: SimpleQueue[tuple[int, Future[Counts]]] = SimpleQueue()
        self._next = 0
        self._has_more = True
        self._look_at = monotonic() + LOOK_SECONDS
        self._is_quiet = False

    def counted_chunks(self) -> Iterator[CountedChunk[Counts]]:
        sent = counted = 0
        while True:
            sent += self._send_chunks()
            while self._next in self._done:
                ready = self._done.pop(self._next)
                self._next += 1
                counted += ready.counts.calls
                yield ready
            if self._out:
                self._await_news()
            elif not self._has_more:
                break
        if counted != sent:
            raise CountMismatch(f"{sent:,} calls were sent to workers and {counted:,} were counted; run this again")

    def _send_chunks(self) -> int:
        """Send as many chunks as there is room for; return how many calls they have."""
        calls = 0
        while self._has_more and len(self._out) + len(self._done) < self._executor.room:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._has_more = False
                break
            calls += chunk.calls
            self._out[chunk.number] = _SentChunk(chunk)
            self._listen(self._out[chunk.number], self._executor.submit(chunk))
        return calls

    def _listen(self, sent: _SentChunk, future: Future[Counts]) -> None:
        sent.runs += 1
        future.add_done_callback(lambda done: self._news.put((sent.chunk.number, done)))

    def _await_news(self) -> None:
        """Wait until a chunk is done or lost, and act on it; late chunks are sent to whoever has nothing to do."""
        if monotonic() >= self._look_at:
            self._executor.look_after_workers()
            self._look_at = monotonic() + LOOK_SECONDS
        if self._is_quiet or len(self._out) < self._executor.workers:  # and there is nothing else to send
            self._send_late_chunks()
        try:
            number, future = self._news.get(timeout=LOOK_SECONDS)
            self._is_quiet = False
        except Empty:
            self._is_quiet = True
            return
        sent = self._out.get(number)
        if sent is None:  # another worker has been quicker
            return
        try:
            counts = future.result()
        except (Exception, CancelledError) as error:
            if not self._executor.is_loss(error):
                raise
            self._send_again(sent)
        else:
            self._count(sent.chunk, counts)

    def _send_late_chunks(self) -> None:
        for sent in self._out.values():
            future = self._executor.submit_elsewhere(sent.chunk)
            if future is not None:
                self._listen(sent, future)

    def _send_again(self, sent: _SentChunk) -> None:
        sent.runs -= 1
        sent.losses += 1
        if sent.runs:
            return
        if sent.losses > LOSSES_MOST:
            raise WorkerLost(
                f"{sent.losses} workers in turn were lost with the same {sent.chunk.calls:,} calls: killed, or out of "
                "memory; run this again, with fewer workers"
            )
        self._listen(sent, self._executor.submit(sent.chunk))

    def _count(self, chunk: Chunk, counts: Counts) -> None:
        if counts.calls != chunk.calls:
            raise CountMismatch(f"chunk {chunk.number} has {chunk.calls:,} calls and {counts.calls:,} were counted")
        del self._out[chunk.number]
        self._done[chunk.number] = CountedChunk(chunk, counts)
