"""IVR409 with records of calls, which a flow alone does not hold."""

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import RULESETS
from simulator.checks.rules.ivr409 import find
from simulator.loader.flow_kinds import load

CLINIC = load("flows/clinic")


def test_the_most_used_option_is_to_come_first() -> None:
    chosen = {("main", "1"): 40, ("main", "2"): 900, ("main", "0"): 5000, ("billing", "1"): 70, ("billing", "2"): 30}
    assert [(one.receptionist, one.field, one.message) for one in find(CheckedFlow(CLINIC, chosen=chosen))] == [
        (
            "main",
            "entries.2.option",
            "callers of main press 2 most often (900 calls), but hear 1 first (40 calls): announce 2 first",
        )
    ]


def test_few_records_and_none_say_nothing_but_the_limit_is_yours() -> None:
    few = {("main", "1"): 9, ("main", "2"): 90}
    rules = RULESETS["default"]._replace(limits={"choices": 99})
    assert list(find(CheckedFlow(CLINIC, chosen=few))) == []
    assert list(find(CheckedFlow(CLINIC))) == []
    assert len(list(find(CheckedFlow(CLINIC, rules=rules, chosen=few)))) == 1
