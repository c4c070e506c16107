"""What a script has to give of the world, for telephones to answer as they did in a walk."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from simulator.config.flow import Flow, KnownDestination
from simulator.config.routes import Answer, PersonRoute
from simulator.graph.compare.place_pairs import WorldAnswers
from simulator.graph.compare.world_script import given_candidates, known_given
from tests.callers.world_flow import DESK, RECEPTION, world_flow
from tests.graph.compare.worlds import rerouted

FLOW = world_flow(reception=PersonRoute())
DESK_ID, RECEPTION_ID = str(DESK), str(RECEPTION)


def told(*answers: tuple[str, Answer | Literal[""]], old: Flow = FLOW, new: Flow = FLOW) -> list[dict[str, object]]:
    side: WorldAnswers = tuple(answers)
    return given_candidates((side, side), (old, new))


def test_who_picks_up_need_not_be_named() -> None:
    assert told((DESK_ID, "picked_up")) == [{}]


def test_one_answer_for_each_telephone_comes_first_and_every_answer_in_turn_next() -> None:
    assert told((DESK_ID, "no_answer")) == [
        {"Booking desk": "no answer"},
        {"Booking desk": ["no answer", "picked up"]},
    ]
    assert told((DESK_ID, "busy"), (RECEPTION_ID, "no_answer"), (DESK_ID, "no_answer")) == [
        {"Booking desk": "busy", "Reception": "no answer"},
        {"Booking desk": ["busy", "no answer", "picked up"], "Reception": ["no answer", "picked up"]},
    ]


def test_where_nobody_is_there_somebody_who_picks_up_is_named() -> None:
    nobody = rerouted(FLOW, DESK, PersonRoute(nobody=True))
    assert told((DESK_ID, "no_answer"), old=nobody, new=nobody) == [{}]
    assert told((DESK_ID, "picked_up"), old=nobody, new=nobody) == [
        {"Booking desk": "picked up"},
        {"Booking desk": ["picked up", "no answer"]},
    ]
    assert told((DESK_ID, ""), old=nobody) == [{}]


def test_everyone_speaks_for_a_telephone_whose_answer_only_one_flow_knows() -> None:
    plain, idle = rerouted(FLOW, DESK, None), rerouted(FLOW, DESK, PersonRoute())
    assert told((DESK_ID, "no_answer"), old=plain) == [
        {"everyone": "no answer"},
        {"everyone": ["no answer", "picked up"]},
    ]
    assert told((DESK_ID, "busy"), old=idle) == [{"everyone": "busy"}, {"everyone": ["busy", "picked up"]}]


def test_then_who_picks_up_is_named_as_well() -> None:
    plain = rerouted(FLOW, DESK, None)
    assert told((RECEPTION_ID, "picked_up"), (DESK_ID, "no_answer"), old=plain)[0] == {
        "Reception": "picked up",
        "everyone": "no answer",
    }


def test_a_telephone_without_a_common_name_is_named_by_its_id() -> None:
    renamed = replace(FLOW, destinations={**FLOW.destinations, DESK: KnownDestination(name="Bookings")})
    assert told((DESK_ID, "no_answer"), new=renamed)[0] == {DESK_ID: "no answer"}


def test_what_a_flow_does_not_know_is_left_out() -> None:
    given = {"office": "closed", "Booking desk": "busy", "Sales": "busy", "everyone": "no answer"}
    assert known_given(FLOW, given) == {"office": "closed", "Booking desk": "busy", "everyone": "no answer"}
    assert known_given(rerouted(FLOW, DESK, None), {"Booking desk": "busy"}) == {}
