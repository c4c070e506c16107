import pytest
from prompt_toolkit.utils import get_cwidth

from simulator.tui.cell_width import clip_text, draw_bar, text_cells, wrap_cells


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("press 1", 7),
        ("Grüße", 5),
        ("gru\u0308n", 4),
        ("按一", 4),
        ("📞", 2),
        ("", 0),
        ("हिन्दी सेवा", 6),
        ("தமிழ் சேவை", 6),
        ("ગુજરાતી", 4),
        ("🇮🇳", 4),
        ("العربية", 7),
    ],
)
def test_a_text_takes_as_many_cells_as_prompt_toolkit_gives_it(text: str, width: int) -> None:
    assert text_cells(text) == width == get_cwidth(text)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Booking desk", 12, "Booking desk"),
        ("Booking desk", 9, "Booking…"),
        ("按一按一", 5, "按一…"),
        ("Booking", 1, "…"),
        ("Booking", 0, ""),
    ],
)
def test_what_is_too_long_is_cut_with_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert clip_text(text, width) == shown


def test_an_ellipsis_of_three_dots_is_left_out_where_it_does_not_fit() -> None:
    assert [clip_text("Booking", width, "...") for width in (5, 3, 2)] == ["Bo...", "...", "Bo"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("press 1", ["press 1"]),
        ("press 1 for sales", ["press 1", "for", "sales"]),
        ("unbelievably", ["unbeliev", "ably"]),
        ("a 按一按一按", ["a", "按一按一", "按"]),
    ],
)
def test_text_is_wrapped_at_spaces_and_long_words_anywhere(text: str, lines: list[str]) -> None:
    assert wrap_cells(text, 8) == lines


@pytest.mark.parametrize(
    ("share", "drawn"), [(0.0, "----"), (0.01, "=---"), (0.5, "==--"), (0.99, "===-"), (1.0, "====")]
)
def test_a_bar_is_empty_only_at_nought_and_full_only_at_one(share: float, drawn: str) -> None:
    assert "".join(draw_bar(share, 4, "=", "-")) == drawn
