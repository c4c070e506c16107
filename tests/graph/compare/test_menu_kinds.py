"""Kinds of receptionists, and the model that stands for each."""

from __future__ import annotations

from simulator.graph.compare.menu_kinds import MenuKind, has_stand_in, kind_of, model_of
from simulator.graph.compare.shapes import list_slots
from tests.graph.small import flow, menu, single


def test_menus_with_other_keys_timeouts_and_recordings_are_of_one_kind() -> None:
    made = flow(
        main=menu(k1="department||1"),
        other=menu(
            k2="department||1", k0="ivr||main", timeout_seconds=7, greeting="sorry", silence_final_recording="a"
        ).model_copy(update={"wrong_key_retry_recording": "hello"}),
    )
    assert kind_of(made, "main") == kind_of(made, "other")
    assert kind_of(made, "main") == MenuKind(
        True, frozenset({"1"}), True, (1, 1), ((0, True), (1, True), (2, True), (3, True), (4, True))
    )


def test_counts_silent_roles_and_repeated_recordings_make_another_kind() -> None:
    made = flow(
        main=menu(k1="department||1"),
        more=menu(k1="department||1", wrong_keys_allowed=2),
        silent=menu(k1="department||1", greeting=None),
        twice=menu(k1="department||1", greeting="sorry"),
        instant=menu(k1="department||1", greeting="nil"),
        deaf=menu(k1="department||1", timeout_seconds=0),
        terminator=menu(k1="department||1", kh="department||2"),
        voice=single("department||1", "hello"),
    )
    assert len({kind_of(made, key) for key in made.receptionists}) == len(made.receptionists)


def test_codes_of_several_keys_and_full_keypads_stay_as_they_are() -> None:
    made = flow(
        main=menu(k1="department||1", k12="department||2"),
        full=menu(**{f"k{key}": "department||1" for key in "1234567890*"}),
    )
    assert kind_of(made, "main").options == {"1", "12"}
    assert kind_of(made, "full").options == set("1234567890*")
    assert not any(has_stand_in(item) for item in made.receptionists.values())


def test_a_model_leads_to_its_own_slots() -> None:
    made = flow(main=menu(k3="ivr||main", k5="department||1"), voice=single("ivr||main", "hello"))
    slots = [
        [(name, str(to)) for name, to in list_slots(model_of(made, key).receptionists[key])]
        for key in made.receptionists
    ]
    assert slots == [
        [("1", "slot||1"), ("wrong keys", "slot||wrong keys"), ("silence", "slot||silence")],
        [("forward", "slot||forward")],
    ]


def test_no_sum_of_lengths_in_a_model_equals_another() -> None:
    model = model_of(flow(main=menu(k1="department||1")), "main")
    lengths = sorted(length.milliseconds for length in model.lengths.values())
    timeout = int(1000 * (model.receptionists["main"].timeout_seconds or 0))
    assert all(later >= 1000 * earlier for earlier, later in zip([timeout, *lengths], lengths, strict=False))
