"""Sums of chunks: the same in any order, and refused where a chunk is missing, twice in it, or has lost calls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from simulator.errors import CountMismatch
from simulator.graph.crowds.chunk_counts import (
    ChunkSum,
    CrowdCounts,
    QueueCounts,
    split_time_key,
    time_key,
)

CHUNKS = [
    CrowdCounts(
        number,
        2,
        2 - number % 2,
        {0: number, 5: 1},
        {time_key(0, 100): 1, time_key(number, 2**33): 1},
        (QueueCounts(3, 1, 1, 0, 7_000, {0: 1, number: 2}),),
        1,
        {(0, 0): 1, (0, number): 4},
    )
    for number in range(1, 4)
]


def sum_of(chunks: Sequence[CrowdCounts]) -> ChunkSum:
    total = ChunkSum()
    for counts in chunks:
        total.add(counts)
    return total


def test_a_key_holds_an_end_and_a_time() -> None:
    assert [split_time_key(time_key(end, at)) for end, at in ((0, 0), (7, 12_345), (3, 2**39))] == [
        *((0, 0), (7, 12_345), (3, 2**39)),
    ]


def test_chunks_add_up_to_the_same_in_any_order() -> None:
    every = [vars(sum_of(order)) for order in permutations(CHUNKS)]
    assert all(total == every[0] for total in every)
    total = sum_of(CHUNKS)
    assert (total.calls, total.callers, total.facts, total.days) == (6, 4, {0: 6, 5: 3}, 3)
    assert total.queues == [QueueCounts(9, 3, 3, 0, 21_000, {0: 3, 1: 2, 2: 2, 3: 2})]
    assert total.times[time_key(0, 100)] == 3


def test_products_of_ends_over_days() -> None:
    total = sum_of(CHUNKS)
    assert total.sum_products({0}, {0}) == 3
    assert total.sum_products({0}, {1, 2}) == total.sum_products({1, 2}, {0}) == 8
    assert total.sum_products({0, 1}, {0, 1}) == 3 + 2 * 4
    assert total.sum_products({0, 1, 2}, {0, 1, 2, 3}) == 3 + 2 * 8 + 4


def test_a_chunk_that_is_missing_or_twice_there_or_has_lost_calls_is_no_total() -> None:
    total = sum_of(CHUNKS[:2])
    with pytest.raises(CountMismatch, match=r"^chunk 1 was counted twice; the results are not used$"):
        total.add(CHUNKS[0])
    with pytest.raises(CountMismatch, match=r"^chunk 3 has lost calls; the results are not used$"):
        total.add(CHUNKS[2]._replace(calls=3))
    with pytest.raises(CountMismatch, match=r"^2 of 4 chunks are missing; the results are not used$"):
        total.check_whole(4)
