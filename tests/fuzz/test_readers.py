"""Damaged files of every kind are refused in one message, or read; no command breaks on any of them.

``IVRSIM_EXAMPLES=100000 pytest tests/fuzz`` is the long run by hand; ``IVRSIM_KINDS=lock,plan`` looks at
some kinds of file alone. What it finds is shown with the kind, the damaged content, and the command.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cli.hostile import Shown, run_here, steering
from tests.fuzz.material import KINDS, Kind, laid_out
from tests.fuzz.mutations import damage

pytestmark = pytest.mark.heavy

EXAMPLES = int(os.environ.get("IVRSIM_EXAMPLES", "400"))
CHOSEN = os.environ.get("IVRSIM_KINDS", ",".join(KINDS)).split(",")


class Folder:
    """The files as they were laid out, put back after each damage."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        self.stamps = {path: path.stat().st_mtime_ns for path in self.files}

    def restore(self) -> None:
        """Undo what a command, or the damage, did to the files."""
        for path in [path for path in self.root.rglob("*") if path.is_file() and path not in self.files]:
            path.unlink()
        for path, content in self.files.items():
            if not path.exists() or path.stat().st_mtime_ns != self.stamps[path]:
                path.write_bytes(content)
                if path.name == "tokens.json":
                    path.chmod(0o600)
                self.stamps[path] = path.stat().st_mtime_ns


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    root = tmp_path_factory.mktemp("fuzz")
    with laid_out(root):
        yield Folder(root)


def run_on(folder: Folder, kind: Kind, command: tuple[str, ...], content: bytes) -> Shown:
    """Run a command that reads a damaged file."""
    (folder.root / kind.file).write_bytes(content)
    try:
        return run_here(command, {"CONTENT": content.decode("utf-8", "replace")})
    finally:
        folder.restore()


@given(st.sampled_from(CHOSEN), st.integers(0, 2**64))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
)
def test_no_command_breaks_on_a_damaged_file(folder: Folder, name: str, seed: int) -> None:
    kind, random = KINDS[name], Random(seed)
    content = damage(folder.files[folder.root / kind.file], kind.syntax, random)
    command = random.choice(kind.commands)
    shown = run_on(folder, kind, command, content)
    told = (name, command, content[:2000], shown.err[-2000:])
    assert shown.code in (0, 1, 2), told
    assert "a bug in ivrsim" not in shown.err, told
    assert "Traceback" not in shown.err, told
    assert [*steering(shown)] == [], told
