"""``ivrsim test --mutate``: how many small mistakes in a flow its tests would notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from simulator.config.flow import Flow
from simulator.flowtests.model import FlowTest, Switchboard, Verdict
from simulator.flowtests.mutate import mutate, report
from simulator.flowtests.running import run


def mutation_lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The score of each flow's tests, with its survivors; tests that fail as it is are left out."""
    by_flow: dict[str, list[FlowTest]] = {}
    for verdict in verdicts:
        if verdict.passed:
            by_flow.setdefault(verdict.test.flow.title, []).append(verdict.test)
    for source, tests in by_flow.items():
        flow = tests[0].flow
        yield ""
        yield f"{source}, {len(tests):,} {'test' if len(tests) == 1 else 'tests'}:"
        yield from report(flow, mutate(flow, _Suite(tests)))


class _Suite:
    """Tests that can be run on another flow than their own; the first that fails is named."""

    def __init__(self, tests: Sequence[FlowTest]) -> None:
        self._tests = tests

    def __call__(self, flow: Flow) -> str | None:
        board = Switchboard(flow)
        for test in self._tests:
            if not run(replace(test, switchboard=board)).passed:
                return test.name
        return None
