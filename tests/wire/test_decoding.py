"""What a codec gives back, and the rules that all codecs share."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.value_rules import parse_id
from simulator.wire.decoding import DecodedDocument, Path, keyed_otherwise, list_entries, wire_number, wire_seconds


@pytest.mark.parametrize(
    ("id", "sent"),
    [
        ("19549", 19549),
        ("0", 0),
        ("050109590001", "050109590001"),
        ("00", "00"),
        ("3f2a", "3f2a"),
        ("", ""),
        ("-5", "-5"),
        ("1.0", "1.0"),
        (" 7", " 7"),
        ("\N{ARABIC-INDIC DIGIT SEVEN}", "\N{ARABIC-INDIC DIGIT SEVEN}"),
        ("\N{SUPERSCRIPT TWO}", "\N{SUPERSCRIPT TWO}"),
        ("9007199254740992", 9007199254740992),
        ("9007199254740993", "9007199254740993"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_an_id_is_sent_as_a_number_only_where_it_comes_back_the_same(id: str, sent: int | str) -> None:
    assert wire_number(id) == sent
    assert type(wire_number(id)) is type(sent)
    assert wire_number(id, numbers=False) == id


@given(st.text() | st.integers(min_value=0).map(str))
def test_what_is_sent_for_an_id_is_read_as_that_id(id: str) -> None:
    if "||" not in id and id != "UNKNOWN":
        assert parse_id(wire_number(id)) == id


@pytest.mark.parametrize(("seconds", "sent"), [(5.0, 5), (0.0, 0), (2.5, 2.5)])
def test_whole_seconds_are_sent_without_a_fraction(seconds: float, sent: float) -> None:
    assert wire_seconds(seconds) == sent
    assert type(wire_seconds(seconds)) is type(sent)


@pytest.mark.parametrize(
    ("value", "listed", "steps"),
    [
        ([{"option": "1"}, "x"], [{"option": "1"}, "x"], (0, 1)),
        ({"1": {"destination_id": 7}}, [{"option": "1", "destination_id": 7}], ("1",)),
        ({"0": {"option": "9"}}, [{"option": "9"}], ("0",)),
        ({"1": None, "2": {}}, [None, {"option": "2"}], ("1", "2")),
        ([], [], ()),
        ({}, [], ()),
        ("12", "12", ()),
        (None, None, ()),
        (7, 7, ()),
    ],
)
def test_entries_are_a_list_or_an_object_keyed_by_option(value: Any, listed: Any, steps: Any) -> None:
    assert list_entries(value) == (listed, steps)


@pytest.mark.parametrize(
    ("entries", "otherwise"),
    [
        ({"1": {}, "2": {"option": "2"}, "3": {"option": 3}, "4": {"option": 4.0}}, []),
        ({"1": {"option": "2"}, "2": {"option": None}, "3": {"option": [3]}}, ["1", "2", "3"]),
        ({"1": "no entry", "x": {"option": "x"}, "01": {"option": 1}}, ["01"]),
    ],
)
def test_an_entry_that_names_other_keys_than_its_own_key_is_told(entries: Any, otherwise: list[str]) -> None:
    assert [*keyed_otherwise(entries)] == otherwise


PATHS: dict[str, Path] = {"entries": ("ivr_menu",), "silences_allowed": ("timeout_tries",)}


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ((), ()),
        (("silences_allowed",), ("timeout_tries",)),
        (("name",), ("name",)),
        (("entries",), ("ivr_menu",)),
        (("entries", 1), ("ivr_menu", "2")),
        (("entries", 0, "option"), ("ivr_menu", "1", "option")),
        (("entries", 0, "template_id"), ("ivr_menu", "1", "sms_template_id")),
    ],
)
def test_a_place_in_the_model_leads_back_to_the_document(place: Path, path: Path) -> None:
    reading = DecodedDocument(
        {},
        paths=PATHS,
        entry_paths=(("ivr_menu", "1"), ("ivr_menu", "2")),
        entry_names={"template_id": "sms_template_id"},
    )
    assert reading.document_path(place) == path


def test_a_place_below_a_field_of_an_entry_is_that_of_the_field() -> None:
    reading = DecodedDocument({}, entry_paths=(("ivr_menu", 0),), entry_names={"template_id": "sms_template_id"})
    assert reading.document_path(("entries", 0, "template_id", "int")) == ("ivr_menu", 0, "sms_template_id")


def test_without_paths_a_place_is_its_own() -> None:
    assert DecodedDocument({}).document_path(("entries", 0, "option")) == ("entries", 0, "option")


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (("entries", 2), ("option", 2)),
        (("entries", 2, "option"), ("option", 2)),
        (("entries", 2, "destination_type"), ("destination", 2)),
        (("entries",), ("option",)),
    ],
)
def test_an_entry_that_is_spread_over_arrays_is_found_in_each(place: Path, path: Path) -> None:
    reading = DecodedDocument({}, paths={"entries": ("option",)}, entry_arrays={"destination_type": "destination"})
    assert reading.document_path(place) == path
