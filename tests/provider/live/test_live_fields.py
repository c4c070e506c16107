"""What a file is to say: values, and what nobody knows."""

import pytest

from simulator.config.receptionist import Entry
from simulator.provider.live.live_fields import (
    SAYS_NOT,
    SAYS_NOTHING,
    Dialect,
    Unsaid,
    fields_from_live,
    required_fields,
    value_of,
)
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire.decoding import Reads
from tests.provider.lived import announcement, lived, menu


def unsaid(live: LiveReceptionist, dialect: Dialect = "vr") -> list[str]:
    return [field for field, value in fields_from_live(live, dialect).items() if isinstance(value, Unsaid)]


@pytest.mark.parametrize(
    ("reads", "lacking"),
    [
        ("full", []),
        ("menu", []),
        ("minimal", ["destination_type", "forward_destination_type", "forward_destination_id", "entries"]),
    ],
)
def test_what_an_answer_of_each_level_leaves_unknown(reads: Reads, lacking: list[str]) -> None:
    assert unsaid(lived(menu(), reads)) == lacking


def test_an_announcement_lacks_its_destination_alone() -> None:
    assert unsaid(lived(announcement(), "menu")) == [
        "destination_type",
        "forward_destination_type",
        "forward_destination_id",
    ]


def test_what_a_dialect_has_no_name_for_is_not_unknown() -> None:
    assert unsaid(lived(menu(), dialect="ivr"), "ivr") == []
    assert unsaid(lived(announcement(), dialect="ivr"), "ivr") == []


def test_nothing_where_a_call_needs_something_is_unknown() -> None:
    live = lived(menu())
    live = LiveReceptionist(live.id, live.name, live.kind, {**live.fields, "timeout_seconds": None})
    assert fields_from_live(live, "vr")["timeout_seconds"] == Unsaid(SAYS_NOTHING)


def test_a_field_that_is_not_carried_is_unknown() -> None:
    live = lived(menu())
    fields = {field: value for field, value in live.fields.items() if field != "description"}
    assert fields_from_live(LiveReceptionist(live.id, live.name, live.kind, fields), "vr")["description"] == Unsaid(
        SAYS_NOT
    )


def test_a_value_that_no_file_takes_is_unknown() -> None:
    assert value_of("timeout_seconds", "9999") == Unsaid("the provider's '9999' is not accepted here")
    assert value_of("entries", [{"option": "x"}]) == Unsaid("the provider's 'x' is not accepted here")
    entry = Entry(option="1", destination_type="hangup", destination_id="1")
    assert value_of("entries", (entry,)) == (entry,)
    assert value_of("timeout_seconds", "5") == 5.0


def test_what_a_kind_needs() -> None:
    assert required_fields(None) == ("name", "destination_type")
    assert required_fields("single") == (
        "name",
        "destination_type",
        "forward_destination_type",
        "forward_destination_id",
    )
    assert len(required_fields("multiple")) == 10
