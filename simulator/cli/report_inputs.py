"""The inputs of ``ivrsim report``: checks, proofs, rehearsed calls, readings, changes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from simulator.approval.assumption_facts import day_words
from simulator.approval.check_facts import CallResult
from simulator.approval.flow_report import ReportInputs
from simulator.checks.prove import ProofRun
from simulator.checks.run import Examination
from simulator.cli.draw import name_of_flow
from simulator.cli.existing_coverage import covered_by
from simulator.cli.progress import follow, partial_note
from simulator.cli.revisions import is_revision, load_revision, revision, revision_day
from simulator.cli.screen import complain
from simulator.cli.today_flag import today_of
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.flowtests.collection import find_test_files
from simulator.flowtests.flow_test import CallVerdict
from simulator.graph.compare.readings import ReadingComparison
from simulator.graph.coverage.tally import Coverage
from simulator.graph.review.change import Review, ReviewRun
from simulator.graph.work_step import WorkStep
from simulator.loader.flow_location import locate_flow, path_as_flow
from simulator.loader.receptionist_file import Shelf


class _Stopped(Exception):
    """Ctrl-C ended the search; a page to sign with a part of the results would mislead."""


class CallResults(NamedTuple):
    """The flow's tests that have run, and what they cover; None: there are no tests."""

    calls: tuple[CallResult, ...]
    coverage: Coverage | None


def gather_inputs(options: argparse.Namespace, flow: Flow, shelf: Shelf) -> ReportInputs | None:
    """Return everything that the page needs of a flow; None where Ctrl-C ended the search."""
    today = today_of(options)
    before = read_since(options, flow)
    try:
        return _search(options, flow, shelf, before, today)
    except _Stopped:
        return None


def _search(
    options: argparse.Namespace, flow: Flow, shelf: Shelf, before: tuple[Flow, str] | None, today: date
) -> ReportInputs:
    examination = Examination(flow, shelf)
    _go(examination.steps())
    proof_run = ProofRun(flow)
    _go(proof_run.steps())
    comparison = ReadingComparison(flow)
    _go(comparison.steps())
    rehearsal = _rehearse(options, flow)
    return ReportInputs(
        client=client_name(options, flow),
        today=today,
        proof=proof_run.proof(),
        findings=examination.report().findings,
        calls=rehearsal.calls,
        coverage=rehearsal.coverage,
        readings=comparison.readings,
        review=None if before is None else _review(before[0], flow),
        since="" if before is None else before[1],
    )


def _go(steps: Iterable[WorkStep]) -> None:
    if (stopped := follow(steps)) is not None:
        complain(f"{partial_note(stopped)} Nothing is written.")
        raise _Stopped


def client_name(options: argparse.Namespace, flow: Flow) -> str:
    """Return whose phone menu it is, for the title."""
    return " ".join((options.client or "").split()) or name_of_flow(flow)


def read_since(options: argparse.Namespace, flow: Flow) -> tuple[Flow, str] | None:
    """Return the flow of ``--since`` as this one is looked at, and its day. Raises ``UsageError``."""
    if options.since is None:
        return None
    if not is_revision(options.since):
        raise UsageError(f"--since: {options.since} is not a revision; use git:HEAD, git:main or git:v1.2")
    location = revision(options.since, options.flow)
    day = date.fromisoformat(revision_day(location))
    return look_alike(load_revision(location), flow, options), day_words(day)


def look_alike(old: Flow, flow: Flow, options: argparse.Namespace) -> Flow:
    """Return an earlier flow, looked at as the command line asks for this one."""
    if flow.variant is not None and flow.variant in old.variants:
        old = old.in_variant(flow.variant)
    if options.semantics is not None:
        old = old.with_semantics(flow.semantics)
    if options.entry is not None and flow.entry in old.receptionists:
        old = old.entered_at(flow.entry)
    return old.rung_at(options.number) if options.number is not None else old


def _review(old: Flow, new: Flow) -> Review:
    review_run = ReviewRun(old, new)
    _go(review_run.steps())
    return review_run.review()


def _rehearse(options: argparse.Namespace, flow: Flow) -> CallResults:
    """Run the tests in the flow's folder: a single file may lie anywhere, next to tests of anything."""
    path = locate_flow(options.flow).path
    if path is None or path.stem != "flow":
        return CallResults((), None)
    folder = path_as_flow(str(path.parent))
    try:
        find_test_files([folder])
    except UsageError:  # there are none
        return CallResults((), None)
    calls: list[CallResult] = []

    def take(verdict: CallVerdict) -> None:
        calls.append(CallResult(verdict.test.name, verdict.problem is None))

    coverage = covered_by(flow, [folder], take_verdict=take)
    if not calls:
        return CallResults((), None)
    _go(coverage.search())
    return CallResults(tuple(calls), coverage)
