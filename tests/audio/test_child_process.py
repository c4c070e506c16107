"""Programs of their own: what they get, and what may go wrong."""

import sys
from pathlib import Path

import pytest

from simulator.audio.child_process import ChildFailure, python_command, run_child


def test_bytes_go_in_and_come_out() -> None:
    code = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"
    assert run_child([sys.executable, "-c", code], b"abc") == b"cba"


@pytest.mark.parametrize(
    ("command", "seconds", "reason"),
    [
        ([sys.executable, "-c", "raise SystemExit(3)"], 30, "ended with code 3"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], 0.2, "took over 0.2 s"),
        (["/nowhere/espeak-ng"], 30, "did not start: no such file or directory"),
    ],
)
def test_a_failure_says_why(command: list[str], seconds: float, reason: str) -> None:
    with pytest.raises(ChildFailure, match=reason):
        run_child(command, b"", seconds=seconds)


def test_the_current_folder_is_not_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wave.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    program = tmp_path / "program" / "main.py"
    program.parent.mkdir()
    program.write_text("import wave; print(wave.__doc__ is None)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_child(python_command(program), b"").strip() == b"False"
