"""A field that is misspelt is not missing as well."""

from collections.abc import Callable

import pytest

from simulator.loader.misspelling import meant_field, misspelt_fields, without_echoes

Told = Callable[..., list[str]]
KNOWN = ("timeout", "timeout_retries", "timeout_recording", "incorrect_count")


@pytest.mark.parametrize(
    ("unknown", "missing", "present", "meant"),
    [
        ("incorect_count", {"incorrect_count"}, (), "incorrect_count"),
        ("timeout_retris", {"timeout_retries", "timeout"}, (), "timeout_retries"),
        ("timeout_recordin", {"timeout"}, (), None),  # the nearest may be left out, so timeout is missing as well
        ("timeout_recordin", {"timeout_retries"}, ("timeout_recording",), "timeout_retries"),
        ("colour", {"timeout"}, (), None),
        ("incorect_count", set(), (), None),
    ],
)
def test_the_nearest_field_that_is_not_there_is_meant(
    unknown: str, missing: set[str], present: tuple[str, ...], meant: str | None
) -> None:
    assert meant_field(unknown, KNOWN, missing, present) == meant


def test_an_error_about_the_whole_value_explains_nothing() -> None:
    errors = [{"type": "model_type", "loc": (), "input": 1}, {"type": "missing", "loc": ("a", "timeout"), "input": 1}]
    assert without_echoes(errors, misspelt_fields(errors, lambda owner: KNOWN)) == errors


def test_one_misspelling_explains_one_missing_field(told: Told, menu: str) -> None:
    text = menu.replace("timeout_destination_id", "timeout_destination_ids").replace(
        "timeout_destination_type: department\n", ""
    )
    assert told(main=text) == [
        "main.yaml:1:1: timeout_destination_type is missing; a menu (destination_type: multiple) needs it: "
        "a word such as department, extension or hangup",
        "main.yaml:11:1: a receptionist has no field 'timeout_destination_ids'; did you mean timeout_destination_id?",
    ]


def test_the_name_of_a_responses_field_stands_for_the_written_one(told: Told, menu: str) -> None:
    assert told(main=menu.replace("incorrect_count", "invalid_retries")) == [
        "main.yaml:7:1: invalid_retries is a name from the provider's responses; "
        "use incorrect_count in a receptionist file"
    ]


def test_in_an_entry(told: Told, menu: str) -> None:
    assert told(main=menu.replace("option:", "opton:")) == [
        "main.yaml:5:6: an entry has no field 'opton'; did you mean option?"
    ]


def test_in_flow_yaml(told: Told, single: str) -> None:
    assert told(flow="receptionist: {desk: desk.yaml}\n", desk=single) == [
        "flow.yaml:1:1: a flow has no field 'receptionist'; did you mean receptionists?"
    ]


def test_the_kind_of_a_receptionist(told: Told, menu: str) -> None:
    assert told(main=menu.replace("destination_type: multiple", "destination_tipe: multiple")) == [
        "main.yaml:2:1: a receptionist has no field 'destination_tipe'; did you mean destination_type?"
    ]
