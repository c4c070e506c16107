"""Small tables in text."""

from __future__ import annotations

from simulator.words.table import align_columns


def test_columns_are_as_wide_as_their_widest_text() -> None:
    assert list(align_columns([("main", "1", "ok"), ("billing", "200", "")])) == [
        "  main     1    ok",
        "  billing  200",
    ]


def test_numbers_stand_at_the_right_under_their_headings() -> None:
    assert list(align_columns([("", "keys", "all"), ("main", "3/12", "25 %")], indent="", right=True)) == [
        "      keys   all",
        "main  3/12  25 %",
    ]


def test_a_text_beyond_the_widest_pushes_its_own_row_only() -> None:
    rows = [("a very long caller", "x"), ("9", "y")]
    assert list(align_columns(rows, widest=4)) == ["  a very long caller  x", "  9     y"]


def test_no_rows_are_no_lines() -> None:
    assert list(align_columns([])) == []
