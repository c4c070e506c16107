"""Runs of chunks by processes here; real crowds in several of them are in ``test_lane_walk`` and ``test_queue_day``."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from simulator.errors import CountMismatch
from simulator.graph.crowds.chunk_counts import CrowdCounts, time_key
from simulator.graph.crowds.crowd_run import CrowdRun, in_processes, run_chunk


class EvenJob(NamedTuple):
    """Ten calls in each of some chunks, on ``days``; those of ``wrong`` say that they are another."""

    chunks: int
    days: int = 0
    wrong: tuple[int, ...] = ()

    @property
    def expected_calls(self) -> int:
        return 10 * self.chunks

    def chunk_size(self, number: int) -> int:
        return self.days or 10

    def run_chunk(self, number: int) -> CrowdCounts:
        claimed = 0 if number in self.wrong else number
        return CrowdCounts(claimed, 10, 10, {0: number}, {time_key(0, number): 10}, (), self.days)


@pytest.mark.parametrize("workers", [1, 2])
def test_each_chunk_is_in_the_sum_once(workers: int) -> None:
    run = CrowdRun(EvenJob(7), in_processes(workers))
    assert [str(step) for step in run.steps()] == [f"{10 * done} of 70 calls" for done in range(1, 8)]
    assert (run.sum.numbers, run.sum.facts) == ({*range(7)}, {0: 21})


@pytest.mark.parametrize("workers", [1, 2])
def test_a_chunk_that_comes_twice_is_noticed(workers: int) -> None:
    with pytest.raises(CountMismatch, match="chunk 0 was counted twice"):
        for _ in CrowdRun(EvenJob(3, wrong=(2,)), in_processes(workers)).steps():
            pass


def test_a_chunk_says_how_many_calls_it_has_or_how_many_days() -> None:
    assert [run_chunk(job, 1).calls for job in (EvenJob(3), EvenJob(3, days=4))] == [10, 4]
