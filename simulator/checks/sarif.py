"""Findings as SARIF 2.1.0 (OASIS standard), which code hosts and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from simulator import __version__
from simulator.checks.base import Finding, Severity
from simulator.checks.formats import identity
from simulator.checks.registry import Check, check
from simulator.words.markup import dump_json
from simulator.words.sanitizer import OutputText

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(findings: Iterable[Finding]) -> OutputText:
    """One run, with the rules that found something and their pages."""
    every = list(findings)
    codes = sorted({one.code for one in every})
    places = {code: index for index, code in enumerate(codes)}
    driver = {"name": "ivrsim", "version": __version__, "rules": [_rule(check(code)) for code in codes]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, places[one.code]) for one in every],
    }
    return dump_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(one: Check) -> dict[str, Any]:
    return {
        "id": one.rule.code,
        "name": one.rule.name,
        "shortDescription": {"text": one.title},
        "fullDescription": {"text": one.section("What it does")},
        "help": {"text": one.plain_page, "markdown": one.page},
        "defaultConfiguration": {"level": LEVELS[one.rule.severity]},
    }


def _result(one: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": LEVELS[one.severity],
        "message": {"text": one.message},
        "partialFingerprints": {"ruleReceptionistField/v1": "|".join(identity(one))},
    }
    if one.file:
        result["locations"] = [_location(one)]
    if more := [_location(part) for part in one.parts[1:] if part.file]:
        result["relatedLocations"] = more
    return result


def _location(one: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(one.file)}}
    if one.line:
        place["region"] = {"startLine": one.line, "startColumn": max(1, one.column)}
    named = [{"name": one.receptionist, "kind": "object"}] if one.receptionist is not None else []
    return {"physicalLocation": place, **({"logicalLocations": named} if named else {})}


def uri(file: str) -> str:
    """A file's name as a URI reference."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
