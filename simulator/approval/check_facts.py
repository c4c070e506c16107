"""The checks that a flow went through, each result in one sentence: rehearsed calls, proofs, known faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from simulator.checks.claim import Claim
from simulator.checks.prove import Proof
from simulator.checks.rule import Finding
from simulator.graph.coverage.tally import Coverage, Tally
from simulator.graph.plain_words import count_noun, join_words, visible

Verdict = Literal["good", "fault", "open"]

_TRAPPED = {
    "silent-caller": "callers who press nothing",
    "wrong-key-caller": "callers who press only wrong keys",
    "silent-or-wrong-caller": "callers who mix both",
}


class CheckLine(NamedTuple):
    """A result: ``good``, a ``fault``, or ``open`` where something was not checked."""

    verdict: Verdict
    text: str


class CallResult(NamedTuple):
    """A test of the flow: its name, and whether the call goes as it should."""

    name: str
    passes: bool


def check_lines(
    proof: Proof, findings: Sequence[Finding], calls: Sequence[CallResult], coverage: Coverage | None
) -> list[CheckLine]:
    """Return every result, one sentence each."""
    return [*_call_lines(calls, coverage), *_claim_lines(proof.claims), *_finding_lines(findings)]


def _call_lines(calls: Sequence[CallResult], coverage: Coverage | None) -> Iterator[CheckLine]:
    if not calls:
        yield CheckLine("open", "No call was rehearsed: this flow has no tests.")
        return
    failing = [visible(call.name) for call in calls if not call.passes]
    passed = len(calls) - len(failing)
    share = f" {_coverage_words(coverage.total)}" if coverage is not None else ""
    if not failing:
        yield CheckLine("good", f"{passed:,} of {len(calls):,} rehearsed calls go as they should.{share}")
        return
    names = join_words([f"“{name}”" for name in failing], most=3)
    yield CheckLine(
        "fault", f"{len(failing):,} of {len(calls):,} rehearsed calls do not go as they should: {names}.{share}"
    )


def _coverage_words(tally: Tally) -> str:
    """Say how much of a flow the calls go through; a percentage is rounded down, so that 100 is only ever all."""
    if tally.covered == tally.of:
        return "They take every way there is."
    return f"They take {tally.covered:,} of {tally.of:,} ways ({int(tally.percent)} %)."


def _claim_lines(claims: Sequence[Claim]) -> Iterator[CheckLine]:
    standing = {claim.about: claim for claim in claims if claim.is_standing and claim.about in _TRAPPED}
    if len(standing) == len(_TRAPPED) and all(claim.holds for claim in standing.values()):
        known = "" if not any(claim.open_ends for claim in standing.values()) else ", as far as this file knows"
        yield CheckLine("good", f"Nobody is trapped{known}: {join_words(list(_TRAPPED.values()))} all get out.")
        standing_shown = {id(claim) for claim in standing.values()}
    else:
        standing_shown = set()
    for claim in claims:
        if id(claim) in standing_shown or (claim.is_standing and claim.holds):
            continue
        world = f" (while {visible(claim.world)})" if claim.world else ""
        because = f" {visible(claim.because)}" if claim.because and not claim.holds else ""
        verdict: Verdict = "good" if claim.holds else "fault"
        words = visible(claim.claim) if claim.holds else f"Not so: {visible(claim.claim)}"
        yield CheckLine(verdict, f"{words}{world}{because}")


def _finding_lines(findings: Sequence[Finding]) -> Iterator[CheckLine]:
    serious = [finding for finding in findings if finding.severity != "info"]
    if not findings:
        yield CheckLine("good", "None of the known faults of phone menus was found.")
    elif not serious:
        yield CheckLine("good", f"No fault was found; {count_noun(len(findings), 'remark')} below.")
    else:
        more = f" and {count_noun(len(findings) - len(serious), 'remark')}" if len(serious) < len(findings) else ""
        yield CheckLine("fault", f"Found: {count_noun(len(serious), 'possible fault')}{more}.")
