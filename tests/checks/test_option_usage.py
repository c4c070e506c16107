"""What past callers chose, played to the flow."""

from simulator import Flow
from simulator.checks.option_usage import count_options
from simulator.loader.past_calls import PastCall
from tests.graph.small_flows import PERSON, flow, menu

FLOW = flow({"main": menu({"1": "sales", "2": PERSON}), "sales": menu({"1": PERSON, "12": PERSON, "*": "main"})})


def test_keys_lead_through_the_menus_that_lie_behind_them() -> None:
    calls = [PastCall("main", "12"), PastCall("main", "12"), PastCall("", "1*2"), PastCall("sales", "12")]
    assert count_options(FLOW, calls) == (
        {("main", "1"): 3, ("sales", "12"): 1, ("sales", "*"): 1, ("main", "2"): 1},
        4,
        0,
        {("sales", "2"): 2},
    )


def test_wrong_keys_are_no_choices_and_strangers_are_counted() -> None:
    calls = [PastCall("main", "92"), PastCall("9999", "1"), PastCall("9999", "1")]
    assert count_options(FLOW, calls) == ({("main", "2"): 1}, 3, 2, {("main", "9"): 1})


def test_a_receptionist_is_known_by_its_id() -> None:
    main = FLOW.receptionists["main"].model_copy(update={"id": "7926"})
    known = Flow("main", {**FLOW.receptionists, "main": main})
    assert count_options(known, [PastCall("7926", "2")] * 7).chosen == {("main", "2"): 7}


def test_a_caller_who_never_stops_is_cut_off() -> None:
    assert count_options(FLOW, [PastCall("main", "1*" * 2000)]).chosen == {("main", "1"): 500, ("sales", "*"): 500}
