import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.tui.cell_width import text_cells
from simulator.tui.pane_frame import frame_rows
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import PLAIN, RICH, ScreenSigns


def text(rows: list[Row]) -> list[str]:
    return ["".join(words for _, words in row) for row in rows]


@pytest.mark.parametrize(
    ("signs", "focus", "drawn"),
    [
        (RICH, True, ["┏━ Map ━━ 2 ━┓", "┃ one        ┃", "┃›two        ┃", "┗━━━━━━━━━━━━┛"]),
        (RICH, False, ["┌─ Map ── 2 ─┐", "│ one        │", "│›two        │", "└────────────┘"]),
        (PLAIN, True, ["#= Map == 2 =#", "# one        #", "#›two        #", "#============#"]),
        (PLAIN, False, ["+- Map -- 2 -+", "| one        |", "|›two        |", "+------------+"]),
    ],
)
def test_the_focus_is_seen_without_colours(signs: ScreenSigns, focus: bool, drawn: list[str]) -> None:
    content: list[Row] = [[("", "one")], [("class:pointer", "›"), ("", "two")]]

    assert text(frame_rows(content, 14, 4, signs, title="Map", note="2", focus=focus)) == drawn


def test_a_title_is_cut_and_a_note_leaves_where_there_is_no_room() -> None:
    assert text(frame_rows([], 16, 2, RICH, title="What if, from here", note="Esc closes", focus=False)) == [
        "┌─ What if,… ──┐",
        "└──────────────┘",
    ]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(12, 60), st.integers(2, 9))
def test_a_frame_has_exactly_its_size(words: str, width: int, height: int) -> None:
    rows = frame_rows([[("", words)]], width, height, RICH, title=words, note=words, focus=True)

    assert [text_cells(line) for line in text(rows)] == [width] * height
