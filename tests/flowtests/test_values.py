"""Keys and names."""

import re

import pytest

from simulator.flowtests.values import as_keys, as_names, as_said, as_word, as_yes
from simulator.load.places import REFUSED


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, 'is empty; keys are 0-9, * and #, and # and * stand in quotes: "#"'),
        ("x", "'x' are no keys; 0-9, * and # are"),
        ("1 2", "'1 2' are no keys; 0-9, * and # are; [1, 2] is one key a round, 12 is all of them in one"),
        ("١", "'١' are no keys; 0-9, * and # are; write '1' with ASCII digits"),
        ({"a": "1"}, "a mapping are no keys; 0-9, * and # are"),
    ],
)
def test_what_are_no_keys(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        as_keys(value)


def test_keys_names_and_words_as_they_are() -> None:
    assert (as_keys("12*#"), as_names("a"), as_names(["a", "1"]), as_yes("true"), as_yes("false")) == (
        "12*#",
        ("a",),
        ("a", "1"),
        True,
        False,
    )


def test_what_was_refused_before_is_not_refused_again() -> None:
    assert as_word(REFUSED) is REFUSED


@pytest.mark.parametrize(("rule", "value"), [(as_names, []), (as_names, [None]), (as_yes, "yes"), (as_said, "2")])
def test_what_is_no_list_of_names_no_yes_and_not_nothing(rule: object, value: object) -> None:
    assert callable(rule)
    with pytest.raises(ValueError, match=r"accepted|needed|name"):
        rule(value)
