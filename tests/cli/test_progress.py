"""How far a long run is, once it has taken a second."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.cli import progress
from simulator.cli.progress import ProgressLine, follow, partial_note
from simulator.graph.work_step import WorkStep

ROOT = Path(__file__).parents[2]


INTERRUPTIBLE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs tests in the background ignores it
from simulator.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_quick_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLine(timed=True) as shown:
        shown.show(WorkStep(3, 3, "tests"))
    assert capsys.readouterr() == ("", "")


def test_a_log_gets_lines_at_long_intervals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    with ProgressLine() as shown:
        shown.show(WorkStep(1000, 3000, "tests"))
        shown.show(WorkStep(2000, 3000, "tests"))
    assert capsys.readouterr() == ("", "1,000 of 3,000 tests\n")


def test_a_terminals_line_is_rewritten_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_PAUSE", -1.0)
    with ProgressLine() as shown:
        shown.show(WorkStep(10, 10, "receptionists"))
        shown.show(WorkStep(1, 9, "claims"))
    assert terminal.getvalue() == "\r10 of 10 receptionists\r1 of 9 claims         \r\x1b[K"


def test_a_line_of_the_result_takes_the_place_of_the_terminals_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_PAUSE", -1.0)
    with ProgressLine() as shown:
        shown.clear()
        shown.show(WorkStep(1, 9, "requests"))
        shown.clear()
        shown.clear()
        terminal.write("PUT /virtual_receptionist/7001\n")
        shown.show(WorkStep(2, 9, "requests"))
    assert terminal.getvalue() == ("\r1 of 9 requests\r\x1b[KPUT /virtual_receptionist/7001\n\r2 of 9 requests\r\x1b[K")


def test_a_long_step_is_shown_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    read, written = os.pipe()
    with os.fdopen(read) as seen, os.fdopen(written, "w") as log:
        monkeypatch.setattr(sys, "stderr", log)
        monkeypatch.setattr(progress, "PATIENCE", 0.01)

        def steps() -> Iterator[WorkStep]:
            yield WorkStep(0, 9, "claims")
            assert seen.readline() == "0 of 9 claims\n"  # comes while the first claim is being judged

        assert follow(steps()) is None


def test_ctrl_c_gives_back_the_last_step() -> None:
    def steps() -> Iterator[WorkStep]:
        yield WorkStep(0, 9, "claims")
        yield WorkStep(1, 9, "claims")
        raise KeyboardInterrupt

    stopped = follow(steps())
    assert stopped == WorkStep(1, 9, "claims")
    assert partial_note(stopped) == "Partial result: interrupted after 1 of 9 claims."


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_at_a_terminal_ends_a_program_with_what_it_has_found(tmp_path: Path) -> None:
    entries = "".join(
        f"      - {{option: '{key}', destination_type: department, destination_id: '{key}'}}\n" for key in range(10)
    )
    menus = "".join(
        f"  m{number}:\n    name: Menu {number}\n    destination_type: multiple\n    entries:\n{entries}"
        f"      - {{option: '*', destination_type: virtual_receptionist, destination_id: '@m{(number + 1) % 60}'}}\n"
        "    timeout: 5\n    incorrect_count: 2\n    timeout_retries: 2\n"
        "    invalid_destination_type: hangup\n    invalid_destination_id: '1'\n"
        "    timeout_destination_type: hangup\n    timeout_destination_id: '1'\n"
        for number in range(60)
    )
    (tmp_path / "flow.yaml").write_text(f"entry: m0\nreceptionists:\n{menus}", encoding="utf-8")
    (tmp_path / "a.calls.yaml").write_text("tests:\n  - {name: a, caller: '1', reaches: 'department||1'}\n")
    run = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "test", str(tmp_path), "--mutate"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert run.stdout is not None
    assert run.stderr is not None
    first = run.stderr.readline()
    run.send_signal(signal.SIGINT)
    shown, said = run.communicate()
    assert first.endswith(" mutants\n")
    assert (run.returncode, said) == (130, "interrupted\n")
    assert shown.splitlines()[-1].startswith("Partial result: interrupted after ")
