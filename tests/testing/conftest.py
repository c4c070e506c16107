"""A pytest run of its own, on a machine that has this package installed."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = re.compile(r" in [0-9.]+s ?")

Runs = Callable[..., pytest.RunResult]


@pytest.fixture
def runs(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Run pytest in a folder of the test's own; the plugin is found as an installed one is."""
    installed = pytester.path / "installed"
    about = installed / "ivrsim_here-0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: ivrsim-here\nVersion: 0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[pytest11]\nivrsim = simulator.testing.plugin\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(installed)]))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")

    def run(*arguments: str) -> pytest.RunResult:
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", "--ignore=installed", *arguments)

    return run


def section(done: pytest.RunResult, title: str) -> list[str]:
    """The lines below a heading of pytest's, up to the next."""
    lines = [line.rstrip() for line in done.outlines]
    heading = re.compile(r"[=_-]{3,} (.+?) [=_-]{3,}")
    start = next(at for at, line in enumerate(lines) if (found := heading.fullmatch(line)) and found[1] == title)
    end = next(at for at in range(start + 1, len(lines)) if heading.fullmatch(lines[at]))
    return lines[start + 1 : end]


def tally(done: pytest.RunResult) -> str:
    """The last line, without the time that it took."""
    return SECONDS.sub("", done.outlines[-1]).strip("= ")
