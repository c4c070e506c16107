"""Widths of texts, estimated, and texts made to fit."""

import time

from hypothesis import given
from hypothesis import strategies as st

from simulator.draw.text_metrics import break_lines, shorten_text, text_width
from simulator.words.sanitizer import JOINERS


def test_a_name_of_many_words_takes_no_longer_than_one_of_many_letters() -> None:
    began = time.process_time()
    assert break_lines("word " * 20_000, 100, 14, 2) == ("word word", "word word…")
    assert time.process_time() - began < 5


def test_widths_in_ems() -> None:
    assert [round(text_width(text, 1), 2) for text in ("", "il", "mm", "ab", "AB", "é", "中", "e\u0301")] == [
        *(0, 0.72, 1.88, 1.2, 1.44, 0.66, 1.05, 0.6)
    ]
    assert text_width("ab", 10, bold=True) > text_width("ab", 10)


def test_a_text_that_fits_stays() -> None:
    assert (shorten_text("Main menu", 200, 14), shorten_text("Main menu", 40, 14)) == ("Main menu", "Mai…")


def test_no_sign_is_torn_from_its_marks() -> None:
    hindi = "मेनूमेनूमेनू"
    cuts = {shorten_text(hindi, width, 14) for width in range(16, 100)}
    assert [cut for cut in cuts if cut != hindi and hindi[len(cut) - 1] in "\u0947\u0942"] == []


def test_lines_break_between_words() -> None:
    assert break_lines("Garden and bulky waste", 110, 14, 2) == ("Garden and", "bulky waste")
    assert break_lines("Garden and bulky waste collections", 110, 14, 2) == ("Garden and", "bulky waste c…")
    assert break_lines("x" * 50, 60, 14, 2) == ("xxxxxx…",)
    assert break_lines("", 60, 14, 2) == ("",)


@given(st.text(), st.floats(30, 300), st.integers(1, 3))
def test_every_line_fits(text: str, width: float, most: int) -> None:
    lines = break_lines(text, width, 14, most)
    assert len(lines) <= most
    assert all(text_width(line, 14) <= width for line in lines)
    assert not any(line[:1] in JOINERS for line in lines[1:] if line[:1])
