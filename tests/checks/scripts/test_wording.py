"""Words that callers may misunderstand."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.wording import forbidden


def test_forbidden_words_are_verbs_for_keys_here() -> None:
    assert forbidden("Dial 1 for sales. Key in your number. You will be disconnected.") == {
        "dial": "press",
        "key": "press or enter",
        "disconnected": "ended",
    }
    assert forbidden("Press the star key. In an emergency dial 999. We push on. A dial tone.") == {}


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert set(forbidden(text)) <= {"dial", "dialling", "dialing", "push", "pushing", "key"} | _ENDINGS


_ENDINGS = {"disconnect", "disconnected", "disconnecting"}
