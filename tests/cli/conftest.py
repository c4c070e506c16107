"""The command line, run in this process and as a program of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from simulator.cli import progress
from simulator.cli.main import run
from simulator.cli.progress import ProgressLine
from simulator.graph.work_step import WorkStep

ROOT = Path(__file__).parents[2]

Command = Callable[..., CompletedProcess[str]]


CtrlC = Callable[[str], None]


@pytest.fixture
def ctrl_c_at(monkeypatch: pytest.MonkeyPatch) -> CtrlC:
    """Press Ctrl-C when a step is shown: ``ctrl_c_at("1 of 2 rules")``."""

    def press(at: str) -> None:
        def show(self: ProgressLine, step: WorkStep) -> None:
            if str(step) == at:
                raise KeyboardInterrupt

        monkeypatch.setattr(ProgressLine, "show", show)

    return press


@pytest.fixture
def ivrsim(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command line in this process: ``ivrsim("play", "flow", stdin="...")``."""

    def command(*arguments: str | Path, stdin: str | bytes = b"") -> CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        monkeypatch.setattr(progress, "PATIENCE", 3600.0)  # a busy machine is to say nothing more than a quick one
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return CompletedProcess(arguments, code, shown.out, shown.err)

    return command


@pytest.fixture
def program() -> Command:
    """Run ``python -m simulator`` as a program of its own; ``encoding`` is its terminal's."""

    def command(
        *arguments: str | Path, stdin: str = "", encoding: str = "utf-8", cwd: Path | None = None
    ) -> CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "simulator", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding=encoding,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
            cwd=cwd,
            check=False,
        )

    return command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
