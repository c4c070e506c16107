"""Elimination against a dense system in fractions, for random chains with loops, traps and hardly a way out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph.odds.component_solution import solve_components
from tests.graph.odds.plain_chain import solve_dense

Row = list[tuple[int, float, float, float]]
SIZE = 6

ROWS = st.lists(
    st.lists(st.tuples(st.integers(0, SIZE), st.integers(1, 4), st.integers(0, 9)), min_size=1, max_size=4),
    min_size=SIZE,
    max_size=SIZE,
)
"""For each place its ways: to a place (``SIZE``: out), with a part of the callers and a time."""


def rows_of(drawn: list[list[tuple[int, int, int]]]) -> tuple[list[Row], list[Row]]:
    rows: list[Row] = [[] for _ in drawn]
    exits: list[Row] = [[] for _ in drawn]
    for place, ways in enumerate(drawn):
        total = sum(part for _, part, _ in ways)
        for to, part, at in ways:
            p = part / total
            (exits if to == SIZE else rows)[place].append((0 if to == SIZE else to, p, p * at, p * at * at))
    return rows, exits


def leaving_places(rows: list[Row], exits: list[Row]) -> set[int]:
    leaving = {place for place, ways in enumerate(exits) if ways}
    while more := {place for place, ways in enumerate(rows) if any(way[0] in leaving for way in ways)} - leaving:
        leaving |= more
    return leaving


@given(ROWS)
def test_visits_and_their_times_are_those_of_a_dense_system(drawn: list[list[tuple[int, int, int]]]) -> None:
    rows, exits = rows_of(drawn)
    solved = solve_components(rows, exits, 0)
    places = sorted(leaving_places(rows, exits))
    numbers = {place: number for number, place in enumerate(places)}
    matrix = [[Fraction(int(row == column)) for column in range(len(places))] for row in range(len(places))]
    inner = [(numbers[place], numbers[way[0]], way) for place in places for way in rows[place] if way[0] in numbers]
    for source, to, way in inner:
        matrix[to][source] -= Fraction(way[1])
    visits = solve_dense(matrix, [Fraction(int(place == 0)) for place in places])
    first = [Fraction(0)] * len(places)
    for source, to, way in inner:
        first[to] += visits[source] * Fraction(way[2])
    firsts = solve_dense(matrix, first)
    assert [solved.visits[place].share for place in places] == pytest.approx(list(map(float, visits)), rel=1e-12)
    assert [solved.visits[place].first for place in places] == pytest.approx(list(map(float, firsts)), rel=1e-12)
    left = sum(solved.visits[place].share * way[1] for place in places for way in exits[place])
    assert left + solved.endless == pytest.approx(1, abs=1e-12)


def test_hardly_a_way_out_loses_no_digits() -> None:
    """One caller in a thousand million leaves the loop each time, so each place is visited so often."""
    rare = 1e-9
    rows: list[Row] = [[(1, 1.0, 1.0, 1.0)], [(0, 1 - rare, 0.0, 0.0)]]
    solved = solve_components(rows, [[], [(0, rare, 0.0, 0.0)]], 0)
    assert solved.visits[1].share * rare == pytest.approx(1, rel=1e-14)
    assert solved.visits[0].share == pytest.approx(1e9, rel=1e-14)


def test_a_trap_keeps_its_callers() -> None:
    rows: list[Row] = [[(1, 0.25, 0.0, 0.0)], [(2, 1.0, 0.0, 0.0)], [(1, 1.0, 0.0, 0.0)]]
    solved = solve_components(rows, [[(0, 0.75, 0.0, 0.0)], [], []], 0)
    assert (solved.endless, solved.trapped) == (0.25, frozenset({1, 2}))
