"""The receptionists that calls come to, behind schedules and telephones too."""

from dataclasses import replace

from hypothesis import given

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.passages import reachable_receptionists
from simulator.graph.reached_receptionists import reached_receptionists
from simulator.testing.strategies import flows
from tests.callers.world_flow import DESK, NUMBER, world_flow

NIGHT = Destination("virtual_receptionist", "@night")


def test_what_lies_behind_a_door_is_reached_where_it_can_be_closed() -> None:
    flow = world_flow()
    rung = flow.rung_at(NUMBER)
    assert reached_receptionists(flow) == {"main", "night"}
    assert reached_receptionists(flow, {"office": "open", "night-mode": "open"}) == {"main"}
    assert reached_receptionists(rung, {"office": "holiday"}) == {"night"}


def test_a_menu_behind_a_telephone_is_reached_unless_somebody_picks_up() -> None:
    flow = replace(world_flow(), numbers={}, routes={DESK: PersonRoute(no_answer=NIGHT)})
    assert reached_receptionists(flow) == {"main", "night"}
    assert reached_receptionists(flow, {}, {str(DESK): "picked_up"}) == {"main"}
    assert reached_receptionists(flow, {}, {str(DESK): "no_answer"}) == {"main", "night"}


@given(flows())
def test_a_flow_without_a_world_reaches_what_its_passages_lead_to(flow: Flow) -> None:
    assert reached_receptionists(flow) == {*reachable_receptionists(flow)}


@given(flows(worlds=True))
def test_what_coverage_reaches_is_reached(flow: Flow) -> None:
    begun_anywhere = replace(flow, number="")
    covered = {item.receptionist for item in FlowCallers(begun_anywhere).goals}
    assert covered & {*flow.receptionists} <= reached_receptionists(begun_anywhere)
