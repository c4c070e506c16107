"""A ``*.calls.yaml`` in a pytest run: each test an item, each failure the report of ``ivrsim test``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.callers.drivers import Trace
from simulator.config.flow import Flow
from simulator.errors import SimulatorError
from simulator.flowtests import FlowTest, TestFile, failure_report, load_tests, run
from simulator.flowtests.failure_text import reason
from simulator.testing.plugin import covered
from simulator.words.sanitizer import clean_line, describe_error


class CallFailed(Exception):
    """A claim that does not hold; its text is the whole report, ``reason`` says it in one line."""

    def __init__(self, report: str, reason: str) -> None:
        super().__init__(report)
        self.reason = reason


class CallsFile(pytest.File):
    """The tests of one file; a file that cannot be read is an error of the collection, without a traceback."""

    def collect(self) -> Iterator[CallItem]:
        """One item for each test, in the order of the file."""
        try:
            tests = load_tests(_display_path(self.path), within=[self.config.rootpath])
        except SimulatorError as error:
            raise self.CollectError(str(describe_error(error))) from None
        for test in tests.tests:
            # Cleaned, since runners read commands such as ::error from the names that pytest prints.
            yield CallItem.from_parent(self, name=clean_line(test.name), tests=tests, test=test)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any) -> Any:
        """The message alone, its first line for pytest's summary."""
        if isinstance(excinfo.value, self.CollectError):
            return _representation(excinfo, str(excinfo.value).partition("\n")[0])
        return super().repr_failure(excinfo, *args)


class CallItem(pytest.Item):
    """One flow test."""

    def __init__(self, *, tests: TestFile, test: FlowTest, **inherited: Any) -> None:
        super().__init__(**inherited)
        self.tests = tests
        self.test = test

    def runtest(self) -> None:
        """Play and judge the call; raises ``CallFailed``."""
        verdict = run(self.test, on_trace=self._count_coverage)
        if not verdict.passed:
            assert verdict.problem is not None, "a failed test has a failure"
            text = failure_report(verdict, source=self.tests.document.text.splitlines())
            raise CallFailed(text, reason(verdict.problem))

    def _count_coverage(self, flow: Flow, trace: Trace) -> None:
        if self.config.getoption("--flow-coverage"):
            # Imported here, so that a run without the option does not load the analysis of flows.
            from simulator.testing.flow_coverage import coverage_payload

            self.stash[covered] = coverage_payload(flow, trace)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any) -> Any:
        """The report alone; only a fault of this program's own has a traceback."""
        error = excinfo.value
        if isinstance(error, CallFailed):
            return _representation(excinfo, error.reason)
        if isinstance(error, SimulatorError):
            return _representation(excinfo, str(describe_error(error)).partition("\n")[0])
        return super().repr_failure(excinfo, *args)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Return where the test stands, for the heading of its failure and for editors."""
        return self.path, self.test.line - 1, self.name


def _representation(excinfo: pytest.ExceptionInfo[BaseException], reason: str) -> Any:
    """The text of an error without a traceback; pytest's short summary and its JUnit message say the reason."""
    representation = excinfo.getrepr(style="value")
    if representation.reprcrash is not None:
        representation.reprcrash.message = reason
    return representation


def _display_path(path: Path) -> str:
    """A path as ``ivrsim test`` names it: from here, where it is below."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
