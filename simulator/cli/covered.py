"""What existing tests cover of a flow."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.config.flow import Flow
from simulator.flowtests import load_tests
from simulator.flowtests import run as run_test
from simulator.flowtests.gather import test_files
from simulator.graph.collected import is_same
from simulator.graph.coverage import Coverage


def covered_by(flow: Flow, paths: Sequence[str]) -> Coverage:
    """The coverage of a flow by the tests in these files and folders that test it, under its semantics.

    Raises ``FlowError`` for a file of tests that cannot be read.
    """
    coverage = Coverage(flow)
    for path in test_files(paths):
        for test in load_tests(path).tests:
            if is_same(test.flow.under(test.semantics).entered_at(flow.entry), flow):
                coverage.add(run_test(test).trace)
    return coverage
