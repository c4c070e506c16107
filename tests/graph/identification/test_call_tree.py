"""The choice of the next call, over calls whose groups are made up; the efforts are their places in the list."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph.identification.call_probe import CallProbe
from simulator.graph.identification.call_tree import CallTree, Group, split_readings


class Stub:
    """A call of which only the groups matter."""

    def __init__(self, line: str, groups: tuple[int, ...]) -> None:
        self.line = line
        self.groups = groups


def tree(*rows: str) -> CallTree:
    """The tree of calls ``name: groups``, such as ``ab: 0011``; the first is the easiest."""
    named = [row.split(": ") for row in rows]
    probes = [cast("CallProbe", cast("Any", Stub(name, tuple(map(int, groups))))) for name, groups in named]
    return CallTree(probes, range(len(probes)), len(named[0][1]))


def test_one_call_that_tells_everything_is_made_before_easier_ones() -> None:
    calls = tree("easy: 0011", "whole: 0123")
    assert calls.calls_needed(calls.every) == 1
    assert calls.next_probe(calls.every).line == "whole"  # type: ignore[union-attr]


def test_of_calls_that_split_alike_the_easiest_is_made() -> None:
    calls = tree("short: 0011", "long: 0011", "same for all: 0000")
    assert [probe.line for probe in calls.probes] == ["short"]
    assert calls.classes == [frozenset({0, 1}), frozenset({2, 3})]


def test_a_course_of_two_calls_is_found_where_none_tells_everything() -> None:
    calls = tree("halves: 00112233", "odd: 01010101")
    assert calls.calls_needed(calls.every) == 2
    first = calls.next_probe(calls.every)
    assert first is not None
    seconds = {part: calls.next_probe(part) for part in split_readings(first, calls.every)}
    assert {probe.line for probe in seconds.values() if probe} | {first.line} == {"halves", "odd"}


def test_nothing_is_to_be_made_where_no_call_tells_more() -> None:
    calls = tree("halves: 0011")
    assert calls.next_probe(frozenset({0, 1})) is None
    assert calls.is_settled(frozenset({2, 3}))
    assert not calls.is_settled(calls.every)
    assert CallTree((), (), 3).next_probe(frozenset({0, 1, 2})) is None


def test_after_an_answer_that_was_not_sure_the_easiest_other_call_is_made() -> None:
    calls = tree("easy: 0011", "other: 0101", "whole: 0123")
    nexts = [
        calls.next_probe(calls.every, avoid) for avoid in (["whole"], ["whole", "easy"], ["easy", "other", "whole"])
    ]
    assert [probe and probe.line for probe in nexts] == ["easy", "other", None]


def test_a_sheet_has_the_fewest_calls_that_tell_everything_together() -> None:
    calls = tree("a: 00001111", "b: 00110011", "c: 01010101", "ab: 00223311")
    assert [probe.line for probe in calls.fixed_probes()] == ["c", "ab"]
    assert tree("none: 000").fixed_probes() == ()


@given(st.lists(st.lists(st.integers(0, 2), min_size=6, max_size=6), min_size=1, max_size=5))
def test_the_number_of_calls_is_the_least_of_all_courses(rows: list[list[int]]) -> None:
    calls = tree(*(f"{number}: {''.join(map(str, row))}" for number, row in enumerate(rows)))

    def least(readings: Group) -> int:
        if calls.is_settled(readings):
            return 0
        splits = [parts for probe in calls.probes if len(parts := split_readings(probe, readings)) > 1]
        return 1 + min(max(map(least, parts)) for parts in splits)

    assert calls.calls_needed(calls.every) == least(calls.every)
    made = calls.fixed_probes()
    told = {tuple(probe.groups[index] for probe in made) for index in calls.every}
    assert len(told) == len(calls.classes)


@pytest.mark.parametrize("size", [5, 7])
def test_more_calls_than_are_planned_ahead_are_made_one_by_one(size: int) -> None:
    every = [*product("01", repeat=size)]
    calls = tree(*(f"{bit}: {''.join(row[bit] for row in every)}" for bit in range(size)))
    assert calls.calls_needed(calls.every) == size
    assert len(calls.fixed_probes()) == size
