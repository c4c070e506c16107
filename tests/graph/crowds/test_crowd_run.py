"""Runs of chunks in one process; those in several are in ``test_lane_walk`` and ``test_queue_day``."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from simulator.graph.crowds.chunk_counts import CrowdCounts, LostChunk, time_key
from simulator.graph.crowds.crowd_run import CrowdRun


class EvenJob(NamedTuple):
    """Ten calls in each of some chunks; those of ``wrong`` say that they are another."""

    chunks: int
    wrong: tuple[int, ...] = ()

    @property
    def expected_calls(self) -> int:
        return 10 * self.chunks

    def run_chunk(self, number: int) -> CrowdCounts:
        return CrowdCounts(0 if number in self.wrong else number, 10, 10, {0: number}, {time_key(0, number): 10})


@pytest.mark.parametrize("workers", [1, 2])
def test_each_chunk_is_in_the_sum_once(workers: int) -> None:
    run = CrowdRun(EvenJob(7), workers)
    assert [str(step) for step in run.steps()] == [f"{10 * done} of 70 calls" for done in range(1, 8)]
    assert (run.sum.numbers, run.sum.facts) == ({*range(7)}, {0: 21})


@pytest.mark.parametrize("workers", [1, 2])
def test_a_chunk_that_comes_twice_is_noticed(workers: int) -> None:
    with pytest.raises(LostChunk, match="chunk 0 was counted twice"):
        for _ in CrowdRun(EvenJob(3, (2,)), workers).steps():
            pass


def test_there_are_no_more_processes_than_chunks() -> None:
    assert CrowdRun(EvenJob(1), 8).workers == 1
