"""Whether a label and a name may mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.label_match import closeness, labels_match, telling_words, words_in
from simulator.checks.scripts.language import load_language

EN = load_language("en")


@pytest.mark.parametrize(
    ("label", "name", "alike"),
    [
        ("book an appointment", "Booking desk", True),
        ("pay a bill", "Invoices", True),
        ("human resources", "HR", True),
        ("anything else", "Reception", True),
        ("speak to the team", "Desk 7", True),  # no word tells anything
        ("sales", "Complaints", False),
        ("parking", "Pharmacy", False),
    ],
)
def test_a_label_resembles_a_name(label: str, name: str, *, alike: bool) -> None:
    assert labels_match(label, name, EN) == alike


def test_words_that_tell() -> None:
    assert telling_words("To speak to our sales team, press 1", EN) == {"sales", "press"}


def test_elisions_and_accents_make_no_other_words() -> None:
    assert words_in("parler à l'accueil, d'abord", load_language("fr")) == {"parler", "à", "accueil", "abord"}
    assert closeness("falar com a recepcao", "Recepção", load_language("pt")) == 3
    assert closeness("parler à l'accueil", "Accueil", load_language("fr")) == 3
    assert closeness("facturacion", "Pagos", load_language("es")) == 1
    assert words_in("schön", load_language("de")) == {"schön"}


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert labels_match(text, text, EN)
