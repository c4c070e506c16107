"""The one sanitizer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import FlowError, Problem, UsageError
from simulator.words.sanitizer import clean_document, clean_line, describe_error, escape_signs, join_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tea & scones, 5 p.m.", "Tea & scones, 5 p.m."),
        ("Büro für Anträge", "Büro für Anträge"),
        ("red \x1b[31m", "red \\x1b[31m"),
        ("bell\x07", "bell\\x07"),
        ("two\nlines\tand a tab", "two\\nlines\\tand a tab"),
        ("no\N{NO-BREAK SPACE}break\N{LINE SEPARATOR}line", "no break\\u2028line"),
        ("right-to-left \N{RIGHT-TO-LEFT OVERRIDE}gnp.exe", "right-to-left \\u202egnp.exe"),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}", "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}"),
        ("half \ud800", "half \\ud800"),
        ("", ""),
    ],
)
def test_what_steers_a_terminal_stands_as_an_escape(text: str, shown: str) -> None:
    assert escape_signs(text) == shown


@given(st.text())
def test_nothing_that_steers_gets_through(text: str) -> None:
    assert clean_line(text).translate({0x200C: None, 0x200D: None}).isprintable()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error file=a::x", "\\x3a:error file=a::x"),
        ("  \N{NO-BREAK SPACE}::error::x", "   \\x3a:error::x"),
        ("a::error::x", "a::error::x"),
        ("see ##[error]x and ##vso[task.complete]y", "see #\\x23[error]x and #\\x23vso[task.complete]y"),
        ("###[x]", "##\\x23[x]"),
        ("## a heading [x]", "## a heading [x]"),
    ],
)
def test_no_line_commands_a_runner(line: str, shown: str) -> None:
    assert clean_line(line) == shown


def test_only_joined_lines_keep_their_line_breaks() -> None:
    block = join_lines(["a", "b\nc"])
    assert join_lines([block, f"{block}", "::d"]) == "a\nb\\nc\na\\nb\\nc\n\\x3a:d"


def test_a_document_has_its_lines_without_the_last_line_end() -> None:
    assert clean_document("a\n\n::b\r\n") == "a\n\n\\x3a:b\\r"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UsageError("one\nline"), "one\\nline"),
        (UsageError(join_lines(["two", "lines"])), "two\nlines"),
        (FlowError([Problem("a\n.yaml", 1, 2, "x"), Problem("b.yaml", 0, 0, "y")]), "a\\n.yaml:1:2: x\nb.yaml: y"),
        (KeyError(), ""),
    ],
)
def test_an_error_has_the_lines_that_it_was_made_of(error: Exception, text: str) -> None:
    assert describe_error(error) == text
