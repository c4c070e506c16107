import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.positions import Fault, TextLines, UnreadableText


def test_lines_end_as_editors_end_them() -> None:
    lines = TextLines("ab\ncd\r\nef\rgh")
    assert [lines.line_and_column(offset) for offset in (0, 1, 3, 7, 10, 12)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 3),
    ]


def test_what_concerns_the_whole_text_has_no_place() -> None:
    assert TextLines("ab").line_and_column(-1) == (0, 0)


def test_line_separators_of_other_scripts_are_no_line_ends() -> None:
    assert TextLines("a\u2028b\x85c").line_and_column(4) == (1, 5)


@given(st.text(st.sampled_from("ab\n\r")))
def test_every_character_is_where_its_line_holds_it(text: str) -> None:
    rows = text.replace("\r\n", "\n ").replace("\r", "\n").split("\n")
    for offset, sign in enumerate(text):
        line, column = TextLines(text).line_and_column(offset)
        if sign in "ab":
            assert rows[line - 1].lstrip()[column - 1 :][:1] == sign


def test_an_unreadable_text_has_one_fault() -> None:
    with pytest.raises(UnreadableText, match="is empty") as refusal:
        raise UnreadableText("is empty")
    assert refusal.value.fault == Fault(-1, "is empty")
