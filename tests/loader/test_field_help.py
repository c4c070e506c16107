"""What an editor shows over a field's name."""

from collections.abc import Iterator
from typing import Any

import pytest

from simulator.loader.flow_schema import flow_schema
from simulator.loader.receptionist_schema import receptionist_schema


def without_texts(schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """The properties over which an editor would show nothing."""
    for name, inner in schema.get("properties", {}).items():
        if schema.get("additionalProperties") is False and "description" not in inner:
            yield f"{at}.{name}"
        yield from without_texts(inner, f"{at}.{name}")
    for step in ("items", "additionalProperties", "then", "else"):
        if isinstance(schema.get(step), dict):
            yield from without_texts(schema[step], f"{at}/{step}")


@pytest.mark.parametrize("schema", [receptionist_schema(), flow_schema()], ids=["receptionist", "flow"])
def test_every_field_says_what_it_means(schema: dict[str, Any]) -> None:
    assert [*without_texts(schema)] == []


def test_both_recordings_for_wrong_keys_tell_of_the_trap() -> None:
    shown = {name: field["description"] for name, field in receptionist_schema()["properties"].items()}
    assert shown["invalid_recording"].startswith("Plays after EACH wrong key that leaves another try.")
    assert shown["recording_invalid"].startswith("Plays once, after the LAST wrong key.")
    trap = (
        "Mind the names: in this file, as in what is sent to the provider, invalid_recording plays after each wrong "
        "key and recording_invalid after the last one. The provider's responses call the first "
        "invalid_retry_recording and the last invalid_recording, so a response that is copied into a file puts the "
        "good-bye where the try-again belongs."
    )
    assert [name for name, text in shown.items() if trap in text] == ["invalid_recording", "recording_invalid"]
