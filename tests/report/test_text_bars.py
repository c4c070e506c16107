"""Bars at the end of lines: how long they are, and where there is no room for them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.report.text_bars import BAR_MOST, LINE_MOST, append_bars, bar_text, round_parts, share_parts

SHARES = st.floats(0, 3)


def test_bars_with_notes_and_words() -> None:
    lines = ["          callers", "Reception    60 %", "Nobody       30 %"]
    bars = [(), share_parts(0.6), share_parts(0.3)]
    assert [*append_bars(lines, bars, ["", "", "(all by mistake)"], "█ callers")] == [
        "          callers  █ callers",
        "Reception    60 %  ████████████████████████",
        "Nobody       30 %  ████████████              (all by mistake)",
    ]


def test_a_note_that_is_too_long_stands_under_its_line() -> None:
    assert [*append_bars(["a" * 60, "b" * 60], [(1.0,), (0.5,)], ["", "n" * 20])] == [
        f"{'a' * 60}  {'█' * 24}",
        f"{'b' * 60}  {'█' * 12}",
        f"  {'n' * 20}",
    ]


def test_no_bars_where_there_is_no_room_and_for_what_has_no_end() -> None:
    assert [*append_bars(["a" * 95, "b"], [(1.0,), (0.5,)], ["", "note"], "█ callers")] == ["a" * 95, "b  note"]
    assert share_parts(float("inf")) == round_parts(float("inf"), 0, 0, 0) == ()
    assert [*append_bars(["a", "b"], [(), ()])] == ["a", "b"]


@given(st.lists(st.tuples(st.text("ab", max_size=90), st.tuples(SHARES, SHARES, SHARES)), min_size=1, max_size=5))
def test_no_line_is_too_long_and_bars_are_in_proportion(rows: list[tuple[str, tuple[float, float, float]]]) -> None:
    lines, bars = [line for line, _ in rows], [parts for _, parts in rows]
    assert all(len(line) <= LINE_MOST for line in append_bars(lines, bars))
    largest = max(map(sum, bars))
    if largest > 1e-9:
        for parts in bars:
            text = bar_text(parts, largest, BAR_MOST)
            assert abs(len(text) - BAR_MOST * sum(parts) / largest) <= 0.5 + 1e-9
            assert all(
                abs(text.count(sign) - BAR_MOST * part / largest) <= 1 for sign, part in zip("█░×", parts, strict=True)
            )
