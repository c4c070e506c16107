"""Findings as SARIF 2.1.0 (OASIS standard), which code hosts and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from simulator import __version__
from simulator.checks.baseline import finding_identity
from simulator.checks.registry import Check, check_of
from simulator.checks.rule import Finding, Severity
from simulator.words.markup import dump_json
from simulator.words.sanitizer import OutputText

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def findings_sarif(findings: Iterable[Finding]) -> OutputText:
    """One run, with the rules that found something and their pages."""
    every = list(findings)
    codes = sorted({finding.code for finding in every})
    places = {code: index for index, code in enumerate(codes)}
    driver = {"name": "ivrsim", "version": __version__, "rules": [_rule_object(check_of(code)) for code in codes]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        # columns here count code points; SARIF would assume UTF-16 units
        "columnKind": "unicodeCodePoints",
        "results": [_result_object(finding, places[finding.code]) for finding in every],
    }
    return dump_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule_object(check: Check) -> dict[str, Any]:
    return {
        "id": check.rule.code,
        "name": check.rule.name,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.section("What it does")},
        "help": {"text": check.plain_page, "markdown": check.page},
        "defaultConfiguration": {"level": LEVELS[check.rule.severity]},
    }


def _result_object(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "partialFingerprints": {"ruleReceptionistField/v1": "|".join(finding_identity(finding))},
    }
    if finding.file:
        result["locations"] = [_location_object(finding)]
    if more := [_location_object(part) for part in finding.parts[1:] if part.file]:
        result["relatedLocations"] = more
    return result


def _location_object(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": file_uri(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": max(1, finding.column)}
    named = [{"name": finding.receptionist, "kind": "object"}] if finding.receptionist is not None else []
    return {"physicalLocation": place, **({"logicalLocations": named} if named else {})}


def file_uri(file: str) -> str:
    """A file's name as a URI reference."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
