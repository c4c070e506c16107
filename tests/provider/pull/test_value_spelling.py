"""Values as text."""

from typing import Any

import pytest

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination, Entry
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import Unsaid
from simulator.provider.pull.value_spelling import Spelling, file_text

NAMES = IdNames(
    ["billing"],
    {"billing": "702"},
    {"19549": Recording(name="greeting")},
    {Destination("department", "1"): KnownDestination(name="Sales")},
)
YAML, JSON = Spelling(NAMES), Spelling(NAMES, is_json=True)
TYPES = {"silence_destination_type": "department"}


@pytest.mark.parametrize(
    ("field", "value", "old", "written"),
    [
        ("name", 'a "b"', "x", '"a \\"b\\""'),
        ("description", "", '"x"', '""'),
        ("timeout_seconds", 5.0, "7", "5"),
        ("timeout_seconds", 1.5, "'7'", '"1.5"'),
        ("wrong_keys_allowed", None, "7", "null"),
        ("greeting", "19549", "", '"@greeting"'),
        ("greeting", "19549", '"@sorry"', '"@greeting"'),
        ("greeting", "19549", "UNKNOWN", '"@greeting"'),
        ("greeting", "19549", '"244"', '"19549"'),
        ("greeting", "19549", "244", "19549"),
        ("greeting", "050", "244", '"050"'),
        ("greeting", None, "244", "0"),
        ("greeting", None, '"@sorry"', '"0"'),
        ("silence_destination_id", "1", "", '"@Sales"'),
        ("silence_destination_id", "1", "5", "1"),
        ("silence_destination_id", None, "5", "null"),
        ("silence_destination_type", "department", "", "department"),
        ("silence_destination_type", "Time condition", "", '"Time condition"'),
        ("silence_destination_type", "no", "", '"no"'),
        ("silence_destination_type", Unsaid("x"), "", "UNKNOWN"),
    ],
)
def test_a_field(field: str, value: Any, old: str, written: str) -> None:
    assert YAML.spell_field(field, value, TYPES, old) == written


def test_json_quotes_its_words() -> None:
    assert [JSON.spell_word("single"), JSON.spell_field("entries", Unsaid("x"), {})] == ['"single"', '"UNKNOWN"']
    entry = Entry(option="1", destination_type="department", destination_id="1", template_id="4")
    assert JSON.spell_entry(entry, option=False) == (
        '{"destination_type": "department", "destination_id": "@Sales", "template_id": "4"}'
    )


def test_entries() -> None:
    entries = [Entry(option=key, destination_type="ivr", destination_id="702") for key in "1#"]
    first, second = (f'{{option: "{key}", destination_type: ivr, destination_id: "@billing"}}' for key in "1#")
    assert YAML.spell_entries(entries, indent=2) == f"\n  - {first}\n  - {second}"
    assert YAML.spell_entries(entries, indent=None) == f"[{first}, {second}]"
    assert YAML.spell_entries([], indent=2) == "[]"


def test_a_whole_file() -> None:
    fields = {
        "name": "Main",
        "description": "",
        "destination_type": Unsaid("the provider's response does not include it"),
        "greeting": None,
        "entries": (),
        "timeout_seconds": 5.0,
        "intercom": Unsaid(""),
    }
    assert (
        file_text("701", fields, YAML)
        == """\
id: "701"
name: "Main"
destination_type: UNKNOWN  # the provider's response does not include it
entries: []
timeout: 5
intercom: UNKNOWN  # the provider's response does not include it
"""
    )
