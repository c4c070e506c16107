"""What a command costs as a process of its own: CPU seconds and peak memory, which other programs change little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

_STARTER = """
import json, os, sys
null = os.open(os.devnull, os.O_RDWR)
child = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ, file_actions=[
    (os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)])
_, status, usage = os.wait4(child, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""
"""Starts the command from a small process: a child's peak counts from that of the process which started it."""

_PER_MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10
"""Linux counts the peak in KB, macOS in bytes."""


class ChildCost(NamedTuple):
    """CPU seconds (user and system, children included) and peak memory in MB."""

    seconds: float
    megabytes: float


def surroundings() -> dict[str, str]:
    """The environment of a measured command: modules stay compiled, as in an installed program."""
    keeps = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**keeps, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def measure_command(arguments: Iterable[str], folder: Path, codes: Iterable[int] = (0,)) -> ChildCost:
    """Run ``ivrsim`` in a folder, with nothing on standard input; ``codes`` are the exit codes that are right."""
    command = [sys.executable, "-I", "-S", "-c", _STARTER, "-m", "simulator", *arguments]
    environment = {**surroundings(), "IVRSIM_CONFIG_DIR": str(folder / "config")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    code, seconds, peak = json.loads(done.stdout)
    assert code in codes, f"{arguments} ended with {code}: {done.stderr[-2000:]}"
    return ChildCost(seconds, peak / _PER_MEGABYTE)
