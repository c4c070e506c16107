"""Where recorded calls began in a flow, and where their records say that they landed."""

from dataclasses import replace

import pytest

import simulator
from simulator.graph.replay.past_landing import CallStarts, NamedPlaces
from simulator.loader.recorded_call import BadRecord, RecordedCall

SURGERY = simulator.load("flows/surgery")


def call(number: str = "", menu: str = "") -> RecordedCall:
    return RecordedCall("", number, menu, (), None, None, "")


def test_a_call_begins_at_its_number_else_at_its_menu_else_where_the_flow_does() -> None:
    starts = CallStarts(SURGERY)
    number = next(iter(SURGERY.numbers))
    assert starts.start_of(call(number, "night")) == SURGERY.numbers[number]
    assert starts.start_of(call("+4412345", "night")) == "night"
    assert starts.start_of(call()) == SURGERY.start
    without = replace(SURGERY, numbers={}, number="")
    assert CallStarts(without).start_of(call("+44 1632 960000")) == without.start


@pytest.mark.parametrize(("number", "menu", "column"), [("+4412345", "", "number"), ("", "none such", "menu")])
def test_a_call_to_another_flow_is_refused(number: str, menu: str, column: str) -> None:
    with pytest.raises(BadRecord) as refusal:
        CallStarts(SURGERY).start_of(call(number, menu))
    assert refusal.value.reason == f"{column}: not accepted; use one of the flow's"


def test_names_of_records_are_those_of_the_catalogue() -> None:
    places = NamedPlaces(simulator.load("flows/clinic"))
    names = ("Booking desk", "ringgroup||108000", "Hangup", "Nobody knows")
    desk = ("routed", "department||108000")
    assert [places.place_of(name) for name in names] == [desk, desk, ("hung_up", ""), None]
