"""Text from a flow, fit for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.readable import readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tea & scones, 5 p.m.", "Tea & scones, 5 p.m."),
        ("Büro für Anträge", "Büro für Anträge"),
        ("red \x1b[31m", "red \\x1b[31m"),
        ("bell\x07", "bell\\x07"),
        ("two\nlines\tand a tab", "two\\nlines\\tand a tab"),
        ("no\N{NO-BREAK SPACE}break\N{LINE SEPARATOR}line", "no break line"),
        ("right-to-left \N{RIGHT-TO-LEFT OVERRIDE}gnp.exe", "right-to-left \\u202egnp.exe"),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}", "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}"),
        ("half \ud800", "half \\ud800"),
        ("", ""),
    ],
)
def test_what_steers_a_terminal_stands_as_an_escape(text: str, shown: str) -> None:
    assert readable(text) == shown


@given(st.text())
def test_nothing_that_steers_gets_through(text: str) -> None:
    assert readable(text).replace("\N{ZERO WIDTH JOINER}", "").isprintable()
