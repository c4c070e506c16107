"""The registry: no rule lacks its page or its cases, and every case holds."""

from datetime import date
from pathlib import Path

import pytest

from simulator import UsageError
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import (
    OF_FREESWITCH,
    OF_RECORDINGS,
    check_of,
    checks_of,
    has_subject,
    limits_by_code,
    matching_codes,
    rule_codes,
)
from simulator.checks.rule import PAGE, RULESETS, SEVERITIES
from simulator.loader.flow_kinds import load_with_shelf
from tests.checks.cases import CASES, Case, cases, findings, line

PAGES_ONLY = ("IVR107", "IVR409")
"""What loading says, and what takes call records: the page is all there is."""

WRITTEN = sorted(path.stem for path in CASES.glob("IVR*.yaml"))
ALL = [case for code in WRITTEN for case in cases(code)]


def test_every_rule_has_its_file_its_page_and_its_cases() -> None:
    sections = {(check.rule.code, heading): check.section(heading).strip() for check in checks_of() for heading in PAGE}
    assert [place for place, text in sections.items() if not text] == []
    assert tuple(WRITTEN) == rule_codes()
    assert {one.rule.severity for one in checks_of()} <= set(SEVERITIES)
    assert len({one.rule.name for one in checks_of()}) == len(rule_codes())


@pytest.mark.parametrize("code", [code for code in WRITTEN if code not in PAGES_ONLY])
def test_a_rule_has_a_flow_that_it_objects_to_and_one_that_it_does_not(code: str) -> None:
    assert {bool(case.finds) for case in cases(code)} == {True, False}


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code}: {case.name}")
def test_a_rule_finds_what_its_case_says(case: Case, tmp_path: Path) -> None:
    assert [line(one) for one in findings(case, tmp_path)] == case.finds


def test_rules_are_meant_by_code_by_kind_and_by_name() -> None:
    assert matching_codes("IVR109") == {"IVR109"}
    assert matching_codes("entry-leads-back-to-its-menu") == {"IVR109"}
    assert matching_codes("ivr1xx") == {code for code in rule_codes() if code.startswith("IVR1")}
    with pytest.raises(UsageError, match=r"'IVR2O4' is not a rule; did you mean IVR204\?"):
        matching_codes("IVR2O4")


def test_a_page_is_read_by_its_headings() -> None:
    one = check_of("IVR109")
    assert one.title == "Entry leads straight back to the menu it is in"
    assert one.section("What it does") == "Reports an entry of a menu whose destination is that menu itself."


def test_a_rule_has_its_limits_and_no_two_rules_share_a_name() -> None:
    assert [limit.name for limit in check_of("IVR202").limits] == ["timeout_shortest", "timeout_longest"]
    assert check_of("IVR109").limits == ()
    names = [limit.name for limits in limits_by_code().values() for limit in limits]
    assert sorted(set(names)) == sorted(names)
    assert set(names) >= {name for ruleset in RULESETS.values() for name in ruleset.limits}


LEFT_OUT = [code for code in rule_codes() if code.startswith("IVR7") or code in OF_RECORDINGS | OF_FREESWITCH]


@pytest.mark.parametrize(
    "case", [case for case in ALL if case.code < "IVR7"], ids=lambda case: f"{case.code} {case.name}"
)
def test_rules_that_are_not_loaded_for_a_flow_would_find_nothing(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_text(case.text, encoding="utf-8")
    flow, shelf = load_with_shelf(path)
    subject = CheckedFlow(flow, shelf, today=date(2026, 11, 30))
    passed_over = [code for code in LEFT_OUT if not has_subject(code, flow)]
    assert [finding for code in passed_over for finding in check_of(code).find(subject)] == []
