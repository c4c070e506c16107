"""Other people's code on other people's data: in a process of its own, without a shell, with limits.

A library in C that stumbles over a hostile file takes its process down, and one that never ends cannot be stopped in
ours. What it is given goes through arguments of our own making and standard input.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SECONDS_MOST = 30.0


class ChildFailure(Exception):
    """The process did not do its work; the text says why, in a few words."""


def python_command(module: Path, *arguments: str) -> list[str]:
    """Return the command that runs a file of this package with this Python.

    The file imports nothing of ours, and the current folder, which may be anybody's, is not looked into (``-P``).
    """
    return [sys.executable, "-P", str(module), *arguments]


def run_child(command: Sequence[str], given: bytes, *, seconds: float = SECONDS_MOST) -> bytes:
    """Run a program on bytes and return what it prints. Raises ``ChildFailure``."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise ChildFailure(f"took over {seconds:g} s") from None
    except OSError as error:
        raise ChildFailure(f"did not start: {(error.strerror or str(error)).lower()}") from None
    if done.returncode:
        raise ChildFailure(f"ended with code {done.returncode}")
    return done.stdout
