"""A call in a fixed world is the same call as in the whole flow with the same states given."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.call_record import CallRecord
from simulator.callers.given_answers import parse_given
from simulator.callers.world import WorldSettings
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleAnswer, ScheduleRoute
from simulator.errors import UsageError
from simulator.graph.worlds import (
    asked_schedules,
    distinct_worlds,
    fix_schedules,
    flow_worlds,
    hold_answers,
)
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import DESK, NUMBER, OFFICE, RECEPTION, SWITCH, VOICEMAIL, world_flow


def course_of(record: CallRecord) -> tuple[Any, ...]:
    """What a caller notices of a call."""
    return record.outcome, record.heard, record.keys, record.seconds


@given(st.data())
def test_a_fixed_world_is_the_flow_with_its_states_given(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    states: dict[str, ScheduleAnswer] = {
        key: data.draw(st.sampled_from(["open", "closed", "holiday"])) for key in asked_schedules(flow)
    }
    script = data.draw(callers(flow))
    people = {name: answers for name, answers in script.given.items() if name not in flow.schedules}
    world = fix_schedules(flow, states)

    whole = Rehearsal(flow, limit=60).play(script.model_copy(update={"given": people | states}))
    fixed = Rehearsal(world.flow, limit=60).play(script.model_copy(update={"given": people}))

    if "endless" in (whole.outcome.kind, fixed.outcome.kind):  # schedules count towards the limit as well
        assert (whole.outcome, fixed.heard[:1]) == (fixed.outcome, whole.heard[:1])
    else:
        assert course_of(fixed) == course_of(whole)


@given(flows(worlds=True))
@settings(max_examples=30)
def test_the_worlds_of_a_flow_ask_no_schedule(flow: Flow) -> None:
    worlds = flow_worlds(flow)
    asked = asked_schedules(flow)
    assert [tuple(world.states) for world in worlds] == [asked] * len(worlds)
    for world in worlds:
        asking = {where for where, route in world.flow.routes.items() if isinstance(route, ScheduleRoute)}
        assert asking == world.cycles
        assert world.given == dict(world.states)
        assert world.flow.entry in world.flow.receptionists


def test_the_worlds_of_an_office_and_a_switch() -> None:
    flow = world_flow()
    assert [world.states for world in flow_worlds(flow)] == [
        {"office": "open", "night-mode": "open"},
        {"office": "open", "night-mode": "closed"},
        {"office": "closed", "night-mode": "open"},
        {"office": "closed", "night-mode": "closed"},
        {"office": "holiday", "night-mode": "open"},
        {"office": "holiday", "night-mode": "closed"},
    ]
    assert [world.states for world in flow_worlds(flow, {"office": "holiday"})] == [
        {"office": "holiday", "night-mode": "open"},
        {"office": "holiday", "night-mode": "closed"},
    ]
    assert [world.states for world in flow_worlds(flow, {"office": "closed", "night-mode": "open"})] == [
        {"office": "closed", "night-mode": "open"}
    ]


def test_numbers_lead_to_what_the_schedules_lead_to() -> None:
    flow = world_flow().rung_at("+441632960002")
    both_open, closed = flow_worlds(flow, {"office": "open"})
    assert dict(both_open.flow.numbers) == {NUMBER: "main", "+441632960002": "main", "+441632960003": "main"}
    assert dict(closed.flow.numbers) == {NUMBER: "main", "+441632960002": "night", "+441632960003": "main"}
    assert [world.flow.start for world in (both_open, closed)] == ["main", "night"]


def test_a_number_may_lead_out_of_the_flow() -> None:
    flow = world_flow()
    routes = {**flow.routes, OFFICE: ScheduleRoute("office", VOICEMAIL, DESK)}
    leading_out = replace(flow, routes=routes).rung_at(NUMBER)
    worlds = [world.flow for world in flow_worlds(leading_out, {"night-mode": "open"})]
    assert [flow.start for flow in worlds] == [NUMBER] * 3
    assert [flow.receptionists[NUMBER].forward_destination for flow in worlds] == [VOICEMAIL, DESK, DESK]


def test_what_no_state_decides_is_still_asked() -> None:
    flow = world_flow()
    world = fix_schedules(flow, {"office": "closed"})
    night = Destination("virtual_receptionist", "@night")
    assert world.flow.routes == {
        SWITCH: ScheduleRoute("night-mode", night, night, night),
        DESK: PersonRoute(20_000, False, VOICEMAIL, Destination("extension", "7")),
    }
    assert Rehearsal(world.flow.rung_at("+441632960002")).play().assumed == ["night-mode: open"]


def test_schedules_in_a_circle_never_lead_out_of_it() -> None:
    flow = world_flow()
    routes = {
        **flow.routes,
        OFFICE: ScheduleRoute("office", VOICEMAIL, SWITCH),
        SWITCH: ScheduleRoute("night-mode", VOICEMAIL, OFFICE),
    }
    circle = fix_schedules(replace(flow, routes=routes).rung_at(NUMBER), {"office": "closed", "night-mode": "closed"})
    assert circle.cycles == {OFFICE, SWITCH}
    assert circle.flow.receptionists[NUMBER].forward_destination == OFFICE
    assert Rehearsal(circle.flow).play().outcome.kind == "endless"


def test_a_flow_without_schedules_is_its_only_world(clinic: Flow) -> None:
    (world,) = flow_worlds(clinic)
    assert world.flow is clinic
    assert (world.states, world.cycles, world.given) == ({}, frozenset(), {})


def test_worlds_in_which_the_flow_is_the_same_are_walked_once_and_named_together() -> None:
    flow = world_flow()
    worlds = distinct_worlds(flow)
    assert [world.every_states for world in worlds][-1] == (
        {"office": "closed", "night-mode": "open"},
        {"office": "closed", "night-mode": "closed"},
        {"office": "holiday", "night-mode": "open"},
        {"office": "holiday", "night-mode": "closed"},
    )


def test_what_is_said_of_the_world_is_held_fixed() -> None:
    flow = world_flow()
    moment = datetime(2026, 12, 25, 12, tzinfo=UTC)
    said = WorldSettings(flow, moment, parse_given({"everyone": "busy", "night-mode": "closed"}))
    held, states = hold_answers(flow, said)
    assert states == {"office": "holiday", "night-mode": "closed"}
    assert held.routes[DESK] == PersonRoute(20_000, False, VOICEMAIL, RECEPTION, fixed="busy")
    assert hold_answers(flow, WorldSettings(flow)) == (flow, {})
    with pytest.raises(UsageError, match=r"^given: office has 2 answers; give one, which holds all the time$"):
        hold_answers(flow, WorldSettings(flow, None, parse_given({"office": ["open", "closed"]})))


def test_a_number_that_rings_a_telephone_begins_there_without_any_schedule_too() -> None:
    flow = replace(world_flow(), routes={DESK: PersonRoute(20_000)}, numbers={NUMBER: str(DESK)}).rung_at(NUMBER)
    (world,) = flow_worlds(flow)
    assert (world.states, world.flow.start) == ({}, NUMBER)
    assert world.flow.receptionists[NUMBER].forward_destination == DESK
