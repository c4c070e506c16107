"""The commands that the README and the guide show: read by the tests and by CI, so that none can differ."""

from __future__ import annotations

import re
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


def test_command() -> str:
    """The one command that runs the tests on a fresh machine."""
    (command,) = (line for line in commands() if "pip install" in line and "pytest" in line.split("&&")[-1])
    return command


if __name__ == "__main__":
    sys.stdout.write({"test-command": test_command}[sys.argv[1]]() + "\n")
