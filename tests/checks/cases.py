"""The cases of the rules: flows that a rule objects to, or does not, and what it says then."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import merge_findings
from simulator.checks.registry import check_of
from simulator.checks.rule import RULESETS, Finding
from simulator.checks.run import find_in_worlds
from simulator.config.check_options import RulesetName
from simulator.config.schedules import parse_date
from simulator.loader.flow_kinds import load_with_shelf

CASES = Path(__file__).parent / "cases"
SOUND: dict[str, Any] = yaml.safe_load((CASES / "sound.yaml").read_text(encoding="utf-8"))
WORLD: dict[str, Any] = yaml.safe_load((CASES / "world.yaml").read_text(encoding="utf-8"))
GONE = "GONE"
"""In a change: the field is left out."""


class Case(NamedTuple):
    """One flow, and the findings of one rule, as lines."""

    code: str
    name: str
    file: str
    text: str
    ruleset: RulesetName
    finds: list[str]
    today: str = ""


def cases(code: str) -> list[Case]:
    """The cases in a rule's file."""
    content = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
    return [_case(code, one) for one in content["cases"]]


def _case(code: str, one: Mapping[str, Any]) -> Case:
    known = {
        "flow": "flow.yaml",
        "alone": "menu.yaml",
        "answer": "answer.json",
        "change": "flow.yaml",
        "world": "flow.yaml",
    }
    kind = next(kind for kind in known if kind in one)
    bases = {"change": SOUND, "world": changed(SOUND, WORLD)}
    text = json.dumps(changed(bases[kind], one[kind]), indent=1, default=str) if kind in bases else one[kind]
    return Case(code, one["name"], known[kind], text, one.get("ruleset", "default"), one["finds"], one.get("today", ""))


def changed(old: Any, change: Any) -> Any:
    """A tree with what a change says; a list is changed by index, or by a whole list."""
    if isinstance(old, list) and isinstance(change, dict):
        filled = {index: changed(old[index] if index < len(old) else None, one) for index, one in change.items()}
        items = {**dict(enumerate(old)), **filled}
        return [items[index] for index in sorted(items) if items[index] != GONE]
    if not isinstance(old, dict) or not isinstance(change, dict):
        return change
    made = {**old, **{key: changed(old.get(key), one) for key, one in change.items()}}
    return {key: value for key, value in made.items() if value != GONE}


def findings(case: Case, folder: Path) -> list[Finding]:
    """What the case's rule finds in its flow."""
    path = folder / case.file
    path.write_text(case.text, encoding="utf-8")
    flow, shelf = load_with_shelf(path)
    today = parse_date(case.today) if case.today else None
    subject = CheckedFlow(flow, shelf, RULESETS[case.ruleset], today=today)
    return list(merge_findings(find_in_worlds(check_of(case.code), subject)))


def world_subject(folder: Path, change: Mapping[str, Any] | None = None) -> CheckedFlow:
    """The sound flow with office hours, changed and loaded, as rules look at it."""
    path = folder / "flow.yaml"
    path.write_text(json.dumps(changed(changed(SOUND, WORLD), change or {}), default=str), encoding="utf-8")
    return CheckedFlow(*load_with_shelf(path))


def line(finding: Finding) -> str:
    """A finding as a case says it."""
    return f"{finding.severity} {finding.receptionist or '-'} {finding.field or '-'}: {finding.message}"
