"""Counts and lists in sentences."""

from __future__ import annotations

import pytest

from simulator.words.phrases import count_noun, count_tries, join_words, list_first


@pytest.mark.parametrize(
    ("number", "words", "digits"),
    [
        (0, "no menus", "0 menus"),
        (1, "one menu", "1 menu"),
        (2, "two menus", "2 menus"),
        (11, "11 menus", "11 menus"),
        (1204, "1,204 menus", "1,204 menus"),
    ],
)
def test_a_count_agrees_with_its_noun(number: int, words: str, digits: str) -> None:
    assert (count_noun(number, "menu"), count_noun(number, "menu", spell=False)) == (words, digits)


def test_a_plural_of_its_own_is_used_as_it_is_given() -> None:
    assert [count_noun(number, "retry", "retries") for number in (1, 2)] == ["one retry", "two retries"]


def test_a_list_ends_with_its_last_word() -> None:
    assert [join_words("abcdef"[:count]) for count in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
    assert join_words(["yes", "no"], last=" or ") == "yes or no"


def test_a_long_list_counts_its_rest() -> None:
    assert join_words("abcdefgh") == "a, b, c, d, e and 3 more"
    assert join_words("abcdefgh", remainder="{} more keys") == "a, b, c, d, e and 3 more keys"
    assert join_words("abcd", between="; ", last="; ", most=3) == "a; b and 2 more"
    assert join_words("abcd", last=", then ", most=4) == "a, b, c, then d"


def test_examples_show_that_there_are_more() -> None:
    assert [list_first(["a", "b", "c"], most) for most in (2, 3)] == ["a, b, ...", "a, b, c"]


def test_mistakes_are_counted_in_tries() -> None:
    assert [count_tries(used, 2) for used in (1, 2, 3, 4)] == ["1 of 3", "2 of 3", "3 of 3", "4 of 4"]
    assert count_tries(1, 0) == "1 of 1"
