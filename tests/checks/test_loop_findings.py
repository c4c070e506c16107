"""Cycles that callers are caught in, in words."""

from simulator import Flow
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.loop_findings import cycle_words, loops_of_kind
from simulator.graph.reach.loops import Kind
from tests.graph.small_flows import flow, menu, single


def told(given: Flow, kind: Kind) -> list[str]:
    subject = CheckedFlow(given)
    return [cycle_words(subject, loop) for loop in loops_of_kind(subject, kind)]


def test_each_receptionist_with_the_field_by_which_it_is_left() -> None:
    asks = flow({"a": menu({"1": "b"}, silence="b"), "b": menu({"1": "a"}, silence="a")})
    assert told(asks, "silent") == ["a (timeout_destination_id) -> b (timeout_destination_id) -> a"]
    assert told(asks, "wrong-keys") == []


def test_a_long_way_round_is_cut() -> None:
    ring = {f"m{number}": menu({"1": "m0"}, silence=f"m{(number + 1) % 9}") for number in range(9)}
    names = [f"m{number} (timeout_destination_id)" for number in range(6)]
    assert told(flow(ring), "silent") == [" -> ".join([*names, "... 3 more", "m0"])]


def test_what_takes_no_time_is_told_once() -> None:
    instant = flow({"a": single("b"), "b": single("a")})
    assert told(instant, "zero-time") == ["a (forward_destination_id) -> b (forward_destination_id) -> a"]
    assert (told(instant, "silent"), told(instant, "wrong-keys")) == ([], [])
