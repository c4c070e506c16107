"""Keys and names."""

import re

import pytest

from simulator.flowtests.step_values import parse_flag, parse_names, parse_round_keys, parse_word, parse_yes
from simulator.text.positions import REFUSED


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, 'is empty; use 0-9, * and #, with # and * in quotes: "#"'),
        ("x", "'x' is not accepted; use the keys 0-9, * and #"),
        (
            "1 2",
            "'1 2' is not accepted; use the keys 0-9, * and #; "
            "[1, 2] presses one key per round, 12 all of them in one round",
        ),
        ("١", "'١' is not accepted; use the keys 0-9, * and #; write '1' with ASCII digits"),
        ({"a": "1"}, "a mapping is not accepted; use the keys 0-9, * and #"),
    ],
)
def test_values_that_are_not_keys_are_refused(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_round_keys(value)


def test_keys_names_and_words_as_they_are() -> None:
    assert (
        parse_round_keys("12*#"),
        parse_names("a"),
        parse_names(["a", "1"]),
        parse_yes("true"),
        parse_yes("false"),
    ) == (
        "12*#",
        ("a",),
        ("a", "1"),
        True,
        False,
    )


def test_what_was_refused_before_is_not_refused_again() -> None:
    assert parse_word(REFUSED) is REFUSED


@pytest.mark.parametrize(
    ("rule", "value"), [(parse_names, []), (parse_names, [None]), (parse_yes, "yes"), (parse_flag, "2")]
)
def test_values_that_are_not_names_or_flags_are_refused(rule: object, value: object) -> None:
    assert callable(rule)
    with pytest.raises(ValueError, match=r"accepted|needed|name"):
        rule(value)
