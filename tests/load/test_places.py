import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.load.places import Fault, Lines, Unreadable


def test_lines_end_as_editors_end_them() -> None:
    lines = Lines("ab\ncd\r\nef\rgh")
    assert [lines.place(offset) for offset in (0, 1, 3, 7, 10, 12)] == [(1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (4, 3)]


def test_what_concerns_the_whole_text_has_no_place() -> None:
    assert Lines("ab").place(-1) == (0, 0)


def test_line_separators_of_other_scripts_are_no_line_ends() -> None:
    assert Lines("a\u2028b\x85c").place(4) == (1, 5)


@given(st.text(st.sampled_from("ab\n\r")))
def test_every_character_is_where_its_line_holds_it(text: str) -> None:
    rows = text.replace("\r\n", "\n ").replace("\r", "\n").split("\n")
    for offset, sign in enumerate(text):
        line, column = Lines(text).place(offset)
        if sign in "ab":
            assert rows[line - 1].lstrip()[column - 1 :][:1] == sign


def test_an_unreadable_text_has_one_fault() -> None:
    with pytest.raises(Unreadable, match="is empty") as refusal:
        raise Unreadable("is empty")
    assert refusal.value.fault == Fault(-1, "is empty")
