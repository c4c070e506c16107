"""A walk to the shortest caller who can tell two flows apart."""

from __future__ import annotations

import pytest

from simulator.graph.compare import shortest_walk
from simulator.graph.compare.caller_acts import SILENCE, CallerAct
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.place_pairs import TimedKey
from simulator.graph.compare.shortest_walk import CallerCost, ShortestWalk
from tests.graph.small_flows import MACHINE, PERSON, flow, menu

OLD = flow({"main": menu({"1": PERSON, "12": PERSON}, greeting="3", silence=MACHINE)})
NEW = flow({"main": menu({"1": PERSON, "12": MACHINE}, greeting="3", silence=MACHINE)})


def test_a_caller_has_a_cost_acts_by_rounds_and_keys_by_time() -> None:
    way = ShortestWalk(Observer(OLD), Observer(NEW), most=10).find_caller()
    assert way is not None
    assert way.cost == CallerCost(length=2, early=0, elapsed=4000)
    assert way.acts == (CallerAct("listening", "1", 5000), CallerAct("further", "2", 3000))
    assert way.path.presses == (TimedKey(3500, "1"), TimedKey(500, "2"))


def test_silent_rounds_stand_before_the_key_that_ends_them() -> None:
    new = flow({"main": menu({"1": PERSON, "12": PERSON}, greeting="3", silence=MACHINE, wrong=PERSON)})
    late = flow({"main": menu({"1": PERSON}, greeting="3", silence=MACHINE, allowed=(0, 1), wrong=PERSON)})
    other = flow({"main": menu({"1": PERSON}, greeting="3", silence=MACHINE, allowed=(0, 1), wrong=MACHINE)})
    assert ShortestWalk(Observer(OLD), Observer(OLD), most=10).find_caller() is None
    assert ShortestWalk(Observer(OLD), Observer(new), most=1).find_caller() is None  # two wrong keys
    way = ShortestWalk(Observer(late), Observer(other), most=10).find_caller()
    assert way is not None
    assert SILENCE not in way.acts  # a wrong key in the first round is shorter


def test_a_walk_is_given_up_when_it_gets_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortest_walk, "PAIRS_MOST", 1)
    walk = ShortestWalk(Observer(OLD), Observer(OLD), most=10)
    assert (walk.find_caller(), walk.is_complete) == (None, False)
