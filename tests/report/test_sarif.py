"""SARIF 2.1.0, validated against its published schema."""

import json
from pathlib import Path

from jsonschema import Draft4Validator

from simulator import __version__
from simulator.checks.registry import rule_codes
from simulator.checks.rule import SEVERITIES
from simulator.checks.run import run_checks
from simulator.config.check_options import CheckOptions
from simulator.loader.flow_kinds import load_with_shelf
from simulator.report.sarif import file_uri, findings_sarif
from tests.checks.small import finding
from tests.conftest import FLOWS

SCHEMA = Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json"
SARIF = Draft4Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER)
"""The published schema, whole."""


def objections(text: str) -> list[str]:
    return [f"{one.json_path}: {one.message}" for one in SARIF.iter_errors(json.loads(text))]


def test_the_schema_is_one_and_objects_to_what_is_none() -> None:
    Draft4Validator.check_schema(SARIF.schema)
    written = json.loads(findings_sarif([finding()]))
    written["runs"][0]["results"][0]["level"] = "bad"
    written["runs"][0]["tool"]["driver"]["colour"] = "red"
    assert sorted(objections(json.dumps(written))) == [
        "$.runs[0].results[0].level: 'bad' is not one of ['none', 'note', 'warning', 'error']",
        "$.runs[0].tool.driver: Additional properties are not allowed ('colour' was unexpected)",
    ]


def test_findings_of_every_severity_keep_to_the_standard() -> None:
    every = [finding(severity=severity) for severity in SEVERITIES]
    assert objections(findings_sarif([*every, finding(receptionist=None, line=0)])) == []
    assert objections(findings_sarif([])) == []


def test_every_rule_in_one_report_keeps_to_the_standard() -> None:
    flow, shelf = load_with_shelf(FLOWS / "council")
    every = run_checks(flow, shelf, CheckOptions(ruleset="accessible")).findings
    made = [finding(code) for code in rule_codes()]
    assert objections(findings_sarif([*every, *made])) == []
    assert len(json.loads(findings_sarif(made))["runs"][0]["tool"]["driver"]["rules"]) == len(rule_codes())


def test_a_finding_names_its_rule_its_place_and_its_receptionist() -> None:
    written = json.loads(findings_sarif([finding()]))["runs"][0]
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
    assert file_uri("flows/a b.yaml") == "flows/a%20b.yaml"
    assert file_uri("<stdin>") == "%3Cstdin%3E"
    assert file_uri(str(tmp_path / "menu.yaml")) == (tmp_path / "menu.yaml").as_uri()
