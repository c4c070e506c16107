"""The schemas that editors read: they take what the loader takes, and refuse what one file can show to be wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft7Validator

from simulator.loader.flow_schema import flow_schema
from simulator.loader.receptionist_file import read_receptionist
from simulator.loader.receptionist_schema import receptionist_schema
from tests.loader import core_yaml
from tests.loader.agreement import alone, bodies, changed, loads, objections

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "flows" / "broken"
RECEPTIONIST = Draft7Validator(receptionist_schema())
FLOW = Draft7Validator(flow_schema())

NO_TEXT = "the editor's own reader objects"
ELSEWHERE = "looks into another file, or at another section"
BEYOND = {
    "destination-twice": "two words for one type",
    "duplicate-key.json": NO_TEXT,
    "duplicate-key.yaml": NO_TEXT,
    "entry-key-differs.yaml": "a value against its key",
    "entry-misspelt": ELSEWHERE,
    "exponent-as-option.yaml": "an editor sees the number 1000",
    "file-missing": ELSEWHERE,
    "half-a-character.json": "text to an editor",
    "hash-as-key.yaml": "a comment to an editor",
    "id-past-2-to-the-53.json": "exact and inexact numbers are alike",
    "id-twice": ELSEWHERE,
    "name-misspelt": ELSEWHERE,
    "name-of-another-type": ELSEWHERE,
    "name-twice": ELSEWHERE,
    "name-without-catalogue.yaml": ELSEWHERE,
    "no-flow-file": ELSEWHERE,
    "number-leads-nowhere": ELSEWHERE,
    "option-twice.yaml": "two entries of a list",
    "receptionist-misspelt": ELSEWHERE,
    "receptionist-twice": NO_TEXT,
    "script-file-missing": ELSEWHERE,
}
"""What no schema of one file can show to be wrong, and why."""


def values(path: Path) -> Any:
    """What an editor hands to its schema checker."""
    return json.loads(path.read_text(encoding="utf-8")) if path.suffix == ".json" else core_yaml.read(path)


def validator(path: Path) -> Draft7Validator:
    return FLOW if path.name == "flow.yaml" else RECEPTIONIST


@pytest.mark.parametrize("schema", [receptionist_schema(), flow_schema()], ids=["receptionist", "flow"])
def test_they_are_schemas(schema: dict[str, Any]) -> None:
    Draft7Validator.check_schema(schema)
    assert "$ref" not in json.dumps(schema)


SHIPPED = sorted(
    path
    for folder in ("flows", "tests/golden")
    for path in (ROOT / folder).rglob("*.yaml")
    if BROKEN not in path.parents and not path.name.endswith(".calls.yaml") and path.parent.name != "holidays"
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_is_as_its_schema_says(path: Path) -> None:
    assert objections(validator(path), values(path)) == []


def is_refused(sin: Path) -> bool:
    """Whether an editor underlines something in a file, or in a file of a folder."""
    try:
        return any(objections(validator(path), values(path)) for path in ([sin] if sin.is_file() else sin.iterdir()))
    except (yaml.YAMLError, ValueError):
        return True


def test_what_one_file_shows_to_be_wrong_is_refused() -> None:
    assert [sin.name for sin in sorted(BROKEN.iterdir()) if not is_refused(sin)] == sorted(BEYOND)


@settings(max_examples=400)
@given(changed(bodies()))
def test_a_changed_receptionist_is_refused_by_both_or_by_neither(body: Any) -> None:
    problems = loads(body, lambda shelf, document: read_receptionist(shelf, "main", document, (), body))
    assert bool(alone(problems)) == bool(objections(RECEPTIONIST, body)), (problems, objections(RECEPTIONIST, body))
