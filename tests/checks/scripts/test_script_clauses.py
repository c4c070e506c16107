"""A script cut into clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.script_clauses import split_clauses


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "Welcome. For sales, press 1, for billing, press 2.",
            [("Welcome.", ()), ("For sales, press 1,", ("1",)), ("for billing, press 2.", ("2",))],
        ),
        (
            "Press 1 for sales, press 2 for support or press 3 for bills.",
            [("Press 1 for sales,", ("1",)), ("press 2 for support", ("2",)), ("or press 3 for bills.", ("3",))],
        ),
        ("Need help? Press 1. Goodbye.", [("Need help? Press 1.", ("1",)), ("Goodbye.", ())]),
        ("For an operator press 0 or stay on the line.", [("For an operator press 0 or stay on the line.", ("0",))]),
        (
            "For sales, press 1, or stay on the line for reception.",
            [("For sales, press 1,", ("1",)), ("or stay on the line for reception.", ())],
        ),
        ("Press 1 or 2 for sales.", [("Press 1 or 2 for sales.", ("1", "2"))]),
        ("1 - Sales\n2 - Support", []),
        ("  ", []),
    ],
)
def test_each_clause_announces_one_thing(script: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(clause.text, clause.keys) for clause in split_clauses(script)] == expected


def test_a_clause_has_its_own_language() -> None:
    clauses = split_clauses("For sales, press 1. Para ventas, pulse 2. Aby umówić wizytę, proszę nacisnąć trzy.")
    assert [clause.language for clause in clauses] == ["en", "es", ""]


WORDS = [
    "For",
    "sales,",
    "press",
    "1",
    "2.",
    "or",
    "and",
    "the",
    "3,",
    "Stay",
    "on",
    "line",
    "Für",
    "drücken",
    "Sie",
    "die",
]


@given(script=st.lists(st.sampled_from(WORDS)))
def test_together_the_clauses_are_the_script(script: list[str]) -> None:
    text = " ".join(script)
    assert " ".join(clause.text for clause in split_clauses(text)) == text
