"""Where a sentence speaks of keys behind a verb."""

import pytest

from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.mentions import STAY, find_mentions, withdrawn
from simulator.checks.scripts.word_tokens import split_sentences


def codes(script: str, code: str = "en") -> list[tuple[str, ...]]:
    known = load_language(code)
    return [found.codes for tokens, _ in split_sentences(script, known) for found in find_mentions(tokens, known)]


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("press 1", [("1",)]),
        ("please press the number two key now", [("2",)]),
        ("press 1, 2 or 3", [("1", "2", "3")]),
        ("press 1 to 4 for a branch", [("1", "2", "3", "4")]),
        ("press 1-3", [("1", "2", "3")]),
        ("press a number between 7 and 9", [("7", "8", "9")]),
        ("press star nine, or stay on the line", [("*9",), (STAY,)]),
        ("press 1 (one)", [("1",)]),
        ("select option 3", [("3",)]),
        ("do not press 1", []),
        ("enter your PIN, then press hash", []),
        ("dial 999", []),
        ("dial 1 800 555 0199", []),
        ("choose one of these", []),
        ("press 1 to 4 digits", []),
        ("stay on the line while we look", []),
        ("press 5 to 1", []),
        ("press ten", [("10",)]),
        ("press 1 0 1", [("101",)]),
        ("press any key from 1 to 4", [("1", "2", "3", "4")]),
        ("press 1 through 3", [("1", "2", "3")]),
        ("option 3 is no longer available", []),
        ("press 1 for sales or hold the line", [("1",), (STAY,)]),
    ],
)
def test_keys_behind_a_verb(script: str, found: list[tuple[str, ...]]) -> None:
    assert codes(script) == found


def test_keys_before_a_verb_in_german() -> None:
    assert codes("bitte die 2 drücken", "de") == [("2",)]


def test_keys_before_a_verb_in_hindi() -> None:
    assert codes("sales ke liye 1 dabayein ya line par bane rahein", "hi") == [("1",), (STAY,)]
    assert codes("अपना नंबर दर्ज करें और हैश दबाएं", "hi") == []
    assert codes("आपातकाल में 112 डायल करें", "hi") == []


def test_keys_that_are_said_to_be_unavailable() -> None:
    def gone(script: str) -> list[str]:
        ((tokens, _),) = split_sentences(script, load_language("en"))
        return list(withdrawn(tokens, load_language("en")))

    assert gone("option 3, sales, is no longer available") == ["3"]
    assert gone("options 3 and 4 are unavailable, so press 5") == ["3", "4"]
    assert gone("press 1 if option 2 is not available") == ["2"]
    assert gone("the train on platform 3 is no longer available") == []
    assert gone("option 3 for sales is no longer available") == ["3"]
    assert gone("press 1 if our website is not available") == []
    assert gone("press 1, our website is not available") == []
