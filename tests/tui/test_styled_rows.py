from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.cell_width import text_cells
from simulator.tui.styled_rows import Row, fit_row, stack_rows

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
ROWS = st.lists(st.tuples(st.just("class:key"), TEXT), max_size=5)


@given(ROWS, st.integers(0, 30))
def test_a_row_is_fitted_to_exactly_a_width(row: Row, width: int) -> None:
    assert sum(text_cells(text) for _, text in fit_row(row, width)) == width


def test_rows_are_stacked_to_a_height() -> None:
    assert stack_rows([[("", "a")], [("", "b")]], 1) == [[("", "a")]]
    assert stack_rows([[("", "a")]], 2) == [[("", "a")], []]


def test_what_joins_emoji_is_left_out_since_terminals_do_not_agree_on_it() -> None:
    assert fit_row([("", "👩\u200d👧 ❤\ufe0f")], 9) == [("", "👩👧 ❤"), ("", "   ")]
