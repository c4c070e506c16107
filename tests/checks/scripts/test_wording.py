"""Words that callers may misunderstand."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.wording import forbidden, speaks_of_dialling


def test_forbidden_words_are_verbs_for_keys_here() -> None:
    assert forbidden("Dial 1 for sales. Key in your number. You will be disconnected.") == {
        "dial": "press",
        "key": "press or enter",
        "disconnected": "ended",
    }
    assert forbidden("Press the star key. In an emergency dial 999. We push on. A dial tone.") == {}


def test_an_extension_is_dialled() -> None:
    script = "If you know your party's extension, dial it at any time. For sales, dial 1."
    assert forbidden(script) == {"dial": "press"}
    assert forbidden("You may dial an extension now.") == {}
    assert speaks_of_dialling("Wenn Sie die Durchwahl kennen, wählen Sie sie jetzt.")
    assert not speaks_of_dialling("For an extension lead, press 1.")


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert set(forbidden(text)) <= {"dial", "dialling", "dialing", "push", "pushing", "key"} | _ENDINGS


_ENDINGS = {"disconnect", "disconnected", "disconnecting"}
