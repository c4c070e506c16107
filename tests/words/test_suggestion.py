"""The end of a message about a word that is not known."""

from __future__ import annotations

import pytest

from simulator.words.suggestion import ask_meant, suggest

TRAITS = ("silent", "wrong-keys", "slow")


def test_a_misspelt_word_gets_the_nearest_one() -> None:
    assert suggest("slw", TRAITS) == "; did you mean slow?"


def test_up_to_so_many_near_words_are_named_in_the_form_in_which_they_are_written() -> None:
    assert suggest("main", ["main1", "main2", "main3", "main4"], most=3, form=lambda key: f"@{key}") == (
        "; did you mean @main4 or @main3 or @main2?"
    )


def test_a_word_that_resembles_none_gets_what_would_be_accepted() -> None:
    assert suggest("blue", TRAITS, "use silent, wrong-keys or slow") == "; use silent, wrong-keys or slow"
    assert suggest("blue", TRAITS) == ""


@pytest.mark.parametrize("value", [None, 5, ["slow"], {"slow": 1}])
def test_a_value_that_is_not_text_resembles_none(value: object) -> None:
    assert suggest(value, TRAITS, "use a trait") == "; use a trait"


def test_a_synonym_is_asked_for_in_the_same_words() -> None:
    assert ask_meant(["hears", "reaches"]) == "did you mean hears or reaches?"
