"""The alphabet: twelve keys and four more, each with one event."""

import pytest

from simulator.core.events import ALPHABET, EVENTS, KEYS, Pressed


def test_there_is_one_event_for_each_trigger() -> None:
    assert tuple(EVENTS) == ALPHABET
    assert [event.trigger for event in EVENTS.values()] == list(ALPHABET)
    assert len(ALPHABET) == 22


@pytest.mark.parametrize("key", ["", "12", "a", "٣", " "])
def test_what_is_no_key_of_a_telephone_cannot_be_pressed(key: str) -> None:
    with pytest.raises(ValueError, match="is no key of a telephone"):
        Pressed(key)


def test_every_key_can_be_pressed() -> None:
    assert [Pressed(key) for key in KEYS] == [EVENTS[key] for key in KEYS]
