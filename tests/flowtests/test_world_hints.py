"""Which answer of the world would have led where a test claims (see also the reports in test_stated_world)."""

import pytest

from simulator.callers.rehearsal import Rehearsal
from simulator.config.receptionist import Destination
from simulator.flowtests.world_hints import answer_leading_to, answers_of, hint_for_answer
from tests.callers.world_flow import DESK, NUMBER, RECEPTION, VOICEMAIL, world_flow

NIGHT = Destination("virtual_receptionist", "@night")


@pytest.mark.parametrize(
    ("given", "claimed", "hint"),
    [
        ({}, VOICEMAIL, "Booking desk picked up; with given: {Booking desk: no answer}, Booking desk leads there"),
        (
            {"Booking desk": "busy"},
            VOICEMAIL,
            "Booking desk rang, and the line was busy; with given: {Booking desk: no answer}, Booking desk leads there",
        ),
        ({"Booking desk": "busy"}, DESK, "Booking desk rang, and the line was busy"),
        ({"Booking desk": "no answer"}, DESK, "Booking desk rang, and nobody picked up"),
        ({}, NIGHT, "Office hours was open; with given: {office: closed}, Office hours leads there"),
        ({}, DESK, ""),
        ({"office": "holiday"}, DESK, ""),
    ],
)
def test_the_last_answer_that_led_elsewhere_is_named(given: dict[str, str], claimed: Destination, hint: str) -> None:
    flow = world_flow().rung_at(NUMBER)
    trace = Rehearsal(flow, given=given).trace_call("1")[1]
    assert hint_for_answer(flow, trace, claimed) == hint


def test_an_answer_that_leads_there_in_another_call_is_named() -> None:
    flow = world_flow()
    assert answer_leading_to(flow, RECEPTION) == "with given: {Booking desk: busy}, Booking desk leads there"
    assert answer_leading_to(flow, Destination("queue", "1")) == ""


def test_the_answers_of_a_call_are_those_that_it_asked_for() -> None:
    flow = world_flow().rung_at(NUMBER)
    trace = Rehearsal(flow, given={"Booking desk": "busy"}).trace_call("1")[1]
    assert [(str(destination), answer) for destination, answer in answers_of(trace)] == [
        ("time_condition||77", "open"),
        ("department||108000", "busy"),
    ]
