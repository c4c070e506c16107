"""Words that callers may misunderstand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.word_advice import forbidden_words, speaks_of_dialling


def test_forbidden_words_are_verbs_for_keys_here() -> None:
    assert forbidden_words("Dial 1 for sales. Key in your number. You will be disconnected.") == {
        "dial": "press",
        "key": "press or enter",
        "disconnected": "ended",
    }
    assert forbidden_words("Do not dial 1.") == {}
    assert forbidden_words("Press the star key. In an emergency dial 999. We push on. A dial tone.") == {}


def test_an_extension_is_dialled() -> None:
    script = "If you know your party's extension, dial it at any time. For sales, dial 1."
    assert forbidden_words(script) == {"dial": "press"}
    assert forbidden_words("You may dial an extension now.") == {}


@pytest.mark.parametrize(
    "script",
    [
        "Wenn Sie die Durchwahl kennen, wählen Sie sie jetzt.",
        "Si vous connaissez le numéro de poste de votre correspondant, composez-le maintenant.",
        "Si vous connaissez le poste, tapez-le à tout moment. Pour les ventes, tapez 1.",
        "Si souber o ramal, digite-o agora.",
        "Se você sabe o ramal, digite-o agora.",
        "Digite o número do ramal ou aguarde.",
        "Si conoce la extensión, márquela ahora.",
        "Si sabe el número de extensión, márquelo en cualquier momento. Para ventas, marque 1.",
        "अगर आपको एक्सटेंशन नंबर पता है तो अभी डायल करें।",
        "Agar aapko extension pata hai to abhi dial karein.",
        "If you know the extension, dial it now.",
        "Sie können jederzeit die Durchwahl eingeben.",
        "Marque el interno o espere.",
    ],
)
def test_callers_are_invited_to_dial_an_extension(script: str) -> None:
    assert speaks_of_dialling(script)


@pytest.mark.parametrize(
    "script",
    [
        "Pour une extension de garantie, tapez 1.",
        "Para extensão de prazo, tecle 2.",
        "Para una extensión de plazo, marque 2.",
        "Sales ke liye extension 1 dabayein.",
        "For an extension lead, press 1.",
        "For sales, dial extension 1.",
        "Чтобы набрать номер, нажмите 1.",
    ],
)
def test_a_key_or_another_extension_is_no_invitation(script: str) -> None:
    assert not speaks_of_dialling(script)


def test_words_are_forbidden_in_their_own_language_only() -> None:
    assert forbidden_words("Sales ke liye dial 1 karein. Чтобы поговорить, dial.") == {}
    assert forbidden_words("Para ventas, marque 1. For sales, dial 2.") == {"dial": "press"}


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert set(forbidden_words(text)) <= {"dial", "dialling", "dialing", "push", "pushing", "key"} | _ENDINGS


_ENDINGS = {"disconnect", "disconnected", "disconnecting"}
