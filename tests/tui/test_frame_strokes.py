"""Lines of a screen as strokes."""

import pytest

from simulator.tui.frame_strokes import SHAPES, stroke_path


@pytest.mark.parametrize(
    ("signs", "path"),
    [
        ("───", "M16 8.5h24"),
        ("┏━", "M20 8.5h4M20 8.5v8.5M24 8.5h8"),
        ("┘", "M20 8.5h-4M20 0v8.5"),
        ("├─", "M20 8.5h4M20 0v17M24 8.5h8"),
        ("│", "M20 0v17"),
        ("██", "M16 3h16v11h-16z"),
        ("╌", "M16 8.5h3m2 0h3"),
    ],
)
def test_signs_become_lines_from_the_middle_of_their_cells(signs: str, path: str) -> None:
    assert stroke_path(signs, 2) == path


def test_every_sign_that_is_drawn_has_a_path() -> None:
    assert [sign for sign in SHAPES if not stroke_path([sign], 0)] == []
