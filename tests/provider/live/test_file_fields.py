"""What a file says, and whether that is what is live."""

import pytest

from simulator.config.flow import Recording
from simulator.config.receptionist import Entry
from simulator.config.value_rules import PlainUnknown
from simulator.provider.live.file_fields import file_values, values_match
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import Unsaid

NAMES = IdNames(["main", "billing"], {"billing": "702"}, {"19549": Recording(name="greeting")}, {})


def test_names_are_resolved_and_forms_are_one() -> None:
    assert file_values(
        {
            "name": "Main",
            "greeting": "@greeting",
            "timeout_seconds": "5",
            "silence_destination_type": "ivr",
            "silence_destination_id": "@billing",
            "entries": [{"option": 1, "destination_type": "ivr", "destination_id": "billing"}],
        },
        NAMES,
    ) == {
        "name": "Main",
        "greeting": "19549",
        "timeout_seconds": 5.0,
        "silence_destination_type": "ivr",
        "silence_destination_id": "702",
        "entries": (Entry(option="1", destination_type="ivr", destination_id="702"),),
    }


def test_an_unknown_is_unsaid_and_a_text_of_that_name_is_one() -> None:
    found = file_values({"name": "UNKNOWN", "description": PlainUnknown("UNKNOWN"), "greeting": "UNKNOWN"}, NAMES)
    assert [found["name"], *(type(found[field]) for field in ("description", "greeting"))] == [
        "UNKNOWN",
        Unsaid,
        Unsaid,
    ]


ONE, TWO = (Entry(option=key, destination_type="department", destination_id="1") for key in "12")


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        ("entries", (ONE, TWO), (TWO, ONE), True),
        ("entries", (ONE,), (ONE, TWO), False),
        ("entries", None, (), True),
        ("silence_destination_type", "ringgroup", "department", True),
        ("silence_destination_type", "ivr", "department", False),
        ("destination_type", "single", "multiple", False),
        ("description", "", None, True),
        ("wrong_keys_allowed", 0, None, False),
        ("timeout_seconds", Unsaid("x"), Unsaid("y"), True),
        ("timeout_seconds", Unsaid("x"), 5.0, False),
    ],
)
def test_alike(field: str, one: object, other: object, same: bool) -> None:
    assert (values_match(field, one, other), values_match(field, other, one)) == (same, same)


def test_a_read_answer_does_not_tell_a_spoken_text_from_a_recording() -> None:
    assert values_match("greeting", "outbound_tts:5", "5")
    assert values_match("greeting", "5", "outbound_tts:5")
    assert not values_match("greeting", "outbound_tts:5", "6")
    assert not values_match("silence_final_recording", "outbound_tts:5", "5")
