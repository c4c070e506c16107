"""Endings behind every receptionist, found once for all of them."""

from __future__ import annotations

from hypothesis import given

from simulator import Flow
from simulator.config.receptionist import Destination
from simulator.graph.compare.ending_sets import EndingSets
from simulator.graph.compare.walk_side import endings_after, endings_from, endings_of_calls, explore_flow
from simulator.graph.worlds import flow_worlds
from simulator.testing.strategies import OUTSIDE, flows
from tests.examples import few
from tests.graph.small import flow, menu, single

ROUND = flow(
    main=menu(k1="ivr||left", k2="department||1"),
    left=menu(k1="ivr||right", wrong="ivr||left", silent="ivr||left"),
    right=menu(k1="ivr||left", k2="department||2", wrong="ivr||right", silent="hangup||1"),
    lonely=single("ivr||main"),
)


def test_receptionists_that_lead_to_each_other_share_one_set() -> None:
    sets = EndingSets(ROUND)
    assert sets.endings["left"] == {"department||2", "hangup"}
    assert sets.endings["left"] is sets.endings["right"]
    assert sets.endings["main"] is sets.endings["lonely"]
    assert sets.endings_of_calls() == {"department||1", "department||2", "department||8", "department||9", "hangup"}


def test_receptionists_that_no_call_comes_to_are_not_reached() -> None:
    assert EndingSets(ROUND).reached() == ["main", "left", "right"]
    assert EndingSets(ROUND).reached(["lonely"]) == ["lonely", "main", "left", "right"]


@few(40)
@given(flows(most=4, worlds=True))
def test_each_set_is_what_a_search_from_its_receptionist_finds(small: Flow) -> None:
    for world in flow_worlds(small, {}):
        sets = EndingSets(world.flow)
        assert sets.endings == {key: endings_from(world.flow, key) for key in world.flow.receptionists}
        assert sets.endings_of_calls() == endings_of_calls(world.flow)
        for key in world.flow.receptionists:
            assert set(sets.reached([key])) == set(explore_flow(world.flow, key)[0])
        for destination in (*OUTSIDE, *world.flow.routes, Destination("ivr", world.flow.entry or "")):
            assert sets.endings_after(destination) == endings_after(world.flow, destination)
