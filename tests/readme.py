"""The commands that the README and the guide show: read by the tests and by CI, so that none can differ."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def blocks(language: str, page: Path = README) -> list[str]:
    """The fenced blocks of a language in a Markdown file, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)


def commands() -> list[str]:
    """Every command line of every ``sh`` block of the README, without its comment."""
    lines = (line for block in blocks("sh") for line in block.splitlines())
    return [line.split("  #")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def is_server(command: str) -> bool:
    """Return whether a command serves until it is stopped."""
    return command.startswith("ivrsim serve ")


def start_server(command: str, folder: Path) -> str:
    """Run a command that serves until its first line is there, then stop it; that line.

    It gets a free port, an address for phones that every machine has, and a browser that does nothing.
    """
    line = f"{command} --port 0" + (" --host 127.0.0.2" if "--phone" in command else "")
    line = line.replace("ivrsim", f"exec '{sys.executable}' -m simulator", 1)
    surroundings = {**os.environ, "PYTHONPATH": str(README.parent), "PYTHONIOENCODING": "utf-8", "BROWSER": "true"}
    with subprocess.Popen(
        ["sh", "-c", line], cwd=folder, env=surroundings, stdout=subprocess.PIPE, encoding="utf-8"
    ) as program:
        assert program.stdout is not None
        first = program.stdout.readline()
        program.terminate()
        program.stdout.read()
    return first


def test_command() -> str:
    """The one command that runs the tests on a fresh machine."""
    (command,) = (line for line in commands() if "pip install" in line and "pytest" in line.split("&&")[-1])
    return command


if __name__ == "__main__":
    sys.stdout.write({"test-command": test_command}[sys.argv[1]]() + "\n")
