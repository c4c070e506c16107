"""A receptionist: what its kind needs, what it may not be, and what it tells of itself."""

from typing import Any

import pytest
from pydantic import ValidationError

from simulator.config.receptionist import (
    Destination,
    Entry,
    Passage,
    Receptionist,
)

MENU: dict[str, Any] = {
    "name": "Main menu",
    "destination_type": "multiple",
    "greeting": 19549,
    "entries": [
        {"option": 1, "destination_type": "department", "destination_id": 108000},
        {"option": "#", "destination_type": "hangup", "destination_id": 1, "template_id": "0"},
    ],
    "timeout_seconds": "5",
    "wrong_keys_allowed": 2.0,
    "wrong_key_retry_recording": "244",
    "wrong_key_final_recording": 246,
    "wrong_key_destination_type": "extension",
    "wrong_key_destination_id": "050109590001",
    "silences_allowed": "2",
    "silence_retry_recording": 245,
    "silence_final_recording": 246,
    "silence_destination_type": "voicemail",
    "silence_destination_id": 9001,
}
SINGLE: dict[str, Any] = {
    "name": "Welcome",
    "destination_type": "single",
    "forward_destination_type": "department",
    "forward_destination_id": 108300,
}


def menu(**changes: Any) -> Receptionist:
    return Receptionist.model_validate(MENU | changes)


def single(**changes: Any) -> Receptionist:
    return Receptionist.model_validate(SINGLE | changes)


