"""Clauses with other words in them."""

import pytest

from simulator.checks.rerecording.clause_words import (
    ScriptPiece,
    announced_alone,
    exchange_key,
    find_words,
    join_pieces,
    key_rank,
    spoken_key,
)
from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.script_clauses import split_clauses

ENGLISH = load_language("en")


@pytest.mark.parametrize(
    ("script", "key", "spelt", "expected"),
    [
        ("For sales, press 1.", "4", False, "For sales, press 4."),
        ("For sales, press 1.", "4", True, "For sales, press four."),
        ("For sales, press one now.", "4", True, "For sales, press four now."),
        ("Press 1 for sales,", "*", False, "Press star for sales,"),
        ("For sales, press (1).", "10", False, "For sales, press (10)."),
        ("For sales, press one oh one.", "4", False, ""),  # a code of three words
    ],
)
def test_a_key_is_exchanged_where_it_stands(script: str, key: str, spelt: bool, expected: str) -> None:
    (clause,) = split_clauses(script)
    said = announced_alone(clause)
    assert said is not None
    assert exchange_key(clause, said, key, is_spelt=spelt) == expected


def test_keys_are_announced_in_this_order() -> None:
    assert sorted(["#", "0", "12", "3", "*", "1"], key=key_rank) == ["1", "3", "12", "0", "*", "#"]


def test_signs_are_always_words() -> None:
    assert [spoken_key(key, ENGLISH, is_spelt=False) for key in ("3", "0", "*", "#")] == ["3", "0", "star", "pound"]


def test_words_are_found_with_marks_around_them() -> None:
    assert find_words(["To", "“Front", "Desk”,", "please"], "front desk") == 1
    assert find_words(["To", "sales"], "front desk") is None


def test_the_clauses_of_a_changed_sentence_become_sentences() -> None:
    pieces = [
        ScriptPiece("Welcome.", (), 0),
        ScriptPiece("For sales, press 1,", ("1",), 1),
        ScriptPiece("For bills, press 2.", ("2",), -1, is_new=True),
        ScriptPiece("or for reception, press 0.", ("0",), 1),
        ScriptPiece("Thank you", (), 2),
    ]
    assert join_pieces(pieces, ENGLISH) == (
        "Welcome. For sales, press 1. For bills, press 2. For reception, press 0. Thank you"
    )
