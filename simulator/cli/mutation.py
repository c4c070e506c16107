"""``ivrsim test --mutate``: the share of small mistakes in a flow that its tests notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.flowtests.flow_test import CallVerdict
from simulator.flowtests.mutants import MutationRun, MutationScore, score_report
from simulator.flowtests.recorded_suite import RecordedSuite
from simulator.gc_pause import pause_gc
from simulator.words.phrases import count_noun

UNNOTICED = 1
"""The exit code where fewer mistakes are noticed than ``--fail-under`` asks for."""


def report_mutation(verdicts: Sequence[CallVerdict], fail_under: float | None) -> int:
    """Print the scores, and return what they contribute to the exit code: all flows together are held to the limit."""
    scores: list[MutationScore] = []
    for line in _lines(verdicts, scores):
        say(line)
    if fail_under is None:
        return 0
    from simulator.graph.coverage.tally import Tally
    from simulator.report.coverage_report import percent_text

    caught = sum(len(score.killed) for score in scores)
    total = Tally(caught, caught + sum(len(score.survivors) for score in scores))
    if total.reaches(fail_under):
        return 0
    complain(f"the mutation score is {percent_text(total)}; --fail-under requires {fail_under:g} %")
    return UNNOTICED


def _lines(verdicts: Sequence[CallVerdict], scores: list[MutationScore]) -> Iterator[str]:
    """The score of each flow's tests, with its survivors; tests that fail as it is are left out.

    Raises ``KeyboardInterrupt`` after the lines of the flow in which Ctrl-C was pressed.
    """
    by_flow: dict[str, list[CallVerdict]] = {}
    for verdict in verdicts:
        if verdict.passed:  # a test that fails on the flow itself would seem to notice every mistake
            by_flow.setdefault(verdict.test.flow.title, []).append(verdict)
    for source, passed in by_flow.items():
        flow = passed[0].test.flow
        yield ""
        yield f"{source}, {count_noun(len(passed), 'test', spell=False)}:"
        with pause_gc():
            suite = RecordedSuite(passed)
        mutation = MutationRun(flow, suite)
        stopped = follow(mutation.steps())
        scores.append(mutation.score())
        yield from score_report(flow, scores[-1])
        if stopped is not None:
            yield partial_note(stopped)
            raise KeyboardInterrupt
