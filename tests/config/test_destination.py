"""A destination: how it is written, and which words of the provider mean the same."""

import pytest

from simulator.config.destination import RECEPTIONIST_TYPES, TYPE_ALIASES, Destination, parse_address


def test_an_address_is_read_as_it_is_written() -> None:
    assert parse_address("department||108000") == Destination("department", "108000")
    assert parse_address("hangup") == Destination("hangup", "")


def test_a_destination_reads_as_the_provider_writes_it() -> None:
    assert str(Destination("department", "108000")) == "department||108000"


@pytest.mark.parametrize("word", ["virtual_receptionist", "ivr", "auto_attendant", "auto_attend", "IVR"])
def test_words_that_mean_a_receptionist(word: str) -> None:
    assert Destination(word, "7").names_receptionist
    assert word.lower() in RECEPTIONIST_TYPES


@pytest.mark.parametrize("word", ["department", "extension", "hangup", "timegroup", "time_condition", "voicemail"])
def test_words_that_do_not(word: str) -> None:
    assert not Destination(word, "7").names_receptionist


def test_only_hangup_hangs_up() -> None:
    assert Destination("hangup", "1").hangs_up
    assert Destination("Hangup", "1").hangs_up
    assert not Destination("voicemail", "1").hangs_up


@pytest.mark.parametrize(
    ("word", "canonical"),
    [
        *TYPE_ALIASES.items(),
        ("RingGroup", "department"),
        ("Department", "department"),
        ("api_dialplan", "api_dialplan"),
    ],
)
def test_one_word_stands_for_all_that_mean_the_same(word: str, canonical: str) -> None:
    assert Destination(word, "7").canonical == Destination(canonical, "7")


@pytest.mark.parametrize(("id", "blank"), [("", True), (" ", True), ("0", False), ("7", False)])
def test_a_destination_without_an_id_is_blank(id: str, *, blank: bool) -> None:
    assert Destination("extension", id).is_blank is blank
