"""Findings in the forms that people and programs read: text, JSON, GitHub annotations and a GitLab report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from typing import Any

from simulator.checks.baseline import finding_identity
from simulator.checks.merging import unnamed_places
from simulator.checks.rule import SEVERITIES, Finding, Severity
from simulator.checks.run import CheckReport
from simulator.config.flow import Flow
from simulator.words.markup import dump_json, github_command
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import OutputText, join_lines

CONTRACT = ("code", "rule", "severity", "message", "file", "line", "column", "receptionist", "field")
"""The fields of a finding as JSON."""

_NOUNS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_GITLAB: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
_GITHUB: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def findings_text(flow: Flow, report: CheckReport, *, beside: int = 0) -> OutputText:
    """Findings grouped by receptionist, and one closing line of counts; ``beside`` are in the baseline."""
    lines: list[str] = []
    for key, group in groupby(report.findings, lambda finding: finding.receptionist):
        lines.append(f"{key} ({flow.receptionists[key].name})" if key in flow.receptionists else "the flow")
        for finding in group:
            place = f"{finding.file}:{finding.line}:{finding.column}: " if finding.file else ""
            lines += [f"  {place}{finding.severity} {finding.code} {finding.rule}", f"      {finding.message}"]
            lines += [f"      {_named_place(part)}" for part in unnamed_places(finding)]
        lines.append("")
    return join_lines([*lines, closing_line(flow, report, beside=beside)])


def _named_place(part: Finding) -> str:
    place = f"{part.file}:{part.line}:{part.column}: " if part.file else ""
    return f"{place}{part.receptionist}{f', {part.field}' if part.field else ''}"


def closing_line(flow: Flow, report: CheckReport, *, beside: int = 0) -> str:
    """One line of counts."""
    source = "standard input" if flow.source == "-" else flow.title
    start = f"{source}: {count_noun(len(flow.receptionists), 'receptionist', spell=False)}, "
    also = [f"{report.silenced:,} silenced"] if report.silenced else []
    also += [f"{beside:,} in the baseline"] if beside else []
    end = f" ({', '.join(also)})" if also else ""
    if not report.findings:
        return f"{start}no problem found{end}"
    example = min(report.findings, key=lambda one: SEVERITIES.index(one.severity)).code
    return f"{start}{count_severities(report.findings)}{end}; ivrsim explain {example} says why"


def count_severities(findings: Iterable[Finding]) -> str:
    """Return how many of each severity: ``2 errors, 1 warning``."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(count_noun(counts[name], _NOUNS[name], spell=False) for name in SEVERITIES if counts[name])


def findings_json(findings: Iterable[Finding]) -> OutputText:
    """The contract: an array of objects."""
    return dump_json([{name: getattr(finding, name) for name in CONTRACT} for finding in findings], indent=2)


def github_annotations(findings: Iterable[Finding]) -> OutputText:
    """Annotations: commands that GitHub Actions reads from a job's output."""
    return join_lines(_github_annotation(finding) for finding in findings)


def _github_annotation(finding: Finding) -> OutputText:
    places = {
        "file": finding.file,
        "line": finding.line,
        "col": finding.column,
        "title": f"{finding.code} {finding.rule}",
    }
    return github_command(_GITHUB[finding.severity], places, finding.message)


def gitlab_report(findings: Iterable[Finding]) -> OutputText:
    """GitLab's Code Quality report: fingerprints stay the same when lines move."""
    return dump_json(
        [dict(_gitlab_fields(finding, mark)) for finding, mark in zip(*_with_fingerprints(findings), strict=True)],
        indent=2,
    )


def _with_fingerprints(findings: Iterable[Finding]) -> tuple[list[Finding], list[str]]:
    """Findings, each with a fingerprint of its own."""
    every = list(findings)
    repeats: Counter[tuple[str, str, str]] = Counter()
    marks = []
    for finding in every:
        # equal findings are numbered: GitLab expects each fingerprint to be unique
        name = finding_identity(finding)
        repeats[name] += 1
        marks.append(sha256("\0".join((*name, str(repeats[name]))).encode("utf-8", "surrogatepass")).hexdigest())
    return every, marks


def _gitlab_fields(finding: Finding, mark: str) -> Iterator[tuple[str, Any]]:
    yield "description", finding.message
    yield "check_name", f"{finding.code} {finding.rule}"
    yield "fingerprint", mark
    yield "severity", _GITLAB[finding.severity]
    yield "location", {"path": finding.file, "lines": {"begin": max(1, finding.line)}}


FORMATS: Mapping[str, Callable[[Iterable[Finding]], OutputText]] = {
    "json": findings_json,
    "github": github_annotations,
    "gitlab": gitlab_report,
}
