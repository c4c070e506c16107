"""What receptionists have in common but for where they lead."""

from __future__ import annotations

from simulator.config.receptionist import Destination
from simulator.config.semantics import PROFILES
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.shapes import Slot, isolate_receptionist, list_slots, open_slots, outline_of, shape_of
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


def test_a_code_behind_another_is_out_of_reach_where_the_first_match_is_taken() -> None:
    assert open_slots(TWO, "main") == {"1", "12", "wrong keys", "silence"}
    assert open_slots(TWO.with_semantics(PROFILES["freepbx-first-match"]), "main") == {"1", "wrong keys", "silence"}
