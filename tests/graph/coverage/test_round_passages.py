"""What happens between two rounds, once for each answer of the world."""

from dataclasses import replace

from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.graph.coverage.round_passages import RoundArrival, default_answer
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.worlds import ScheduleStates
from tests.callers.world_flow import DESK, OFFICE, RECEPTION, SWITCH, VOICEMAIL, world_flow

STATES: list[ScheduleStates] = [{}, {"office": "closed"}, {"night-mode": "closed"}]


def shown(arrivals: list[RoundArrival]) -> list[tuple[str, int, int, dict[str, str]]]:
    return [
        (
            arrival.place.name if arrival.place else "for ever",
            arrival.milliseconds,
            arrival.rounds,
            dict(arrival.answers),
        )
        for arrival in arrivals
    ]


def test_a_telephone_is_picked_up_first_then_rings_out_or_is_busy() -> None:
    flow = replace(world_flow(reception=PersonRoute(5_000)), numbers={"1": str(DESK)})
    desk, reception = str(DESK), str(RECEPTION)
    assert shown(RoundMap(flow).arrivals_at(desk)) == [
        ("ended", 0, 1, {desk: "picked_up"}),
        ("ended", 20_000, 1, {desk: "no_answer"}),
        ("ended", 0, 2, {desk: "busy", reception: "picked_up"}),
        ("ended", 5_000, 2, {desk: "busy", reception: "no_answer"}),
    ]
    assert shown(RoundMap(flow, branches=False).arrivals_at(desk)) == [("ended", 0, 1, {desk: "picked_up"})]
    settled = RoundMap(flow, people={desk: "busy", reception: "busy"})
    assert shown(settled.arrivals_at(desk))[0] == ("ended", 0, 2, {desk: "busy", reception: "picked_up"})


def test_schedules_stand_as_they_are_said_to() -> None:
    flow = world_flow()
    assert [shown(RoundMap(flow, states).arrivals_at(str(SWITCH))) for states in STATES] == [
        [("main/0,0/listening", 0, 2, {"night-mode": "open", "office": "open"})],
        [("night/0,0/listening", 0, 2, {"night-mode": "open", "office": "closed"})],
        [("night/0,0/listening", 0, 1, {"night-mode": "closed"})],
    ]


def test_a_circle_that_no_caller_leaves_goes_on_for_ever() -> None:
    flow = world_flow()
    circle = replace(flow, routes={**flow.routes, OFFICE: ScheduleRoute("office", SWITCH, VOICEMAIL)})
    assert [name for name, *_ in shown(RoundMap(circle).arrivals_at(str(OFFICE)))] == ["for ever"]
    ring = replace(flow, routes={DESK: PersonRoute(no_answer=Destination("ringgroup", "108000"))})
    assert [name for name, *_ in shown(RoundMap(ring).arrivals_at(str(DESK)))] == ["ended", "for ever"]


def test_people_pick_up_unless_nobody_is_there() -> None:
    assert [default_answer(PersonRoute(nobody=nobody)) for nobody in (False, True)] == ["picked_up", "no_answer"]
