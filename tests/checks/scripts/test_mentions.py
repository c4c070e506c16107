"""Where a sentence speaks of keys behind a verb."""

import pytest

from simulator.checks.scripts.language import language
from simulator.checks.scripts.mentions import STAY, mentions
from simulator.checks.scripts.tokens import sentences


def codes(script: str, code: str = "en") -> list[tuple[str, ...]]:
    known = language(code)
    return [found.codes for tokens, _ in sentences(script, known) for found in mentions(tokens, known)]


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
    ],
)
def test_keys_behind_a_verb(script: str, found: list[tuple[str, ...]]) -> None:
    assert codes(script) == found


def test_keys_before_a_verb_in_german() -> None:
    assert codes("bitte die 2 drücken", "de") == [("2",)]
