"""Personas: chances by round, and the wrong key of a menu."""

import pytest

from simulator.callers.persona import Persona, RoundChances, wrong_key_for


def test_the_last_chances_go_on() -> None:
    first, later = RoundChances(1, 0, 0, 0), RoundChances(0, 1, 0, 0)
    persona = Persona("x", 1.0, (first, later))
    assert [persona.chances_in(number) for number in (1, 2, 3, 99)] == [first, later, later, later]


@pytest.mark.parametrize(("source", "assumed"), [("", True), ("Assumed", True), ("records of October 2026", False)])
def test_numbers_without_a_source_are_assumed(source: str, assumed: bool) -> None:
    assert Persona("x", 1.0, (), source=source).is_assumed is assumed


@pytest.mark.parametrize(
    ("codes", "key"),
    [
        (("1", "2"), "3"),
        (("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), "*"),
        (("1", "34"), "2"),
        (tuple(f"{key}5" for key in "1234567890*#"), "1"),
        ((*(f"{key}5" for key in "234567890*#"), "1"), "2"),
        (tuple("1234567890*#"), None),
        ((), "1"),
    ],
)
def test_the_wrong_key_begins_no_code_or_is_none_itself(codes: tuple[str, ...], key: str | None) -> None:
    assert wrong_key_for(codes) == key
