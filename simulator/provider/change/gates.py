"""The gates before a flow goes live: checks, proofs, tests. Each can be overridden, with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from simulator.callers.rehearsal import Rehearsal
from simulator.checks.prove import prove_flow
from simulator.checks.run import run_checks
from simulator.config.check_options import CheckOptions, Severity
from simulator.config.flow import Flow
from simulator.flowtests.collection import find_test_files, load_all, run_all
from simulator.flowtests.flow_test import CallVerdict
from simulator.loader.receptionist_file import Shelf
from simulator.report.proof_text import caller_text

Gate = Literal["checks", "proofs", "tests"]
GATES: tuple[Gate, ...] = ("checks", "proofs", "tests")

REQUIRED = "IVR610"
"""A field that the provider's document requires: not an error of a check, but one of a push."""

NOT_CATALOGUED = "IVR114"
"""A destination outside the catalogue: an error of a push where the catalogue comes from the provider."""

LEADS_NOWHERE = "IVR104"
"""A destination that names no receptionist of the flow: it may name a live one of another flow."""

TOLD_MOST = 5
"""Failures of one gate that are shown in full."""


class GateRefusal(NamedTuple):
    """The objections of a gate, line by line, and the flag that overrides it."""

    gate: Gate
    lines: tuple[str, ...]

    @property
    def flag(self) -> str:
        """The flag, which takes a reason."""
        return f"--despite-{self.gate}"


class GateResult(NamedTuple):
    """The objections of the gates, and notes on them."""

    refusals: tuple[GateRefusal, ...]
    notes: tuple[str, ...]


def try_gates(flow: Flow, shelf: Shelf, folder: str, alive: Collection[str] = ()) -> GateResult:
    """Try a flow, in its variant, at every gate; tests are those in and below its ``folder``.

    To lead to a receptionist that is ``alive`` (its id) and not of the flow is not an error here. Raises
    ``FlowError`` for tests that cannot be read.
    """
    tests, notes = _test_objections(flow, folder)
    lines: dict[Gate, list[str]] = {
        "checks": [*_check_objections(flow, shelf, alive)],
        "proofs": [*_proof_objections(flow)],
        "tests": tests,
    }
    return GateResult(tuple(GateRefusal(gate, tuple(lines[gate])) for gate in GATES if lines[gate]), tuple(notes))


def _check_objections(flow: Flow, shelf: Shelf, alive: Collection[str]) -> Iterator[str]:
    check_options = flow.checks or CheckOptions()
    # The flow's own severities win, below: what it accepts with a reason is accepted by a push, too.
    errors: dict[str, Severity] = {REQUIRED: "error"}
    if flow.pulled:
        errors[NOT_CATALOGUED] = "error"
    weighed = replace(check_options, severities={**errors, **check_options.severities})
    blocking = [
        finding
        for finding in run_checks(flow, shelf, weighed).findings
        if finding.severity == "error"
        and not (finding.code == LEADS_NOWHERE and _leads_to(flow, finding.receptionist, alive))
    ]
    for finding in blocking[:TOLD_MOST]:
        place = f"{finding.file}:{finding.line}:{finding.column}: " if finding.file else ""
        yield f"{place}{finding.code} {finding.rule}: {finding.message}"
    yield from _more_line(len(blocking), "ivrsim check")


def _leads_to(flow: Flow, key: str | None, alive: Collection[str]) -> bool:
    """Return whether every receptionist that one leads to and that is not of the flow is live."""
    ways = flow.receptionists[key].ways() if key is not None else ()
    others = [route.destination for route in ways if flow.receptionist_for(route.destination) is None]
    return all(to.id in alive for to in others if to.names_receptionist)


def _proof_objections(flow: Flow) -> Iterator[str]:
    proof = prove_flow(flow)
    failed = [claim for claim in proof.claims if not claim.holds]
    rehearsal = Rehearsal(flow)
    source = f"{flow.source} --variant {flow.variant}" if flow.variant else flow.source
    for claim in failed[:TOLD_MOST]:
        yield f"does not hold: {claim.claim}{f' {claim.because}' if claim.because else ''}"
        if claim.counterexample is not None:
            yield from (f"  {line}" for line in caller_text(rehearsal, claim.counterexample, source))
    yield from _more_line(len(failed), "ivrsim prove")


def _test_objections(flow: Flow, folder: str) -> tuple[list[str], list[str]]:
    """Return the tests that fail, and a note where no test covers what is pushed.

    Each runs as ``ivrsim test`` runs it: in the variant that it names, else in the flow as it is.
    """
    files = load_all(_test_files(folder), within=[Path(folder)])
    verdicts = run_all([test for file in files for test in file.tests])
    failed = [verdict for verdict in verdicts if not verdict.passed]
    sources = {file.name: file.document.text.splitlines() for file in files}
    lines = [line for verdict in failed[:TOLD_MOST] for line in _failure_lines(verdict, sources[verdict.test.file])]
    notes = [] if verdicts else [f"there are no tests in {folder}: only checks and proofs speak for it"]
    if verdicts and flow.variant and not any(verdict.test.flow.variant == flow.variant for verdict in verdicts):
        notes = [f"no test names the variant {flow.variant}: only checks and proofs speak for it"]
    return [*lines, *_more_line(len(failed), f"ivrsim test {folder}")], notes


def _test_files(folder: str) -> list[str]:
    return find_test_files([folder]) if any(Path(folder).rglob("*.calls.y*ml")) else []


def _failure_lines(verdict: CallVerdict, source: list[str]) -> Iterator[str]:
    problem = verdict.problem
    assert problem is not None, "a failed test has a problem"
    yield f"{verdict.test.file}:{problem.line}: {verdict.test.name}: expected {problem.expected}, got {problem.got}"
    if 0 < problem.line <= len(source):
        yield f"  > {problem.line:>4} | {source[problem.line - 1].strip()}"


def _more_line(count: int, command: str) -> Iterator[str]:
    if count > TOLD_MOST:
        yield f"and {count - TOLD_MOST:,} more; {command} lists them"
