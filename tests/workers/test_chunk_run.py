"""Chunks counted once and in order, whatever an executor does to them."""

import random
from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import CountMismatch, WorkerLost
from simulator.workers.chunk_run import LOSSES_MOST, run_chunks
from simulator.workers.chunk_work import Chunk
from tests.workers.counting import Sum, chunks_of, sums_of


class Lost(Exception):
    """A chunk is lost."""


class UnreliableWorkers:
    """Workers that finish in any order, lose what they run, and are late, as chance has it."""

    def __init__(self, chance: random.Random, workers: int, losses: float) -> None:
        self.chance = chance
        self.workers = workers
        self.room = 3 * workers
        self.losses = losses
        self.out: list[tuple[Chunk, Future[Sum]]] = []
        self.most = 0

    def submit(self, chunk: Chunk) -> Future[Sum]:
        future: Future[Sum] = Future()
        self.out.append((chunk, future))
        self.most = max(self.most, len(self.out))
        if len(self.out) >= self.workers:
            self.finish_one()
        return future

    def finish_one(self) -> None:
        chunk, future = self.out.pop(self.chance.randrange(len(self.out)))
        if self.chance.random() < self.losses:
            future.set_exception(Lost())
        else:
            future.set_result(Sum(chunk.calls, sum(chunk.load.values)))

    def is_loss(self, error: BaseException) -> bool:
        return isinstance(error, Lost)

    def submit_elsewhere(self, chunk: Chunk) -> Future[Sum] | None:
        if self.out and self.chance.random() < 0.5:
            self.finish_one()
        while len(self.out) > self.workers // 2:
            self.finish_one()
        if self.chance.random() < 0.5:
            return self.submit(chunk)
        self.finish_all()
        return None

    def finish_all(self) -> None:
        while self.out:
            self.finish_one()

    def look_after_workers(self) -> None:
        self.finish_all()


@given(st.integers(0, 40), st.integers(2, 6), st.sampled_from([0.0, 0.05, 0.2]), st.integers(0, 1 << 30))
def test_totals_do_not_depend_on_who_is_late_or_lost(chunks: int, workers: int, losses: float, seed: int) -> None:
    executor = UnreliableWorkers(random.Random(seed), workers, losses)
    try:
        counted = [(chunk.number, counts) for chunk, counts in run_chunks(executor, chunks_of(chunks))]
    except WorkerLost:
        assert losses
        return
    assert counted == sums_of(chunks)


class OneWorker(UnreliableWorkers):
    """A worker that does what it is told at once."""

    def __init__(self, losses: float = 0.0) -> None:
        super().__init__(random.Random(0), 1, losses)


def test_no_more_chunks_are_taken_than_there_is_room_for() -> None:
    taken = []

    def take() -> Iterator[Chunk]:
        for chunk in chunks_of(9):
            taken.append(chunk.number)
            yield chunk

    run = run_chunks(OneWorker(), take())
    assert (next(run).chunk.number, taken) == (0, [0, 1, 2])
    assert [chunk.number for chunk, _ in run] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_chunk_that_loses_all_its_workers_is_given_up() -> None:
    with pytest.raises(WorkerLost) as lost:
        list(run_chunks(OneWorker(losses=1.0), chunks_of(1)))
    assert str(lost.value) == (
        f"{LOSSES_MOST + 1} workers in turn were lost with the same 10 calls: killed, or out of memory; "
        "run this again, with fewer workers"
    )


def test_counts_of_other_calls_are_not_reported() -> None:
    chunk = chunks_of(1)[0]
    with pytest.raises(CountMismatch, match=r"^chunk 0 has 11 calls and 10 were counted$"):
        list(run_chunks(Miscounting(), [chunk._replace(calls=11)]))


class Miscounting(OneWorker):
    """A worker that counts ten calls in any chunk."""

    def finish_one(self) -> None:
        _, future = self.out.pop()
        future.set_result(Sum(10, 0))
