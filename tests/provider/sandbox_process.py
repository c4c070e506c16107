"""The sandbox as a process of its own, on a free port, as its users run it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
TOKEN = "sandbox-token"


@dataclass
class Running:
    """A running sandbox: its API's root, and its process."""

    url: str
    program: "subprocess.Popen[str]"

    def state(self) -> list[dict[str, Any]]:
        """What the account holds, past the API."""
        with urlopen(self.url.removesuffix("/v1") + "/_sandbox/state", timeout=30) as answer:
            return json.load(answer)  # type: ignore[no-any-return]  # a list of objects

    def faults(self, *names: str) -> None:
        """What is to go wrong from now on."""
        data = json.dumps(names).encode()
        with urlopen(Request(self.url.removesuffix("/v1") + "/_sandbox/faults", data, method="PUT"), timeout=30):
            pass

    def kill(self) -> None:
        """End it at once, with nothing said."""
        self.program.kill()
        self.program.wait()


@contextmanager
def running(*flags: str) -> Iterator[Running]:
    """A sandbox with these flags; it is gone afterwards, and so is what it told this machine's users."""
    with TemporaryDirectory() as config:
        surroundings = {"IVRSIM_CONFIG_DIR": config, **os.environ, "PYTHONPATH": str(ROOT)}
        yield from _running(flags, surroundings)


def _running(flags: tuple[str, ...], surroundings: dict[str, str]) -> Iterator[Running]:
    program = subprocess.Popen(
        [sys.executable, "-m", "simulator", "sandbox", "--port", "0", *flags],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=surroundings,
        cwd=ROOT,
    )
    assert program.stdout is not None
    with program, program.stdout:
        try:
            line = program.stdout.readline()
            assert line.startswith("the sandbox is at "), line
            yield Running(line.split()[4].rstrip(";"), program)
        finally:
            program.kill()
