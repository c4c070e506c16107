"""How far a long run is, once it has taken a second."""

import io
import sys

import pytest

from simulator.cli import progress
from simulator.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_quick_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(3, "tests") as shown:
        shown.done(3)
    assert capsys.readouterr() == ("", "")


def test_a_log_gets_lines_at_long_intervals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    with Progress(3000, "tests") as shown:
        shown.done(1000)
        shown.done(2000)
    assert capsys.readouterr() == ("", "1,000 of 3,000 tests\n")


def test_a_terminals_line_is_rewritten_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    with Progress(3, "tests") as shown:
        shown.done(1)
    assert terminal.getvalue() == "\r1 of 3 tests\r\x1b[K"