def problems(fields: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Where a receptionist is wrong, and of which kind each problem is."""
    with pytest.raises(ValidationError) as refused:
        Receptionist.model_validate(fields)
    return [(problem["loc"], problem["type"]) for problem in refused.value.errors()]


def test_a_menu_with_every_value_in_its_one_form() -> None:
    assert menu().model_dump(exclude_defaults=True) == {
        "name": "Main menu",
        "destination_type": "multiple",
        "greeting": "19549",
        "entries": (
            {"option": "1", "destination_type": "department", "destination_id": "108000"},
            {"option": "#", "destination_type": "hangup", "destination_id": "1"},
        ),
        "timeout_seconds": 5.0,
        "wrong_keys_allowed": 2,
        "wrong_key_retry_recording": "244",
        "wrong_key_final_recording": "246",
        "wrong_key_destination_type": "extension",
        "wrong_key_destination_id": "050109590001",
        "silences_allowed": 2,
        "silence_retry_recording": "245",
        "silence_final_recording": "246",
        "silence_destination_type": "voicemail",
        "silence_destination_id": "9001",
    }


def test_a_menu_leads_where_its_fields_say() -> None:
    main = menu(forward_destination_type="department", forward_destination_id=7)
    assert main.is_menu
    assert {option: entry.destination for option, entry in main.options.items()} == {
        "1": ("department", "108000"),
        "#": ("hangup", "1"),
    }
    assert main.wrong_key_destination == Destination("extension", "050109590001")
    assert main.silence_destination == Destination("voicemail", "9001")
    assert main.forward_destination == Destination("department", "7")


def test_a_single_leads_every_caller_on() -> None:
    welcome = single()
    assert not welcome.is_menu
    assert welcome.forward_destination == Destination("department", "108300")
    assert (welcome.options, welcome.wrong_key_destination, welcome.silence_destination) == ({}, None, None)


def test_recordings_are_listed_once_each_in_field_order() -> None:
    assert menu().recordings == ("19549", "244", "246", "245")
    assert single().recordings == ()


NEEDED_BY_A_MENU = (
    "entries",
    "timeout_seconds",
    "wrong_keys_allowed",
    "silences_allowed",
    "wrong_key_destination_type",
    "wrong_key_destination_id",
    "silence_destination_type",
    "silence_destination_id",
)


@pytest.mark.parametrize("field", NEEDED_BY_A_MENU)
def test_a_menu_needs(field: str) -> None:
    without = {name: value for name, value in MENU.items() if name != field}
    assert problems(without) == [((), "fields_missing")]
    assert problems(MENU | {field: None}) == [((), "fields_missing")]


@pytest.mark.parametrize("field", ["forward_destination_type", "forward_destination_id"])
def test_a_single_needs(field: str) -> None:
    assert problems({name: value for name, value in SINGLE.items() if name != field}) == [((), "fields_missing")]


def test_what_is_missing_is_listed_whole() -> None:
    with pytest.raises(ValidationError) as refused:
        Receptionist(name="bare", destination_type="multiple")
    assert refused.value.errors()[0]["ctx"] == {"destination_type": "multiple", "missing": NEEDED_BY_A_MENU}


@pytest.mark.parametrize("field", ["name", "destination_type"])
def test_every_receptionist_needs(field: str) -> None:
    assert problems({name: value for name, value in SINGLE.items() if name != field}) == [((field,), "missing")]


def test_recordings_may_be_absent_and_a_menu_may_be_empty() -> None:
    assert menu(greeting=0, wrong_key_retry_recording="", entries=[]).recordings == ("246", "245")


def test_fields_of_the_other_kind_may_be_there() -> None:
    assert single(timeout_seconds=5, entries=MENU["entries"]).options.keys() == {"1", "#"}
    assert single(forward_destination_id="").forward_destination == Destination("department", "")


@pytest.mark.parametrize("twin", [1, "1", 1.0])
def test_an_option_is_listed_once(twin: Any) -> None:
    again = {"option": twin, "destination_type": "voicemail", "destination_id": 9001}
    with pytest.raises(ValidationError) as refused:
        menu(entries=[*MENU["entries"], again])
    (problem,) = refused.value.errors()
    assert (problem["type"], problem["ctx"]) == ("option_twice", {"option": "1", "index": 2, "first": 0})


def test_a_leading_zero_makes_another_option() -> None:
    other = {"option": "01", "destination_type": "voicemail", "destination_id": 9001}
    assert [*menu(entries=[*MENU["entries"], other]).options] == ["1", "#", "01"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"destination_type": "many"}, [(("destination_type",), "literal_error")]),
        ({"entries": "1"}, [(("entries",), "tuple_type")]),
        ({"entries": {"1": {}}}, [(("entries",), "tuple_type")]),
        ({"entries": ["1"]}, [(("entries", 0), "model_type")]),
        ({"entries": [{"option": "1", "destination_type": "ivr"}]}, [(("entries", 0, "destination_id"), "missing")]),
        ({"entries": [{**MENU["entries"][0], "opton": "1"}]}, [(("entries", 0, "opton"), "extra_forbidden")]),
        ({"recording": 7}, [(("recording",), "extra_forbidden")]),
        ({"timeout_seconds": 601}, [(("timeout_seconds",), "value_error")]),
        ({"wrong_keys_allowed": 100}, [(("wrong_keys_allowed",), "value_error")]),
        ({"name": " "}, [(("name",), "value_error")]),
        ({"greeting": True}, [(("greeting",), "value_error")]),
    ],
)
def test_what_is_refused(changes: dict[str, Any], expected: list[Any]) -> None:
    assert problems(MENU | changes) == expected


def test_a_menu_holds_a_thousand_entries_at_most() -> None:
    to = {"destination_type": "department", "destination_id": 7}
    entries = [{"option": f"{number:04}", **to} for number in range(1001)]
    assert len(menu(entries=entries[:-1]).options) == 1000
    assert problems(MENU | {"entries": entries}) == [(("entries",), "too_long")]


def test_a_receptionist_does_not_change() -> None:
    with pytest.raises(ValidationError):
        menu().name = "other"  # type: ignore[misc]  # that is the point


def test_an_entry_tells_where_it_leads() -> None:
    entry = Entry(option="1", destination_type="ringgroup", destination_id="17839")
    assert (entry.destination, entry.template_id) == (Destination("ringgroup", "17839"), None)
    changed = entry.model_copy(update={"destination_id": "17840"})
    assert (changed.destination, entry.destination) == (
        Destination("ringgroup", "17840"),
        Destination("ringgroup", "17839"),
    )
    assert (entry.model_copy(), entry.model_dump()) == (entry, dict(entry.model_copy()))


def test_the_ways_out_of_a_menu_are_its_keys_then_wrong_keys_then_silence() -> None:
    """A forward destination that a menu still carries is not one of them."""
    ways = [
        Passage("choice", "1", Destination("department", "108000"), ("entries", 0, "destination_id")),
        Passage("choice", "#", Destination("hangup", "1"), ("entries", 1, "destination_id")),
        Passage("wrong keys", "", Destination("extension", "050109590001"), ("wrong_key_destination_id",)),
        Passage("silence", "", Destination("voicemail", "9001"), ("silence_destination_id",)),
    ]
    stale = {"forward_destination_type": "ivr", "forward_destination_id": "9"}
    assert list(menu().ways()) == list(menu(**stale).ways()) == ways


def test_the_only_way_out_of_a_single_is_its_forward_destination() -> None:
    forward = Passage("forward", "", Destination("department", "108300"), ("forward_destination_id",))
    assert list(single().ways()) == list(single(**(MENU | SINGLE)).ways()) == [forward]
    incomplete = menu().model_copy(update={"destination_type": "single"})
    assert list(incomplete.ways()) == []
    bare = {field: None for field in Receptionist.model_fields if "destination_id" in field}
    assert [way.cause for way in menu().model_copy(update=bare).ways()] == ["choice", "choice"]
