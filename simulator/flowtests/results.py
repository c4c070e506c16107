"""Verdicts for programs: JSON, JUnit XML, GitHub's annotations, Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

from simulator.config.readable import readable
from simulator.flowtests.cause import describe_cause
from simulator.flowtests.model import Verdict
from simulator.flowtests.reporting import reason, report

SUMMARY_MOST = 20
"""Failures that a Markdown summary tells in full."""


def as_json(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The results as JSON values, in the documented order."""
    failed = sum(not verdict.passed for verdict in verdicts)
    return {"passed": len(verdicts) - failed, "failed": failed, "tests": list(map(_test, verdicts))}


def _test(verdict: Verdict) -> dict[str, Any]:
    test, problem = verdict.test, verdict.problem
    return {
        "name": test.name,
        "file": test.file,
        "line": test.line,
        "passed": verdict.passed,
        "problem": problem and {"line": problem.line, "expected": problem.expected, "got": problem.got},
    }


def junit(verdicts: Sequence[Verdict]) -> bytes:
    """The results as JUnit XML in UTF-8: a suite for each file, its tests with file and line."""
    root = ElementTree.Element("testsuites", _counts(verdicts))
    for file, group in groupby(verdicts, key=lambda verdict: verdict.test.file):
        members = list(group)
        suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(file), **_counts(members)})
        for verdict in members:
            _case(suite, verdict)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _counts(verdicts: Sequence[Verdict]) -> dict[str, str]:
    return {
        "tests": str(len(verdicts)),
        "failures": str(sum(not verdict.passed for verdict in verdicts)),
        "errors": "0",
        "skipped": "0",
        "time": f"{sum(verdict.seconds for verdict in verdicts):.6f}",
    }


def _case(suite: ElementTree.Element, verdict: Verdict) -> None:
    test, problem = verdict.test, verdict.problem
    case = ElementTree.SubElement(
        suite,
        "testcase",
        {
            "name": _xml(test.name),
            "classname": _xml(test.file),
            "file": _xml(test.file),
            "line": str(test.line),
            "time": f"{verdict.seconds:.6f}",
        },
    )
    if problem is not None:
        message = _xml(reason(problem))
        failure = ElementTree.SubElement(case, "failure", {"message": message, "type": "FlowTestFailure"})
        failure.text = _xml(report(verdict))


def _xml(text: str) -> str:
    """Text that XML 1.0 can hold: no control characters, halves of characters, U+FFFE or U+FFFF."""
    return "\n".join(map(readable, text.split("\n"))).replace("\ufffe", "?").replace("\uffff", "?")


def github(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """One GitHub workflow command for each failure: it is shown at its line of the file."""
    for verdict in verdicts:
        if (problem := verdict.problem) is not None:
            where = {"file": verdict.test.file, "line": problem.line, "col": problem.column, "title": verdict.test.name}
            properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
            cause = describe_cause(verdict)
            more = [problem.hint, f"because: {cause}" if cause else ""]
            told = "".join(f" ({one})" for one in more if one)
            yield f"::error {properties}::{_message(f'expected {problem.expected}, got {problem.got}{told}')}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def markdown(verdicts: Sequence[Verdict], seconds: float) -> str:
    """A summary for people: a line for each file, and the failures as they are reported."""
    failed = [verdict for verdict in verdicts if not verdict.passed]
    lines = [f"### Flow tests: {tally(verdicts, seconds)}", "", "| file | passed | failed |", "| --- | ---: | ---: |"]
    for file, group in groupby(verdicts, key=lambda verdict: verdict.test.file):
        members = list(group)
        wrong = sum(not verdict.passed for verdict in members)
        lines.append(f"| {_cell(file)} | {len(members) - wrong} | {wrong} |")
    for verdict in failed[:SUMMARY_MOST]:
        text = report(verdict)
        fence = "`" * max(3, 1 + max(map(len, _ticks(text)), default=0))
        lines += ["", fence, text, fence]
    if len(failed) > SUMMARY_MOST:
        lines += ["", f"... and {len(failed) - SUMMARY_MOST:,} more"]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return readable(text).replace("|", "\\|").replace("<", "&lt;")


def _ticks(text: str) -> list[str]:
    return ["`" * len(list(run)) for sign, run in groupby(text) if sign == "`"]


def tally(verdicts: Sequence[Verdict], seconds: float) -> str:
    """``2 failed, 15 passed in 0.03 s``."""
    failed = sum(not verdict.passed for verdict in verdicts)
    passed = len(verdicts) - failed
    parts = [f"{failed:,} failed"] * bool(failed) + [f"{passed:,} passed"] * bool(passed or not failed)
    return f"{', '.join(parts)} in {seconds:.2f} s"
