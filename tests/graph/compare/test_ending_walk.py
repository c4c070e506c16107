"""A walk that asks only where calls end."""

from __future__ import annotations

from hypothesis import given

from simulator import Flow
from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.ending_walk import EndingWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.walk_side import Side, endings_of_calls
from simulator.testing.strategies import flows
from tests.examples import few
from tests.graph.small import flow, menu


def _sides(made: Flow, *, early: bool = True) -> Sides:
    other = made.semantics.model_copy(update={"counters": "shared", "barge_in": not made.semantics.barge_in})
    return Sides(Side(Observer(made)), Side(Observer(made.with_semantics(other))), early=early)


def test_each_pair_of_positions_comes_with_the_endings_of_a_silent_caller() -> None:
    sides = _sides(flow(main=menu(k1="department||1", greeting=None, wrong_keys_allowed=0, silences_allowed=0)))
    pairs = EndingWalk(sides, shortcuts=False).ending_pairs(lambda at: False)
    assert [ends for _, ends in pairs] == [
        ("department||8", "department||8"),
        ("department||1", "department||1"),
        ("department||9", "department||9"),
        ("department||8", "department||8"),
    ]


@few(20)
@given(flows(most=2))
def test_the_endings_are_those_of_a_walk_that_also_compares_what_is_heard(small: Flow) -> None:
    for early in (True, False):
        ends = set(endings_of_calls(small))
        plain = PairWalk(_sides(small, early=early)).endings_that_differ(set(ends))
        assert EndingWalk(_sides(small, early=early)).endings_that_differ(set(ends)) == plain
