"""The baseline: findings that a flow had when somebody began to check it.

A baseline is a JSON file of ``{"code", "receptionist", "field", "count"}``. Lines are not in it, so
findings stay known when lines move; a further finding of the same rule, receptionist and field is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.checks.merging import merge_findings, single
from simulator.checks.rule import Finding
from simulator.errors import UsageError

Known = Counter[tuple[str, str, str]]
_FORM = "use a file that ivrsim check --write-baseline wrote"


def finding_identity(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding is recognized by later: rule, receptionist and field.

    A line number would change with every edit above it.
    """
    return finding.code, finding.receptionist or "", finding.field


def baseline_text(findings: Iterable[Finding]) -> str:
    """Return the text of a baseline that knows these findings."""
    # single ones, not merged: what is merged changes with the flow, and a known place must stay known
    counts = Counter(map(finding_identity, single(findings)))
    items = [
        {"code": code, "receptionist": receptionist or None, "field": field, "count": count}
        for (code, receptionist, field), count in sorted(counts.items())
    ]
    import json

    return json.dumps({"version": 1, "findings": items}, indent=2) + "\n"


def read_baseline(path: Path) -> Known:
    """Return the findings that a file knows. Raises ``UsageError`` for a file that is not a baseline."""
    from simulator.text.json_file import read_json  # reports import this module for its identities alone
    from simulator.text.missing_file import explain_open_error

    try:
        content = read_json(path)
        return Known(dict(_parse_item(item) for item in content["findings"]))
    except OSError as error:
        reason = explain_open_error(error, path, f"ivrsim check --write-baseline {path} writes it")
        raise UsageError(f"--baseline {path}: {reason}") from None
    except (ValueError, TypeError, KeyError):
        raise UsageError(f"--baseline {path}: this is not a baseline; {_FORM}") from None


def _parse_item(item: dict[str, Any]) -> tuple[tuple[str, str, str], int]:
    code, receptionist, field, count = item["code"], item["receptionist"] or "", item["field"], item["count"]
    if not (isinstance(code, str) and isinstance(receptionist, str) and isinstance(field, str)):
        raise TypeError("code, receptionist and field are text")
    if type(count) is not int or count < 1:
        raise TypeError("count is a whole number")
    return (code, receptionist, field), count


def new_findings(findings: Iterable[Finding], baseline: Known) -> tuple[Finding, ...]:
    """Return the findings that the baseline does not know; of a merged one, the places that it does not."""
    # counted down, so that one more finding of the same rule, receptionist and field is new
    remaining = baseline.copy()

    def is_known(finding: Finding) -> bool:
        name = finding_identity(finding)
        remaining[name] -= 1
        return remaining[name] >= 0

    fresh: list[Finding] = []
    for part in (part for finding in findings for part in finding.parts or (finding,)):
        covered = tuple(mate for mate in part.covered if not is_known(mate))
        if not is_known(part):
            fresh.append(replace(part, covered=covered))
    return merge_findings(fresh)
