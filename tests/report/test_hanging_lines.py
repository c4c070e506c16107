"""What follows a number, a letter or a dot stands below the first word after it."""

from __future__ import annotations

from simulator.report.hanging_lines import WIDTH, wrap_lines

WORDS = " ".join(["word"] * 20)


def test_the_rest_of_a_line_hangs_below_its_first_word() -> None:
    heads = {"": 0, "  ": 4, "  3. ": 5, " 12. ": 5, "  b. ": 5, "     7  ": 8, "  · ": 4}
    for head, hanging in heads.items():
        first, rest = wrap_lines([head + WORDS])
        assert first.startswith(f"{head}word")
        assert rest.removeprefix(" " * hanging).startswith("word")
        assert max(len(first), len(rest)) <= WIDTH


def test_what_is_short_or_empty_stays_as_it_is() -> None:
    short = ["", "  1. Press 4.", "     [ ] yes   [ ] no"]
    assert wrap_lines(short) == short
