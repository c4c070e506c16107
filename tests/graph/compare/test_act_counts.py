"""The fewest keys and silent rounds to each slot, by kind of receptionist."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.graph.compare.act_counts import count_acts
from simulator.graph.compare.divergence import find_ways_out
from simulator.testing.strategies import flows
from tests.examples import few
from tests.graph.compare.webs import web_pair
from tests.graph.small import flow, menu, single


def walked(of: Flow, key: str, *, early: bool) -> dict[str, int]:
    """What a walk through the receptionist itself finds."""
    ways = find_ways_out(of, key, early=early)
    return {str(way.at.old).partition("||")[2]: len(way.acts) for way in ways}


def test_acts_to_each_slot() -> None:
    of = flow(
        main=menu(k7="department||1", k3="department||2", wrong_keys_allowed=2, silences_allowed=0),
        codes=menu(k1="department||1", k12="department||2"),
        announcement=single("department||1", "hello"),
    )
    assert count_acts(of, "main", early=True) == {"3": 1, "7": 1, "wrong keys": 3, "silence": 1}
    assert count_acts(of, "codes", early=True) == {"1": 1, "12": 2, "wrong keys": 2, "silence": 2}
    assert count_acts(of, "announcement", early=True) == {"forward": 0}


def test_a_slot_that_no_caller_gets_to_is_left_out() -> None:
    of = flow("freepbx-first-match", main=menu(k1="department||1", k12="department||2"))
    assert count_acts(of, "main", early=False) == {"1": 1, "wrong keys": 2, "silence": 2}


@few(60, deadline=None)
@given(flows(), st.booleans())
def test_counts_are_those_of_a_walk(of: Flow, early: bool) -> None:
    assert {key: count_acts(of, key, early=early) for key in of.receptionists} == {
        key: walked(of, key, early=early) for key in of.receptionists
    }


@few(30, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_counts_in_a_web_are_those_of_a_walk(seed: int, early: bool) -> None:
    of = web_pair(seed)[Random(seed).randrange(2)]
    assert {key: count_acts(of, key, early=early) for key in of.receptionists} == {
        key: walked(of, key, early=early) for key in of.receptionists
    }
