"""The nearest of many known words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.errors import nearest_words
from simulator.words import word_index
from simulator.words.word_index import WordIndex

words = st.text("abAB1-é", max_size=8)


@example([""], "", 1)
@given(st.lists(words, max_size=12), words, st.integers(1, 4))
def test_it_finds_what_difflib_finds(known: list[str], word: str, most: int) -> None:
    index = WordIndex(known)
    assert index.nearest_words(word, most=most) == nearest_words(word, known, most=most)
    assert index.nearest_words(word, most=most) == nearest_words(word, known, most=most)


def test_names_that_differ_in_a_number_are_ordered_as_by_difflib() -> None:
    known = [f"{word}-menu-{number:04}" for word in ("billing", "sales") for number in range(300)]
    index = WordIndex(known)
    for word in ("billing-menu-0017x", "sale-menu-299", "bilings-0001", "Sales-Menu-0100"):
        assert index.nearest_words(word) == nearest_words(word, known)


def test_a_long_word_has_junk_as_by_difflib() -> None:
    known = ["ab" * 150, "ba" * 150, "abc" * 80]
    assert WordIndex(known).nearest_words("ab" * 149) == nearest_words("ab" * 149, known)


def test_after_so_many_comparisons_no_word_has_a_near_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "COMPARED_MOST", 4)
    index = WordIndex(["main", "sales"])
    assert [index.nearest_words(word) for word in ("mian", "sale", "maim", "mian")] == [
        ["main"],
        ["sales"],
        [],
        ["main"],
    ]
