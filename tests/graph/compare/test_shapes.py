"""What receptionists have in common but for where they lead."""

from __future__ import annotations

from hypothesis import given

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.semantics import PROFILES
from simulator.core.places import Place
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.shapes import Slot, isolate_receptionist, list_slots, open_slots, outline_of, shape_of
from simulator.testing.strategies import flows
from tests.graph.small import changed, flow, menu, single

TWO = flow(main=menu(k1="department||1", k12="department||12"), other=menu(k12="ivr||main", k1="hangup||1", name="B"))


def test_the_slots_are_the_ways_out() -> None:
    assert list(list_slots(menu(k1="department||1"))) == [
        Slot("1", Destination("department", "1")),
        Slot("wrong keys", Destination("department", "9")),
        Slot("silence", Destination("department", "8")),
    ]
    assert list(list_slots(single("hangup||1"))) == [Slot("forward", Destination("hangup", "1"))]


def test_a_shape_is_the_same_whatever_the_names_the_order_and_the_destinations() -> None:
    assert shape_of(TWO, "main") == shape_of(TWO, "other")


def test_a_shape_holds_all_that_can_be_heard() -> None:
    fields = {"timeout_seconds": 9.0, "wrong_keys_allowed": 2, "silence_final_recording": None, "greeting": "nil"}
    others = [changed(TWO, "main", **{name: value}) for name, value in fields.items()]
    assert [shape_of(other, "main") == shape_of(TWO, "main") for other in others] == [False] * 4
    assert shape_of(TWO.with_semantics(PROFILES["freepbx"]), "main") != shape_of(TWO, "main")


def test_a_template_counts_when_asked_for() -> None:
    entries = tuple(entry.model_copy(update={"template_id": "7"}) for entry in TWO.receptionists["main"].entries or ())
    other = changed(TWO, "main", entries=entries)
    assert shape_of(other, "main") == shape_of(TWO, "main")
    assert shape_of(other, "main", templates=True) != shape_of(TWO, "main", templates=True)


def test_an_outline_does_not_ask_what_a_recording_says_but_how_long_it_is() -> None:
    lengths = {**TWO.lengths, "again": TWO.lengths["sorry"]}
    other = changed(TWO, "main", wrong_key_retry_recording="again")
    other = type(other)("main", other.receptionists, lengths=lengths)
    assert (shape_of(other, "main") == shape_of(TWO, "main"), outline_of(other, "main") == outline_of(TWO, "main")) == (
        False,
        True,
    )


def test_alone_a_receptionist_ends_every_call_at_its_slots() -> None:
    assert (
        Observer(isolate_receptionist(flow(main=single("ivr||main")), "main")).answer_call().ending == "slot||forward"
    )


def slots_that_calls_come_to(flow: Flow, key: str) -> set[str]:
    """The slots at which some call ends, followed through every place: slow, and plainly right."""
    ear = Observer(isolate_receptionist(flow, key))
    waiting, places, ends = [ear.answer_call()], set[Place](), set[str]()
    while waiting:
        onset = waiting.pop()
        if onset.place is None:
            ends.add(str(onset.ending).partition("||")[2])
        elif onset.place not in places:
            places.add(onset.place)
            moves = ear.moves_from(onset.place)
            waiting += [moves.auto, *(after for after in moves.keys if after is not None)]
    return ends


@given(flows(most=4, returns=True))
def test_slots_are_open_where_some_call_comes_to_them(flow: Flow) -> None:
    for key in flow.receptionists:
        assert open_slots(flow, key) == slots_that_calls_come_to(flow, key)


def test_a_code_behind_another_is_out_of_reach_where_the_first_match_is_taken() -> None:
    assert open_slots(TWO, "main") == {"1", "12", "wrong keys", "silence"}
    assert open_slots(TWO.with_semantics(PROFILES["freepbx-first-match"]), "main") == {"1", "wrong keys", "silence"}
