"""The README is true: every command in it runs, and its transcript is what is printed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import readme

ROOT = Path(__file__).parent.parent
INSTALLS = "pip install"


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line of the README as a shell would, with this interpreter's ``ivrsim``."""
    line = command.replace("ivrsim ", f"{sys.executable} -m simulator ")
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **config(folder)}
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False
    )


def config(folder: Path) -> dict[str, str]:
    """A user's configuration of its own."""
    return {"IVRSIM_CONFIG_DIR": str(folder / "config")}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout and may be written to; the commands share it, in order."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("flows", "tests", "simulator"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.mark.heavy
@pytest.mark.skipif(os.name == "nt", reason="the README's commands are written for a POSIX shell")
def test_every_command_runs(checkout: Path) -> None:
    lines = [line for line in readme.commands() if INSTALLS not in line]
    shown = [(line, run(line, checkout)) for line in lines if not readme.is_server(line)]
    failed = {line: (done.returncode, done.stderr) for line, done in shown if done.returncode != 0}
    assert failed == {}
    assert len(shown) >= 10
    assert [readme.start_server(line, checkout)[:8] for line in lines if readme.is_server(line)] == ["serving "]


def test_the_transcript_is_what_is_printed(checkout: Path) -> None:
    (block,) = (block for block in readme.blocks("console") if "example:clinic" in block)
    command, _, expected = block.partition("\n")
    assert run(command.removeprefix("$ "), checkout).stdout == expected


def test_the_python_example_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = readme.blocks("python")
    exec(compile(example, "README.md", "exec"), {})


def test_the_test_command_is_one_line_that_installs_and_tests() -> None:
    install = "python -m pip install -U pip && python -m pip install -e '.[all]' --group dev"
    assert readme.test_command() == f"{install} && python -m pytest -n auto --dist worksteal"


def test_the_install_commands_of_both_kinds_are_there() -> None:
    assert [line for line in readme.commands() if INSTALLS in line] == [
        "python -m pip install . && ivrsim play example:clinic --caller '9 silence 1'",
        readme.test_command(),
    ]


def test_every_page_of_the_guide_is_linked() -> None:
    from simulator.guide import PAGES

    text = readme.README.read_text(encoding="utf-8")
    assert [name for name in PAGES if f"(simulator/guide/{name}.md)" not in text] == []
