"""Which pairs of receptionists a comparison has to look into, and that it finds what the plain walks find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.graph.compare.differences import compare_flows
from simulator.graph.compare.equality import KeyPair
from simulator.graph.compare.pair_map import LinkTable, PairMap
from simulator.loader.flow_kinds import load
from tests.examples import few
from tests.graph.compare.plain_comparison import assert_same
from tests.graph.compare.webs import web_pair
from tests.graph.compare.worlds import rerouted, world_pairs
from tests.graph.small import CHANGES, changed, flow, menu, pairs, renamed, single

FLOWS = Path(__file__).parents[3] / "flows"
WEB = flow(
    main=menu(k1="ivr||near", k2="ivr||far", k3="ivr||voice"),
    near=menu(k1="ivr||last"),
    far=menu(k12="ivr||last"),
    voice=single("ivr||aside", "bye"),
    aside=menu(k1="department||1"),
    last=menu(k1="department||1"),
)


def mapped(old: Flow, new: Flow) -> PairMap:
    """The map from the start on."""
    pair_map = PairMap(LinkTable(old, new))
    start = pair_map.start_of(old, new)
    assert start is not None
    pair_map.add_from(start, 0)
    return pair_map


def begin(old: Flow, new: Flow) -> KeyPair | None:
    """The pair in which calls begin."""
    return PairMap(LinkTable(old, new)).start_of(old, new)


def test_nothing_differs_between_receptionists_that_have_other_names() -> None:
    pair_map = mapped(WEB, renamed(WEB))
    assert (list(pair_map.spots), pair_map.is_passed(("last", "other-last"))) == ([], True)
    assert not pair_map.is_passed(("near", "other-far"))


@pytest.mark.parametrize(
    ("key", "fields", "spot"),
    [
        ("last", {"greeting": "bye"}, "last"),
        ("last", {"silence_destination_id": "7"}, "last"),
        ("near", {"wrong_keys_allowed": 2}, "near"),
        ("voice", {"greeting": "hello"}, "main"),
        ("voice", {"forward_destination_id": "last"}, None),
        ("voice", {"forward_destination_type": "department"}, "main"),
        ("last", {"greeting": "nil"}, "near"),
    ],
)
def test_a_change_is_in_one_pair(key: str, fields: dict[str, Any], spot: str | None) -> None:
    new = changed(WEB, key, **fields)
    first = next(iter(mapped(WEB, new).spots), None)
    assert first == (spot and (spot, spot))
    assert_same(WEB, new)


def test_who_comes_by_the_longer_way_is_passed_over() -> None:
    pair_map = mapped(WEB, changed(WEB, "last", silence_destination_id="7"))
    needed = {key: pair_map.is_needed((key, key), 1) for key in ("main", "near", "far", "aside", "last")}
    assert needed == {"main": False, "near": True, "far": False, "aside": False, "last": True}
    slots = [pair_map.is_slot_needed(("main", "main"), slot, 1) for slot in ("1", "2", "3", "silence")]
    assert slots == [True, False, False, False]
    assert pair_map.is_slot_needed(("last", "last"), "1", 9)


def test_what_follows_a_spot_is_looked_at_once_a_caller_comes_to_it() -> None:
    new = changed(changed(WEB, "main", timeout_seconds=3.0), "last", greeting="bye")
    pair_map = mapped(WEB, new)
    assert list(pair_map.spots) == [("main", "main")]
    assert [pair_map.is_needed((key, key), 1) for key in ("far", "near", "aside")] == [True, True, False]
    assert list(pair_map.spots) == [("main", "main"), ("last", "last")]
    assert_same(WEB, new)


def test_calls_that_begin_otherwise_have_no_map() -> None:
    items: dict[str, Any] = {"first": single("ivr||main", "bye"), **WEB.receptionists}
    announced = flow(**items)
    other = changed(announced, "first", greeting="hello")
    round_about = flow(first=single("ivr||first", "bye"))
    out = flow(first=single("department||1", "bye"))
    assert begin(announced, announced) == ("main", "main")
    assert [begin(announced, other), begin(announced, WEB)] == [None, None]
    assert [begin(flow, flow) for flow in (round_about, out)] == [None, None]
    assert_same(announced, other)


def test_one_table_serves_every_way_in_and_no_other_flow() -> None:
    new = changed(WEB, "last", greeting="bye")
    table = LinkTable(WEB, new)
    entered = WEB.entered_at("far"), new.entered_at("far")
    assert compare_flows(*entered, table=table) == compare_flows(*entered)
    assert (table.holds_for(*entered), table.holds_for(WEB, WEB)) == (True, False)
    assert compare_flows(WEB, WEB, table=table).equal


def test_a_telephone_makes_a_spot_of_the_menu_before_it() -> None:
    rung = rerouted(WEB, Destination("department", "1"), PersonRoute(rings_ms=5000, no_answer=None))
    assert list(mapped(rung, rung).spots) == [("aside", "aside"), ("last", "last")]
    assert assert_same(rung, rung).equal


@few(60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_differences_in_a_web_are_those_of_the_plain_walks(seed: int) -> None:
    assert_same(*web_pair(seed))


@few(40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs())
def test_differences_are_those_of_the_plain_walks(pair: tuple[Flow, Flow]) -> None:
    assert_same(*pair)


@few(12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(world_pairs())
def test_differences_in_every_world_are_those_of_the_plain_walks(pair: tuple[Flow, Flow]) -> None:
    assert_same(*pair)


@pytest.mark.parametrize("name", ["acefone-sample.json", "clinic", "council", "single"])
def test_differences_of_the_flows_of_the_house_are_those_of_the_plain_walks(name: str) -> None:
    old = load(FLOWS / name)
    key = list(old.receptionists)[-1]
    assert assert_same(old, old).equal
    for change in CHANGES if old.receptionists[key].is_menu else CHANGES[-2:]:
        assert_same(old, changed(old, key, **change))
