"""What recordings say of now."""

import pytest

from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.present_state import any_present_state, present_state

EN, ES = load_language("en"), load_language("es")


@pytest.mark.parametrize(
    ("script", "state"),
    [
        ("We are closed. We open at nine on Monday. To leave a message, press 1.", ("closed", "we are closed")),
        ("Our office is now closed and opens again on Monday at 9.", ("closed", "is now closed")),
        ("You have called outside our office hours.", ("closed", "outside our office hours")),
        ("Thank you for calling. We are open.", ("open", "we are open")),
        ("We are currently open, please hold.", ("open", "we are currently open")),
        ("We are open Monday to Friday.", None),
        ("We are open to new ideas.", None),
        ("We are closed on Sundays.", None),
        ("We are closed from 12 to 1.", None),
        ("If we are closed, leave a message.", None),
        ("For closed accounts press 2.", None),
        ("Our office is closed. We are now open online.", None),
        ("", None),
    ],
)
def test_open_and_closed_now(script: str, state: tuple[str, str] | None) -> None:
    assert present_state(script, EN) == state


@pytest.mark.parametrize(
    ("code", "script", "phrase"),
    [
        ("de", "Unsere Praxis ist geschlossen. Bitte rufen Sie morgen an.", "unsere praxis ist geschlossen"),
        ("de", "Sie rufen ausserhalb unserer Öffnungszeiten an.", "ausserhalb unserer öffnungszeiten"),
        ("fr", "Vous appelez en dehors de nos heures d'ouverture.", "en dehors de nos heures d'ouverture"),
        ("es", "Nuestras oficinas están cerradas.", "nuestras oficinas están cerradas"),
        ("pt", "Estamos fechados.", "estamos fechados"),
        ("hi", "हमारा कार्यालय बंद है।", "कार्यालय बंद है"),
    ],
)
def test_each_language_has_its_words(code: str, script: str, phrase: str) -> None:
    assert present_state(script, load_language(code)) == ("closed", phrase)


def test_three_words_do_not_tell_which_language_they_are_in() -> None:
    assert present_state("Estamos fechados.", ES) is None
    assert any_present_state("Estamos fechados.", ES) == ("closed", "estamos fechados")
    assert any_present_state("Buenos días.", ES) is None
