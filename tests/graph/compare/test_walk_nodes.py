"""The order in which a walk takes up its callers."""

from __future__ import annotations

from simulator.graph.compare.caller_acts import SILENCE, CallerAct
from simulator.graph.compare.walk_nodes import WalkCost


def test_fewest_acts_come_first_then_fewest_early_keys_then_the_least_time() -> None:
    start = WalkCost(elapsed=100)
    early, key = CallerAct("prompt", "2", 500), CallerAct("listening", "1", 500)
    assert start.plus((early,), 50) == WalkCost(1, 1, 150, "b")
    assert start.plus((key, SILENCE), 50, answers=1) == WalkCost(3, 0, 150, "a")
    costs = [start.plus((early,), 50), start.plus((key,), 60), start.plus((key,), 50), start.plus((), 500)]
    assert sorted(costs) == [costs[3], costs[2], costs[1], costs[0]]


def test_keys_sort_as_they_stand_on_the_keypad() -> None:
    keys = [WalkCost().plus((CallerAct("listening", key, 500),), 0) for key in "1290*#"]
    assert [cost.keys for cost in sorted(keys, key=lambda cost: cost.keys)] == sorted(cost.keys for cost in keys)
