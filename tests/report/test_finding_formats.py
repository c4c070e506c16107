"""Findings as people and programs read them."""

import json

from simulator.checks.run import run_checks
from simulator.config.check_options import CheckOptions
from simulator.report.finding_formats import (
    count_severities,
    findings_json,
    findings_text,
    github_annotations,
    gitlab_report,
)
from tests.checks.small import FLOW, finding, report
from tests.graph.small_flows import PERSON, flow, menu


def test_text_is_grouped_by_receptionist_and_closes_with_counts() -> None:
    found = report(finding("IVR605", "error", receptionist=None, line=2, message="a message"), finding(), silenced=1)
    assert findings_text(FLOW, found, beside=3) == (
        "the flow\n"
        "  a b/main.yaml:2:10: error IVR605 timeout-too-short-or-long\n"
        "      a message\n"
        "\n"
        "main (Main menu)\n"
        "  a b/main.yaml:7:10: warning IVR202 timeout-too-short-or-long\n"
        "      timeout is 20 s\n"
        "\n"
        "flows/clinic: 1 receptionist, 1 error, 1 warning (1 silenced, 3 in the baseline)"
        "; ivrsim explain IVR605 says why"
    )


def test_text_of_nothing_is_one_line() -> None:
    assert findings_text(FLOW, report()) == "flows/clinic: 1 receptionist, no problem found"
    assert findings_text(FLOW, report(silenced=2)) == "flows/clinic: 1 receptionist, no problem found (2 silenced)"


def test_counts_name_each_severity_once() -> None:
    assert count_severities([finding(severity="info"), finding(), finding(severity="info")]) == "1 warning, 2 notes"


def test_json_is_the_contract() -> None:
    assert json.loads(findings_json([finding()])) == [
        {
            "code": "IVR202",
            "rule": "timeout-too-short-or-long",
            "severity": "warning",
            "message": "timeout is 20 s",
            "file": "a b/main.yaml",
            "line": 7,
            "column": 10,
            "receptionist": "main",
            "field": "timeout",
        }
    ]
    assert findings_json([]) == "[]"


def test_annotations_escape_what_would_end_them() -> None:
    found = [finding(message="50 %\nof all"), finding("IVR609", "info")]
    assert github_annotations(found).splitlines() == [
        "::warning file=a b/main.yaml,line=7,col=10,title=IVR202 timeout-too-short-or-long::50 %25%0Aof all",
        "::notice file=a b/main.yaml,line=7,col=10,title=IVR609 timeout-too-short-or-long::timeout is 20 s",
    ]


def test_gitlab_knows_a_finding_again_when_its_line_has_moved() -> None:
    before, after = (json.loads(gitlab_report([finding(line=line), finding(line=line + 1)])) for line in (7, 9))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert len({one["fingerprint"] for one in before}) == 2
    assert {**before[0], "fingerprint": ""} == {
        "description": "timeout is 20 s",
        "check_name": "IVR202 timeout-too-short-or-long",
        "fingerprint": "",
        "severity": "minor",
        "location": {"path": "a b/main.yaml", "lines": {"begin": 7}},
    }


def test_below_a_message_that_cannot_name_all_its_places_they_are_listed() -> None:
    made = flow({f"m{number}": menu({"1": PERSON}) for number in range(21)})
    found = run_checks(made, None, CheckOptions(select=("IVR404",)))
    lines = findings_text(made, found).splitlines()
    assert lines[2].startswith("      m0, m1, m2,")
    assert lines[3:-2] == [f"      m{number}, entries" for number in range(21)]
