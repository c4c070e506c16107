"""Durations with their unit, keys, names."""

import re

import pytest

from simulator.flowtests.values import as_duration, as_keys, as_names, as_said, as_word, as_yes
from simulator.load.places import REFUSED


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("40 s", 40_000),
        ("40s", 40_000),
        ("2 min", 120_000),
        ("1.5 s", 1500),
        (".5 s", 500),
        ("300 ms", 300),
        ("1 min 30 s", 90_000),
        ("24 h", 86_400_000),
        ("0 s", 0),
    ],
)
def test_a_duration_carries_its_unit(text: str, milliseconds: int) -> None:
    assert as_duration(text) == milliseconds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("40", "'40' has no unit; write 40 s or 40 min"),
        ("soon", "'soon' is no duration; a number with its unit is, as in 40 s, 2 min or 300 ms"),
        ("-4 s", "'-4 s' is no duration; a number with its unit is, as in 40 s, 2 min or 300 ms"),
        ("4 s,", "'4 s,' is no duration; a number with its unit is, as in 40 s, 2 min or 300 ms"),
        ("٤ s", "'٤ s' is no duration; a number with its unit is, as in 40 s, 2 min or 300 ms"),
        ("4 days", "'4 days': the unit 'days' is unknown; ms, s and min are accepted"),
        ("25 h", "'25 h' is longer than a day (24 h), the most that is accepted"),
    ],
)
def test_what_is_no_duration_is_told_what_is(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        as_duration(text)


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
