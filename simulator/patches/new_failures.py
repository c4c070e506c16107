"""The checks, proofs and tests of a flow that hold before an edit and not after it.

What fails already is nobody's fault here: only what fails anew speaks against an edit. So the flow is tried after the
edit first, and before it only where something fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from simulator.checks.baseline import finding_identity, new_findings
from simulator.checks.claim import Claim
from simulator.checks.merging import single
from simulator.checks.prove import prove_flow
from simulator.checks.rule import Finding
from simulator.checks.run import run_checks
from simulator.errors import FlowError, UsageError
from simulator.flowtests.calls_reader import parse_tests
from simulator.flowtests.flow_test import CallVerdict
from simulator.flowtests.runner import run
from simulator.patches.flow_files import FlowFiles
from simulator.patches.name_changes import tests_of

_Outcome = TypeVar("_Outcome")


def find_new_failures(before: FlowFiles, after: FlowFiles) -> list[str]:
    """Return what fails after an edit and does not before, each in a line; empty: nothing does."""
    return [*_new_errors(before, after), *_broken_claims(before, after), *_failing_tests(before, after)]


def _try(function: Callable[[FlowFiles], _Outcome], files: FlowFiles) -> tuple[_Outcome | None, str]:
    """Return what a trial finds, or why there can be none."""
    try:
        return function(files), ""
    except FlowError as error:
        return None, str(error.problems[0])
    except UsageError as error:
        return None, str(error)


def _find_errors(files: FlowFiles) -> list[Finding]:
    findings = run_checks(files.flow, files.shelf).findings
    return [finding for finding in findings if finding.severity == "error"]


def _new_errors(before: FlowFiles, after: FlowFiles) -> Iterator[str]:
    findings, fault = _try(_find_errors, after)
    if findings == []:
        return
    old, old_fault = _try(_find_errors, before)
    if fault and not old_fault:
        yield f"check: {fault}"
    known = Counter(map(finding_identity, single(old or [])))
    for finding in new_findings(findings or [], known):
        place = f"{finding.file}:{finding.line}:{finding.column}: " if finding.file else ""
        yield f"{place}{finding.code} {finding.rule}: {finding.message}"


def _judge_claims(files: FlowFiles) -> tuple[Claim, ...]:
    return prove_flow(files.flow).claims


def _broken_claims(before: FlowFiles, after: FlowFiles) -> Iterator[str]:
    claims, fault = _try(_judge_claims, after)
    if claims is not None and all(claim.holds for claim in claims):
        return
    old, old_fault = _try(_judge_claims, before)
    if fault and not old_fault:
        yield f"prove: {fault}"
    broken = {claim.claim for claim in old or () if not claim.holds}
    # A claim of a flow that has only other names stands at the same place.
    same = old is not None and claims is not None and [item.about for item in old] == [item.about for item in claims]
    for number, claim in enumerate(claims or ()):
        was_broken = not old[number].holds if same and old is not None else claim.claim in broken
        if not claim.holds and not was_broken:
            yield f"does not hold: {claim.claim}{f' {claim.because}' if claim.because else ''}"


def _failing_tests(before: FlowFiles, after: FlowFiles) -> Iterator[str]:
    old_texts = {document.name: document.text for document in tests_of(before)}
    for document in tests_of(after):
        within = (Path(document.folder), after.path.parent)
        verdicts, fault = _try(lambda files: _verdicts(document.name, document.text, files, within), after)  # noqa: B023 - called at once
        failed = [verdict for verdict in verdicts or () if not verdict.passed]
        if not failed and not fault:
            continue
        text = old_texts.get(document.name, document.text)
        old, old_fault = _try(lambda files: _verdicts(document.name, text, files, within), before)  # noqa: B023 - called at once
        if fault and not old_fault:
            yield f"test: {fault}"
        failed_before = {verdict.test.name for verdict in old or () if not verdict.passed}
        for verdict in failed:
            if verdict.test.name not in failed_before and not old_fault:
                yield _failure_line(verdict)


def _verdicts(name: str, text: str, files: FlowFiles, within: Sequence[Path]) -> list[CallVerdict]:
    return [run(test) for test in parse_tests(name, text, files.flow, within).tests]


def _failure_line(verdict: CallVerdict) -> str:
    problem = verdict.problem
    assert problem is not None, "a failed test has a problem"
    return f"{verdict.test.file}:{problem.line}: {verdict.test.name}: expected {problem.expected}, got {problem.got}"
