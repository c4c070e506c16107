"""A pytest run of its own, on a machine that has this package installed."""

import importlib
import os
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = re.compile(r" in [0-9.]+s ?")

ROOMS = ("callers", "config", "core", "flowtests", "graph", "loader", "text", "testing", "wire", "words")

STRANGERS = ("hypothesispytest", "schemathesis", "anyio", "benchmark", "pytest_cov")
"""Plugins of others, which a process of its own, and each of its workers, would take seconds to import."""

Runs = Callable[..., pytest.RunResult]


@pytest.fixture(scope="session")
def imported() -> None:
    """Import the rooms that flow tests use: what a run in this process imports itself is forgotten after it,
    and a module that is imported twice has each class twice."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(
            importlib.import_module(f"simulator.{room}").__path__, f"simulator.{room}."
        ):
            importlib.import_module(module.name)


@pytest.fixture
def runs(imported: None, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Run pytest in a folder of the test's own; the plugin is found as an installed one is.

    It runs in this process, which has imported what it needs; with ``process=True`` in one of its own.
    """
    installed = pytester.path / "installed"
    about = installed / "ivrsim_here-0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: ivrsim-here\nVersion: 0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[pytest11]\nivrsim = simulator.testing.plugin\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(installed)]))
    monkeypatch.syspath_prepend(installed)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")

    def run(*arguments: str, process: bool = False) -> pytest.RunResult:
        usual = ("-p", "no:cacheprovider", "--ignore=installed")
        if not process:
            return pytester.runpytest_inprocess(*usual, *arguments)
        without = (word for name in STRANGERS for word in ("-p", f"no:{name}"))
        return pytester.runpytest_subprocess(*usual, *without, *arguments)

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
