"""Calls that go back are looked at as stays, each a receptionist of its own: exactly what a plain walk finds."""

import pytest
from hypothesis import given

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import NOWHERE, Destination
from simulator.errors import UsageError
from simulator.graph import unrolled_flow
from simulator.graph.reach.loops import find_loops
from simulator.graph.reach.measure import Cost, Measure
from simulator.graph.reach.survey import Survey
from simulator.graph.unrolled_flow import unroll_returns
from simulator.testing.strategies import flows
from tests.core.test_return_rules import flow_of, menu
from tests.graph.reach.plain_walk import mistakes_can_go_round, walk, wrong_keys_can_go_round


def test_a_flow_without_returns_is_as_it_is() -> None:
    flow = flow_of(menu("top", k1="sub"), menu("sub", k1="top"))
    assert unroll_returns(flow).flow is flow


def test_each_stay_is_a_receptionist_with_the_tries_that_are_left() -> None:
    flow = flow_of(menu("main", 2, k1="sub"), menu("sub", 1), after=("sub",))
    unrolled = unroll_returns(flow)
    assert unrolled.origins == {
        "main": "main",
        "sub": "sub",
        "sub<main": "sub",
        "sub<main/1": "sub",
        "sub<main/2": "sub",
        "sub<main/3": "sub",
        "sub<main/4": "sub",
        "main:2,0": "main",
        "main:0,2": "main",
        "main:2,1": "main",
        "main:1,2": "main",
    }
    items = unrolled.flow.receptionists
    assert [items[key].wrong_keys_allowed for key in ("main", "main:2,0", "main:1,2", "sub<main")] == [2, 0, 1, 0]
    assert items["main"].entries is not None
    assert [entry.destination for entry in items["main"].entries] == [Destination("virtual_receptionist", "@sub<main")]
    assert Survey(flow).reachable[:2] == ("main", "sub<main")


def test_a_return_with_no_menu_to_go_back_to_leads_nowhere() -> None:
    unrolled = unroll_returns(flow_of(menu("main", k0="back")))
    assert next(way.destination for way in unrolled.flow.receptionists["main"].ways()) == NOWHERE


def test_more_stays_than_can_be_looked_at_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unrolled_flow, "STAYS_MOST", 3)
    with pytest.raises(UsageError, match="in more than 3 ways, too many to look at all of them"):
        unroll_returns(flow_of(menu("main", k1="sub"), menu("sub", k0="back"), after=("sub",)))


@given(flows(most=3, most_options=3, returns=True))
def test_what_callers_reach_and_hear_is_what_a_plain_walk_finds(flow: Flow) -> None:
    survey, heard = Survey(flow), dict[str, Cost]()
    for key, way in survey.search_all(Measure.SHORTEST).receptionists.items():
        for recording, cost in survey.summary_of(key).recording_costs(Measure.SHORTEST).items():
            on = way.cost.plus(cost)
            heard[recording] = min(on, heard.get(recording, on))
    for measure in Measure:
        plain = walk(flow, measure.value)
        found = {end: tuple(way.cost) for end, way in survey.search_all(measure).ends.items() if end != NOWHERE}
        assert found == plain.ends
        if measure is Measure.SHORTEST:
            assert {recording: tuple(cost) for recording, cost in heard.items()} == plain.heard


@given(flows(most=3, most_options=3, returns=True))
def test_loops_are_there_when_a_plain_walk_can_go_round(flow: Flow) -> None:
    kinds = {loop.kind for loop in find_loops(flow)}
    assert ("mixed" in kinds) == mistakes_can_go_round(flow)
    assert ("wrong-keys" in kinds) == wrong_keys_can_go_round(flow)


@given(flows(most=3, most_options=3, returns=True))
def test_every_caller_of_a_loop_is_endless_when_played(flow: Flow) -> None:
    rehearsal = Rehearsal(flow, limit=100)
    assert [loop for loop in find_loops(flow) if rehearsal.play(loop.caller).outcome.kind != "endless"] == []
