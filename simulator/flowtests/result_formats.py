"""Verdicts for programs: JSON, JUnit XML, GitHub's annotations, Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from simulator.flowtests.flow_test import CallVerdict
from simulator.words.markup import escape_markdown, escape_runner_xml, github_command, markdown_fence
from simulator.words.sanitizer import OutputText, escape_signs, join_lines

if TYPE_CHECKING:
    from xml.etree import ElementTree

SUMMARY_MOST = 20
"""Failures that a Markdown summary tells in full."""


def results_json(verdicts: Sequence[CallVerdict]) -> dict[str, Any]:
    """The results as JSON values, in the documented order."""
    failed = sum(not verdict.passed for verdict in verdicts)
    return {"passed": len(verdicts) - failed, "failed": failed, "tests": list(map(_test_json, verdicts))}


def _test_json(verdict: CallVerdict) -> dict[str, Any]:
    test, problem = verdict.test, verdict.problem
    return {
        "name": test.name,
        "file": test.file,
        "line": test.line,
        "passed": verdict.passed,
        "problem": problem and {"line": problem.line, "expected": problem.expected, "got": problem.got},
    }


def junit_xml(verdicts: Sequence[CallVerdict]) -> bytes:
    """The results as JUnit XML in UTF-8: a suite for each file, its tests with file and line."""
    from xml.etree import ElementTree  # few runs write XML

    root = ElementTree.Element("testsuites", _suite_counts(verdicts))
    for file, group in groupby(verdicts, key=lambda verdict: verdict.test.file):
        members = list(group)
        suite = ElementTree.SubElement(root, "testsuite", {"name": escape_signs(file), **_suite_counts(members)})
        for verdict in members:
            _add_case(suite, verdict)
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{escape_runner_xml(text)}\n".encode()


def _suite_counts(verdicts: Sequence[CallVerdict]) -> dict[str, str]:
    return {
        "tests": str(len(verdicts)),
        "failures": str(sum(not verdict.passed for verdict in verdicts)),
        "errors": "0",
        "skipped": "0",
        "time": f"{sum(verdict.seconds for verdict in verdicts):.6f}",
    }


def _add_case(suite: ElementTree.Element, verdict: CallVerdict) -> None:
    from xml.etree import ElementTree

    test, problem = verdict.test, verdict.problem
    case = ElementTree.SubElement(
        suite,
        "testcase",
        {
            "name": escape_signs(test.name),
            "classname": escape_signs(test.file),
            "file": escape_signs(test.file),
            "line": str(test.line),
            "time": f"{verdict.seconds:.6f}",
        },
    )
    if problem is not None:
        from simulator.flowtests.failure_text import failure_report, reason  # most runs pass

        attributes = {"message": reason(problem), "type": "FlowTestFailure"}
        failure = ElementTree.SubElement(case, "failure", attributes)
        failure.text = failure_report(verdict)


def github_annotations(verdicts: Iterable[CallVerdict]) -> Iterator[OutputText]:
    """One GitHub workflow command for each failure: it is shown at its line of the file."""
    from simulator.flowtests.cause import describe_cause

    for verdict in verdicts:
        if (problem := verdict.problem) is not None:
            where = {"file": verdict.test.file, "line": problem.line, "col": problem.column, "title": verdict.test.name}
            cause = describe_cause(verdict)
            remarks = [problem.hint, f"because: {cause}" if cause else ""]
            text = f"expected {problem.expected}, got {problem.got}"
            yield github_command("error", where, text + "".join(f" ({remark})" for remark in remarks if remark))


def markdown_summary(verdicts: Sequence[CallVerdict], seconds: float) -> OutputText:
    """A summary for people: a line for each file, and the failures as they are reported."""
    from simulator.flowtests.failure_text import failure_report

    failed = [verdict for verdict in verdicts if not verdict.passed]
    lines = [
        f"### Flow tests: {tally_line(verdicts, seconds)}",
        "",
        "| file | passed | failed |",
        "| --- | ---: | ---: |",
    ]
    for file, group in groupby(verdicts, key=lambda verdict: verdict.test.file):
        members = list(group)
        wrong = sum(not verdict.passed for verdict in members)
        lines.append(f"| {escape_markdown(file)} | {len(members) - wrong} | {wrong} |")
    for verdict in failed[:SUMMARY_MOST]:
        text = failure_report(verdict)
        fence = markdown_fence(text)
        lines += ["", fence, text, fence]
    if len(failed) > SUMMARY_MOST:
        lines += ["", f"... and {len(failed) - SUMMARY_MOST:,} more"]
    return join_lines([*lines, ""])


def tally_line(verdicts: Sequence[CallVerdict], seconds: float) -> str:
    """``2 failed, 15 passed in 0.03 s``."""
    failed = sum(not verdict.passed for verdict in verdicts)
    passes = len(verdicts) - failed
    parts = [f"{failed:,} failed"] * bool(failed) + [f"{passes:,} passed"] * bool(passes or not failed)
    return f"{', '.join(parts)} in {seconds:.2f} s"
