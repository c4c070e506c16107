"""Text to any terminal."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.transcript import SIGNS
from simulator.cli.screen import FALL_BACKS, complain, fall_back, give_up_output, line_width, prepare, prompt, say
from simulator.words.sanitizer import join_lines


class Terminal(io.TextIOWrapper):
    """A terminal of some encoding, and what was written to it."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n", write_through=True)

    @property
    def shown(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode(self.encoding)


def said(text: str, encoding: str) -> str:
    """What a terminal shows."""
    with pytest.MonkeyPatch.context() as patch:
        terminal = Terminal(encoding)
        patch.setattr(sys, "stdout", terminal)
        prepare()
        say(text)
        return terminal.shown


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "☎ ▶ … ● ✉ → “Büro” é 日\n"),
        ("cp1252", "= > … o @ -> “Büro” é ?\n"),
        ("ascii", '= > ... o @ -> "Buro" e ?\n'),
    ],
)
def test_signs_and_letters_that_a_terminal_lacks_have_fall_backs(encoding: str, shown: str) -> None:
    assert said("☎ ▶ … ● ✉ → “Büro” é 日", encoding) == shown


def test_every_sign_of_a_transcript_has_a_fall_back() -> None:
    assert [sign for sign in SIGNS.values() if sign not in FALL_BACKS] == []
    assert [shown for shown in FALL_BACKS.values() if not shown.isascii()] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("：：error file=a：：pwned", "??error file=a??pwned\n"),
        ("﹕﹕error", "??error\n"),
        ("⩴error", "?error\n"),
        ("＃＃[error]", "??[error]\n"),
        ("██[error]", "==[error]\n"),
        ("#█vso[task]", "#=vso[task]\n"),
        ("##［error]", "##?error]\n"),
        ("‥ ﬁve ½ ２", "? five ? 2\n"),
    ],
)
def test_no_fall_back_makes_a_command_for_a_runner(text: str, shown: str) -> None:
    assert said(text, "ascii") == shown


@given(st.text(), st.sampled_from(["ascii", "cp1252", "latin-1", "cp437", "utf-8"]))
def test_no_text_fails_on_any_terminal_nor_steers_it(text: str, encoding: str) -> None:
    shown = said(text, encoding)
    assert shown.endswith("\n")
    assert shown.replace("\n", "").replace("\N{ZERO WIDTH JOINER}", "").isprintable()


def test_only_lines_that_the_program_made_are_lines() -> None:
    assert said("one\ntwo\x1b[2J\n\nfour\r", "utf-8") == "one\\ntwo\\x1b[2J\\n\\nfour\\r\n"
    assert said(join_lines(["one", "two\n::error::three", ""]), "utf-8") == "one\ntwo\\n::error::three\n\n"


def test_a_line_is_as_long_as_the_terminal_is_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file or a pipe, it does not depend on any terminal."""
    monkeypatch.setenv("COLUMNS", "72")
    assert line_width(100) == 100
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert (line_width(100), line_width(60)) == (72, 60)


def test_a_question_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    prompt("::add-mask::all\nof it? ")
    assert capsys.readouterr().out == "\\x3a:add-mask::all\\nof it? "


def test_a_complaint_goes_beside_the_result_and_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    both = Terminal("utf-8")
    out = io.TextIOWrapper(both.buffer, encoding="utf-8", newline="\n")  # keeps what it is given until it is flushed
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", both)
    say("a result")
    complain("and a complaint")
    assert both.shown == "a result\nand a complaint\n"
    out.detach()


def test_an_output_that_cannot_be_flushed_does_not_stop_a_complaint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError

    monkeypatch.setattr(sys, "stdout", Full())
    complain("the disk is full")
    give_up_output()  # a stream without a file is left as it is
    assert capsys.readouterr().err == "the disk is full\n"


def test_only_errors_of_encoding_have_a_fall_back() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")
    with pytest.raises(UnicodeDecodeError):
        fall_back(error)


def test_a_stream_that_cannot_be_set_up_is_left_to_the_next_write(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def reconfigure(self, errors: str) -> None:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    prepare()
    say("nobody reads this")
