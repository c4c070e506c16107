"""The outcome of a patch for one flow, as JSON values: what would change, what callers notice, what fails anew."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Literal

from simulator.graph.review.change import ReviewRun
from simulator.graph.work_step import go_through
from simulator.patches.flow_files import FileChange, FlowFiles, Misfit, open_files
from simulator.patches.flow_patch import StepMisfit, fit_patch
from simulator.patches.new_failures import find_new_failures
from simulator.patches.patch_file import Patch
from simulator.report.review_report import noticed_text, review_json

PatchOutcome = Literal["changes", "already so", "does not fit", "refused"]


def plan_patch(patch: Patch, source: str, *, accepts_failures: bool = False) -> dict[str, Any]:
    """Return the outcome of a patch for a flow; nothing is written. Raises as ``load`` does.

    ``files`` have the new ``text`` of each file that changes, and digests (SHA-256 of the UTF-8) of its text before and
    after. With ``accepts_failures``, what fails anew is listed and does not refuse the flow.
    """
    try:
        before = open_files(source)
    except Misfit as misfit:
        return _result(patch, source, "does not fit", str(misfit))
    after = fit_patch(patch, before)
    if isinstance(after, StepMisfit):
        outcome: PatchOutcome = "refused" if after.is_refused else "does not fit"
        return {**_result(patch, source, outcome, after.reason), "edit": f"{after.step.place}: {after.step.kind}"}
    if not after.changes:
        return _result(patch, source, "already so", "")
    failures = find_new_failures(before, after)
    outcome = "refused" if failures and not accepts_failures else "changes"
    return {
        **_result(patch, source, outcome, failures[0] if outcome == "refused" else ""),
        "files": [_file_json(change) for change in after.changes.values()],
        "failures": failures,
        **_callers_json(before, after),
    }


def _result(patch: Patch, source: str, outcome: PatchOutcome, reason: str) -> dict[str, Any]:
    return {
        "flow": source,
        "patch": patch.name,
        "about": patch.about,
        "outcome": outcome,
        "reason": reason or None,
        "edit": None,
        "files": [],
        "failures": [],
        "noticed": "",
        "callers": None,
        "written": False,
    }


def _file_json(change: FileChange) -> dict[str, Any]:
    return {
        "file": change.name,
        "path": str(change.path),
        "difference": change.difference,
        "before": text_digest(change.old),
        "after": text_digest(change.new),
        "text": change.new,
    }


def text_digest(text: str) -> str:
    """Return the digest by which a text is recognized later."""
    return sha256(text.encode("utf-8")).hexdigest()


def _callers_json(before: FlowFiles, after: FlowFiles) -> dict[str, Any]:
    comparison = ReviewRun(before.flow, after.flow)
    go_through(comparison.steps())
    review = comparison.review()
    return {"noticed": noticed_text(review), "callers": review_json(review)}
