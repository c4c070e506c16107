"""The rulesets; and that no flow is too strange for any rule."""

import pytest
from hypothesis import given

from simulator import Flow
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import checks_of
from simulator.checks.rule import RULESETS, SEVERITIES
from simulator.checks.run import run_checks
from simulator.config.check_options import RULESET_NAMES
from simulator.loader.flow_kinds import load_with_shelf
from simulator.testing.strategies import flows


def test_every_ruleset_is_there() -> None:
    assert tuple(RULESETS) == RULESET_NAMES


@pytest.mark.parametrize("name", ["clinic", "council", "single", "surgery"])
def test_a_shipped_flow_is_clean_of_errors(name: str) -> None:
    flow, shelf = load_with_shelf(f"example:{name}")
    assert [one for one in run_checks(flow, shelf).findings if one.severity == "error"] == []


@given(flows())
def test_no_flow_is_too_strange_for_any_rule(flow: Flow) -> None:
    for check in checks_of():
        for finding in check.find(CheckedFlow(flow)):
            assert finding.severity in SEVERITIES
            assert (finding.code, finding.rule) == (check.rule.code, check.rule.name)
            assert finding.message.strip()
            assert "\n" not in finding.message
