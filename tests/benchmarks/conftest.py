"""Print the table of results at the end of the run."""

from __future__ import annotations

import pytest

from tests.benchmarks.result_table import RESULTS


@pytest.fixture(autouse=True)
def _section(request: pytest.FixtureRequest) -> None:
    """Head the rows of a module with the first line of its docstring."""
    about: str = request.module.__doc__
    RESULTS.section = about.splitlines()[0].rstrip(".")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, if there is one."""
    lines = list(RESULTS.lines())
    if lines:
        terminalreporter.section("benchmarks")
        for line in lines:
            terminalreporter.write_line(line)
