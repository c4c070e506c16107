"""``ivrsim test --mutate``: how many small mistakes in a flow its tests would notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from simulator.cli.progress import follow, partial_note
from simulator.config.flow import Flow
from simulator.flowtests.model import FlowTest, Switchboard, Verdict
from simulator.flowtests.mutate import MutationRun, report
from simulator.flowtests.running import run


def mutation_lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The score of each flow's tests, with its survivors; tests that fail as it is are left out.

    Raises ``KeyboardInterrupt`` after the lines of the flow in which Ctrl-C was pressed.
    """
    by_flow: dict[str, list[FlowTest]] = {}
    for verdict in verdicts:
        if verdict.passed:
            by_flow.setdefault(verdict.test.flow.title, []).append(verdict.test)
    for source, tests in by_flow.items():
        flow = tests[0].flow
        yield ""
        yield f"{source}, {len(tests):,} {'test' if len(tests) == 1 else 'tests'}:"
        mutation = MutationRun(flow, _Suite(tests))
        stopped = follow(mutation.steps())
        yield from report(flow, mutation.score())
        if stopped is not None:
            yield partial_note(stopped)
            raise KeyboardInterrupt


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
