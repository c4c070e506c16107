"""Rows of slots: their cells have the chances of the moves, and states with many moves hand some on."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph.crowds.alias_table import CELLS, SLOTS, alias_slots, build_table
from simulator.graph.crowds.crowd_moves import CrowdMove

CHANCES = st.lists(st.integers(1, 1000), min_size=1, max_size=SLOTS).map(
    lambda parts: [part / sum(parts) for part in parts]
)


def chances_of(keep: list[int], own: list[int], alias: list[int]) -> Counter[int]:
    """The chance of each move: a slot is a sixteenth of all draws, of which so many are below what it keeps."""
    found: Counter[int] = Counter()
    for limit, first, second in zip(keep, own, alias, strict=True):
        found[first] += limit / 2**32 / SLOTS  # type: ignore[assignment]  # a counter of parts
        found[second] += (1 - limit / 2**32) / SLOTS  # type: ignore[assignment]
    return found


@given(CHANCES)
def test_slots_have_the_chances_of_the_moves(chances: list[float]) -> None:
    assert chances_of(*alias_slots(chances)) == pytest.approx(dict(enumerate(chances)) | {0: chances[0]}, abs=1e-7)


def test_a_state_with_many_moves_hands_the_least_likely_on() -> None:
    """40 moves: 15, then 15, then 10."""
    moves = [CrowdMove(number / 820, ~number, number, number) for number in range(1, 41)]
    table = build_table([moves], 41)
    assert (table.first_end, table.begin, table.unit_ms) == (3 * CELLS, 0, 1)
    shares: Counter[int] = Counter()
    collect_facts(table, 0, 1.0, shares)
    assert shares == pytest.approx({number: number / 820 for number in range(1, 41)}, abs=1e-6)


def collect_facts(table: object, row: int, share: float, shares: Counter[int]) -> None:
    from simulator.graph.crowds.alias_table import LaneTable

    assert isinstance(table, LaneTable)
    for cell in range(row, row + CELLS):
        kept = int(table.keep[cell]) / 2**32
        part = share / SLOTS * (kept if cell % 2 == 0 else 1 - kept)
        to = int(table.onward[cell]) & ((1 << table.shift) - 1)
        if to < table.first_end:
            collect_facts(table, to, part, shares)
        else:
            shares[int(table.facts[cell])] += part  # type: ignore[assignment]


def test_times_are_in_units_that_all_have() -> None:
    table = build_table([[CrowdMove(1.0, 1, 0, 0)], [CrowdMove(0.5, ~0, 1500, 1), CrowdMove(0.5, 1, 600, 2)]], 1)
    assert (table.unit_ms, table.begin) == (300, CELLS)
    assert {int(cell) >> table.shift for cell in table.onward[CELLS : 2 * CELLS]} == {5, 2}
    assert [*table.onward[2 * CELLS :]] == [*table.onward[CELLS : 2 * CELLS]]
