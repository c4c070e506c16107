"""The menu and the field that a comment is about."""

import pytest

from simulator import Flow
from simulator.approval.approval_text import CommentLine
from simulator.approval.comment_places import place_comments
from simulator.cli.approval_check import page_words
from simulator.loader.source_lines import source_lines


@pytest.mark.parametrize(
    ("written", "field", "line", "text"),
    [
        ('Main menu (main), greeting: say "x": please', ("greeting",), 7, 'say "x": please'),
        ("Main menu (main), after a wrong key: rude", ("wrong_key_retry_recording",), 19, "rude"),
        ("Main menu (main), after the last silence: ok", ("silence_final_recording",), 27, "ok"),
        ("Main menu (main), key 2: why", ("entries", 1), 12, "why"),
        ("Main (old), with (brackets) (main), greeting: x", ("greeting",), 7, "x"),
        ("قائمة (main), المفتاح 2: y", ("entries", 1), 12, "y"),
        ("قائمة (main), بعد مفتاح خاطئ: y", ("wrong_key_retry_recording",), 19, "y"),
        ("Main menu (main), key 9: gone", (), 0, "gone"),
        ("Main menu (main), something: else", (), 0, "else"),
    ],
)
def test_a_place(clinic: Flow, written: str, field: tuple[str | int, ...], line: int, text: str) -> None:
    (placed,) = place_comments(clinic, [CommentLine(1, written)], source_lines("flows/clinic"), page_words())
    assert (placed.receptionist, placed.field, placed.text) == ("main", field, text)
    assert (placed.place.line if placed.place else 0) == line


def test_a_menu_that_is_not_there(clinic: Flow) -> None:
    (placed,) = place_comments(clinic, [CommentLine(4, "Gone (gone), greeting: x")], {}, {})
    assert (placed.receptionist, placed.field, placed.text) == ("", (), "Gone (gone), greeting: x")
