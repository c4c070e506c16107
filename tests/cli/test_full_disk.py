"""Every command that writes a file of the author's, where the disk takes no more: the file stays as it was."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Command
from tests.cli.provider import clinic_folder, provider
from tests.cli.test_check import MENU, SELECT
from tests.cli.test_push import BOTH, later
from tests.conftest import FLOWS

__all__ = ["clinic_folder", "provider"]

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(os.name != "posix", reason="limits of a process as POSIX has them"),
]

LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)); "
    "from simulator.cli import main, progress; progress.PATIENCE = 3600.0; sys.exit(main.run(sys.argv[1:]))"
)
"""No file of this process grows over 10 bytes: as on a disk that has no more room, all over.

A busy machine is to say nothing more than a quick one: no progress.
"""


def limited(*arguments: str, stdin: str = "", **more: str) -> tuple[int, str, str]:
    """Exit code, output and complaints of a command that can write next to nothing."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}
    command = [sys.executable, "-c", LIMITED, *arguments]
    done = subprocess.run(command, input=stdin, env=surroundings, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def message(name: str, *, new: bool = False) -> str:
    state = "nothing was written" if new else "the file is unchanged"
    return f"'{name}' cannot be written: it would be larger than this process may write; {state}\n"


@pytest.fixture
def clinic(here: Path, ivrsim: Command) -> Path:
    """The shipped clinic with its tests, a session that was saved, and an older report."""
    shutil.copytree(FLOWS / "clinic", here / "clinic")
    (here / "clinic" / "generated.calls.yaml").unlink()
    assert ivrsim("call", "clinic", "--plain", "--save-session", "old.json", stdin="press 1\n").returncode == 0
    (here / "old.xml").write_text("old", encoding="utf-8")
    (here / "old.svg").write_text("old", encoding="utf-8")
    (here / "old.wav").write_text("old", encoding="utf-8")
    return here


COMMANDS = {
    "test clinic --junit old.xml": "old.xml",
    "test clinic --junit new.xml": "new.xml",
    "test clinic --coverage-json old.xml": "old.xml",
    "test clinic --coverage-xml new.xml": "new.xml",
    "cover clinic --output clinic/clinic.calls.yaml --force": "clinic/clinic.calls.yaml",
    "cover clinic --output new.calls.yaml": "new.calls.yaml",
    "check clinic --write-baseline old.xml": "old.xml",
    "call clinic --open-session old.json --cast old.xml --force": "old.xml",
    "call clinic --open-session old.json --cast new.cast": "new.cast",
    "draw clinic --no-findings -o old.svg --force": "old.svg",
    "draw clinic --no-findings -o new.svg": "new.svg",
    "render clinic --no-speech -o old.wav --force": "old.wav",
    "render clinic --no-speech -o new.wav": "new.wav",
    "export asterisk clinic --no-speech -o new": "new/extensions.conf",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_was_there_stays_and_nothing_is_left(clinic: Path, command: str) -> None:
    name, before = COMMANDS[command], contents(clinic)
    code, out, err = limited(*command.split())
    assert (code, err) == (2, message(name, new=name not in before))
    assert ("19 passed" in out) == command.startswith("test")  # the results are shown all the same
    assert contents(clinic) == before


def test_a_full_disk_leaves_the_expectations_of_tests_as_they_were(clinic: Path) -> None:
    tests = clinic / "clinic" / "clinic.calls.yaml"
    tests.write_text(tests.read_text(encoding="utf-8").replace("Booking desk", "Reception"), encoding="utf-8")
    before = contents(clinic)
    code, _, err = limited("test", "clinic", "--update", "--yes")
    assert (code, err.splitlines(keepends=True)[-1]) == (2, message("clinic/clinic.calls.yaml"))
    assert contents(clinic) == before


def test_a_full_disk_leaves_a_flow_that_is_being_fixed_as_it_was(clinic: Path) -> None:
    (clinic / "main.yaml").write_text(MENU, encoding="utf-8")
    before = contents(clinic)
    code, _, err = limited("check", "main.yaml", *SELECT, "--fix")
    assert (code, err) == (2, message("main.yaml"))
    assert contents(clinic) == before


def test_a_call_that_is_saved(clinic: Path) -> None:
    before = contents(clinic)
    lines = "press 1\nsave mine > clinic/clinic.calls.yaml\nsave mine > new.calls.yaml\nquit\n"
    assert limited("call", "clinic", "--plain", "--save-session", "old.json", "--force", stdin=lines) == (
        2,
        "",  # before the call, which would be lost
        message("old.json"),
    )
    code, out, err = limited("call", "clinic", "--plain", stdin=lines)
    assert (code, err) == (0, "")
    told = [line for line in out.splitlines(keepends=True) if "cannot be written" in line]
    assert told == [message("clinic/clinic.calls.yaml"), message("new.calls.yaml", new=True)]
    assert contents(clinic) == before


def test_a_first_flow_and_a_first_pull(clinic: Path) -> None:
    before = contents(clinic)
    code, _, err = limited("init", "new")
    assert (code, err.endswith("; nothing was written\n")) == (2, True)
    code, _, err = limited("pull", "pulled", "--from", str(FLOWS / "acefone-sample.json"))
    assert (code, err.endswith("; nothing was written\n")) == (2, True)
    assert (contents(clinic), (clinic / "new").exists(), (clinic / "pulled").exists()) == (before, False, False)


def test_a_summary_is_not_cut(clinic: Path) -> None:
    (clinic / "summary.md").write_text("# Before\n", encoding="utf-8")
    code, _, err = limited("test", "clinic", GITHUB_STEP_SUMMARY=str(clinic / "summary.md"))
    assert (code, "would be larger" in err) == (2, True)
    assert (clinic / "summary.md").read_text(encoding="utf-8") == "# Before\n"


def test_a_plan_and_a_push(clinic_folder: Path, ivrsim: Command) -> None:
    later(clinic_folder)
    assert ivrsim("plan", "clinic", "--out", "plan.json").returncode == 0
    before = contents(clinic_folder.parent)
    assert limited("plan", "clinic", "--out", "plan.json")[::2] == (2, message("plan.json"))
    code, _, err = limited("push", "clinic", "--yes", *BOTH)
    assert (code, "'clinic/.ivrsim/push-" in err, err.endswith("; nothing was written\n")) == (2, True, True)
    assert contents(clinic_folder.parent) == before
    done = ivrsim("push", "clinic", "--yes", *BOTH)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="the system has no /dev/stdout")
def test_devices_are_written_to_as_ever(program: Command, clinic: Path) -> None:
    done = program("test", "clinic", "--junit", "/dev/stdout")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index("19 passed in") < done.stdout.index("<?xml")
    assert program("test", "clinic", "--junit", "/dev/null").returncode == 0
    done = program("call", "clinic", "--open-session", "old.json", "--cast", "-")
    assert (done.returncode, done.stdout.startswith('{"version": 2')) == (0, True)
