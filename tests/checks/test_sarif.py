"""SARIF 2.1.0: what the standard requires of the parts that are written."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from simulator import __version__
from simulator.checks.base import SEVERITIES
from simulator.checks.sarif import as_sarif, uri
from tests.checks.small import finding

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
POSITIVE = {"type": "integer", "minimum": 1}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


RULE = closed(
    ["id"],
    id={"type": "string"},
    name={"type": "string"},
    shortDescription=TEXT,
    fullDescription=TEXT,
    help={**TEXT, "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}},
    defaultConfiguration=closed([], level=LEVEL),
)
REGION = closed([], startLine=POSITIVE, startColumn=POSITIVE)
ARTIFACT = closed([], uri={"type": "string", "pattern": r"^[^ \\]*$"})
LOCATION = closed(
    [],
    physicalLocation=closed([], artifactLocation=ARTIFACT, region=REGION),
    logicalLocations={"type": "array", "items": closed([], name={"type": "string"}, kind={"type": "string"})},
)
RESULT = closed(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=TEXT,
    locations={"type": "array", "items": LOCATION},
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
)
DRIVER = closed(["name"], name={"type": "string"}, version={"type": "string"}, rules={"type": "array", "items": RULE})
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
SARIF = Draft7Validator(
    closed(
        ["version", "runs"],
        **{"$schema": {"type": "string"}, "version": {"enum": ["2.1.0"]}, "runs": {"type": "array", "items": RUN}},
    )
)
"""The part of the standard's schema that is about what is written here (OASIS, SARIF 2.1.0, section 3)."""


def objections(text: str) -> list[str]:
    return [f"{one.json_path}: {one.message}" for one in SARIF.iter_errors(json.loads(text))]


def test_findings_of_every_severity_keep_to_the_standard() -> None:
    every = [finding(severity=severity) for severity in SEVERITIES]
    assert objections(as_sarif([*every, finding(receptionist=None, line=0)])) == []
    assert objections(as_sarif([])) == []


def test_a_finding_names_its_rule_its_place_and_its_receptionist() -> None:
    written = json.loads(as_sarif([finding()]))["runs"][0]
    assert written["tool"]["driver"]["version"] == __version__
    assert [rule["id"] for rule in written["tool"]["driver"]["rules"]] == ["IVR202"]
    assert written["results"] == [
        {
            "ruleId": "IVR202",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "timeout is 20 s"},
            "partialFingerprints": {"ruleReceptionistField/v1": "IVR202|main|timeout"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "a%20b/main.yaml"},
                        "region": {"startLine": 7, "startColumn": 10},
                    },
                    "logicalLocations": [{"name": "main", "kind": "object"}],
                }
            ],
        }
    ]


def test_a_file_is_named_by_a_uri(tmp_path: Path) -> None:
    assert uri("flows/a b.yaml") == "flows/a%20b.yaml"
    assert uri("<stdin>") == "%3Cstdin%3E"
    assert uri(str(tmp_path / "menu.yaml")) == (tmp_path / "menu.yaml").as_uri()
