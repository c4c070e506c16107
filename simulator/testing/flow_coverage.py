"""``--flow-coverage``: the coverage of flows by the tests of a run, over all of its processes.

A test's coverage travels on its report, as plain values, so that it comes in from the workers of
a parallel run as well. The process that shows the report loads the flows again.
"""

from __future__ import annotations

from typing import Any

import pytest

from simulator.callers.drivers import Trace
from simulator.config.flow import Flow
from simulator.errors import SimulatorError
from simulator.graph.coverage.collector import CoverageCollector
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.stayed_calls import comes_back, without_stays
from simulator.graph.coverage.tally import Coverage
from simulator.loader.flow_kinds import load
from simulator.report.coverage_summary import summarize_coverage
from simulator.report.run_coverage import run_coverage_text
from simulator.testing.plugin import ATTRIBUTE
from simulator.words.sanitizer import describe_error


def coverage_payload(flow: Flow, trace: Trace) -> dict[str, Any]:
    """Return what a call covers, as plain values, for the report of its test."""
    coverage = Coverage(flow)
    coverage.add_call(without_stays(flow, trace))
    return {
        "flow": flow.source,
        "variant": flow.variant,
        "semantics": flow.semantics.model_dump(),
        "stays": comes_back(flow, trace),
        "items": [list(hit) for hit in coverage.hits],
    }


class FlowCoverage:
    """Gathers the coverage that reports carry, and prints it at the end of the run."""

    def __init__(self) -> None:
        self.collected = CoverageCollector()
        self._by_source: dict[tuple[str, str | None], Coverage | None] = {}
        self._lost: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in one test, of this process or of a worker."""
        payload: dict[str, Any] | None = vars(report).get(ATTRIBUTE)
        coverage = self._coverage_of(payload["flow"], payload["variant"]) if payload else None
        if payload is None or coverage is None:
            return
        # Items mean different rounds under other semantics, so their hits cannot be added up.
        if payload["semantics"] != coverage.flow.semantics.model_dump():
            self.collected.count_skipped()
            return
        coverage.calls += 1
        self.collected.stayed += payload["stays"]
        coverage.hits.update(CoverageItem(*fields) for fields in payload["items"])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The report for people."""
        terminalreporter.ensure_newline()
        terminalreporter.section("flow coverage")
        terminalreporter.write_line(run_coverage_text(self.collected, summarize_coverage))
        for message in self._lost:
            terminalreporter.write_line(message)

    def _coverage_of(self, source: str, variant: str | None) -> Coverage | None:
        """The coverage of the flow that was loaded from there; None where it cannot be loaded."""
        which = source, variant
        if which not in self._by_source:
            try:
                coverage = self._by_source[which] = Coverage(load(source, variant=variant))
                self.collected.coverages.append(coverage)
            except SimulatorError as error:
                self._by_source[which] = None
                self._lost.append(
                    f"not counted: {describe_error(error)}" if source else "not counted: a flow that comes from no file"
                )
        return self._by_source[which]
