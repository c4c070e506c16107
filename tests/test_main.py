"""The program ``ivrsim``: ``python -m simulator``."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import simulator
from simulator.__main__ import main

ROOT = Path(__file__).parent.parent


def test_the_package_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "play", "example:clinic", "--caller", "1", "--reaches", "Reception"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "not reached: Reception. Routed to Booking desk (department||108000) after 0:08.7.\n",
    )


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version(flag: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["ivrsim", flag])
    assert main() == 0
    assert capsys.readouterr().out == f"ivrsim {simulator.__version__}\n"


def test_a_version_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "argv", ["ivrsim", "--version"])
    monkeypatch.setattr(sys, "stdout", Full())
    assert main() == 2
    assert capsys.readouterr().err == "ivrsim: standard input or output: No space left on device\n"


def test_ctrl_c_while_the_program_starts_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "simulator.cli.main":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "simulator.cli.main", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting(), *sys.meta_path])
    monkeypatch.setattr(sys, "argv", ["ivrsim", "play"])
    assert main() == 130
