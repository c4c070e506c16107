"""Words for numbers, times and names."""

from __future__ import annotations

import pytest

from simulator.config.flow import RecordingLength
from simulator.graph.plain_words import (
    count_noun,
    duration_words,
    join_words,
    length_words,
    ordinal_word,
    quote,
    visible,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Booking desk", "Booking desk"),
        ("Zahnärzte · क्लिनिक · क्\u200dष", "Zahnärzte · क्लिनिक · क्\u200dष"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("line\u2028separator", "line separator"),
        ("red \x1b[31mterminal", "red \\x1b[31mterminal"),
        ("bell\x07, null\x00, delete\x7f, next\x9bcontrol", "bell\\x07, null\\x00, delete\\x7f, next\\x9bcontrol"),
        ("turned\u202eround", "turned\\u202eround"),
        ("half a pair \ud800", "half a pair \\ud800"),
        ("   ", ""),
    ],
)
def test_control_characters_never_get_through(written: str, shown: str) -> None:
    assert visible(written) == shown
    assert quote(written) == f"“{shown}”"


def test_ordinals() -> None:
    assert [ordinal_word(number) for number in (1, 2, 3, 10, 11, 12, 13, 21, 22, 23, 99, 100)] == [
        "first", "second", "third", "tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "99th", "100th",
    ]  # fmt: skip


def test_one_menu_two_menus() -> None:
    assert [count_noun(number, "menu") for number in (0, 1, 2, 10, 11, 1200)] == [
        "no menus", "one menu", "two menus", "ten menus", "11 menus", "1,200 menus",
    ]  # fmt: skip
    assert [count_noun(number, "try", "tries") for number in (1, 3)] == ["one try", "three tries"]


def test_lists_of_words_end_in_and() -> None:
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b"]) == "a and b"
    assert join_words(list("abcdef")) == "a, b, c, d, e and f"
    assert join_words(list("abcdefgh")) == "a, b, c, d, e and 3 more"
    assert join_words(list("abcdefgh"), remainder="in {} more ways") == "a, b, c, d, e and in 3 more ways"


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "0 s"),
        (40, "0 s"),
        (8_200, "8.2 s"),
        (8_250, "8.3 s"),
        (5_000, "5 s"),
        (59_960, "1 min"),
        (63_500, "1 min 3.5 s"),
        (120_000, "2 min"),
        (86_400_000, "1,440 min"),
    ],
)
def test_durations_are_told_to_the_tenth_of_a_second(milliseconds: int, words: str) -> None:
    assert duration_words(milliseconds) == words
    assert length_words(RecordingLength(milliseconds, estimated=False)) == words
    assert length_words(RecordingLength(milliseconds, estimated=True)) == f"about {words}"
