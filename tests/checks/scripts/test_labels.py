"""What each key of a sentence is for."""

import pytest

from simulator.checks.scripts.labels import NOTHING, Label, label_mentions
from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.mentions import find_mentions
from simulator.checks.scripts.word_tokens import apart, split_sentences

EN = load_language("en")


def of(script: str) -> list[Label]:
    ((tokens, _),) = split_sentences(script, EN)
    return label_mentions(tokens, list(find_mentions(tokens, EN)), EN)


@pytest.mark.parametrize(
    ("script", "label"),
    [
        ("For sales, press 1", Label("sales", function_first=True)),
        ("Press 1 for sales", Label("sales", function_first=False)),
        ("If you would like to pay a bill, please press 1", Label("pay a bill", function_first=True)),
        ("Sales, press 1", Label("sales", function_first=True)),
        ("Press 1: sales", Label("sales", function_first=False)),
        ("Welcome to Acme, press 1 for sales", Label("sales", function_first=False)),
        ("When you are done, press 1 to listen", Label("listen", function_first=False)),
        ("When you are done, press 1", Label("you are done", function_first=True)),
        ("For pharmacy, say pharmacy or press 4", Label("pharmacy", function_first=True)),
        ("Otherwise, press 1", NOTHING),
    ],
)
def test_one_label(script: str, label: Label) -> None:
    assert of(script) == [label]


@pytest.mark.parametrize(
    ("script", "code", "label"),
    [
        ("सेल्स के लिए कृपया 1 दबाएं", "hi", "सेल्स"),
        ("agar aap naye grahak hain to 1 dabayein", "hi", "naye grahak"),
        ("pour l'accueil, tapez 1", "fr", "accueil"),
        ("pour le service d'urgence, merci d'appuyer sur 1", "fr", "service d'urgence"),
        ("para vendas, tecle 1", "pt", "vendas"),
    ],
)
def test_labels_in_other_languages(script: str, code: str, label: str) -> None:
    known = load_language(code)
    ((tokens, _),) = split_sentences(script, known)
    tokens = apart(tokens, known)
    assert label_mentions(tokens, list(find_mentions(tokens, known)), known) == [Label(label, function_first=True)]


def test_labels_side_by_side() -> None:
    assert [one.text for one in of("for sales press 1 for support press 2")] == ["sales", "support"]
    assert [one.text for one in of("press 1 for sales press 2 for support")] == ["sales", "support"]
    assert [one.text for one in of("For an operator, press 0 or stay on the line")] == ["operator", "operator"]
