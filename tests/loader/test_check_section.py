"""``checks:`` of flow.yaml, and what is said of a bad one."""

from pathlib import Path

import pytest

from simulator import FlowError, load
from simulator.config.check_options import CheckOptions, FindingException

FLOW = """\
receptionists:
  line: {name: Line, destination_type: single, forward_destination_type: department, forward_destination_id: "7"}
"""


def asked(text: str, folder: Path) -> CheckOptions | None:
    (folder / "flow.yaml").write_text(f"{FLOW}{text}", encoding="utf-8")
    return load(folder).checks


def refused(text: str, folder: Path) -> list[str]:
    with pytest.raises(FlowError) as error:
        asked(text, folder)
    return [f"{one.line}:{one.column}: {one.message}" for one in error.value.problems]


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    text = "checks: {ruleset: strict, select: [IVR1xx], ignore: IVR107, severities: {IVR202: error}}"
    assert asked(text, tmp_path) == CheckOptions("strict", ("IVR1xx",), ("IVR107",), {"IVR202": "error"})


def test_nothing_said(tmp_path: Path) -> None:
    assert (asked("", tmp_path), asked("checks:", tmp_path)) == (None, None)
    assert asked("checks: {select: , ignore: []}", tmp_path) == CheckOptions()


def test_each_bad_part_is_told_with_its_place(tmp_path: Path) -> None:
    text = """\
checks:
  ruleset: acessible
  select: {IVR1xx: yes}
  ignore: [IVR107, "", [IVR108]]
  severities: {IVR202: fatal}
  rules: [IVR101]
"""
    rules = "use a list of rules such as [IVR1xx, IVR303]"
    assert refused(text, tmp_path) == [
        "4:12: ruleset: 'acessible' is not accepted; use default, strict or accessible; did you mean accessible?",
        f"5:11: select: a mapping is not accepted; {rules}",
        f"6:20: ignore: '' is not a rule; {rules}",
        f"6:24: ignore: a list is not a rule; {rules}",
        "7:24: IVR202: 'fatal' is not accepted; use error, warning or info",
        "8:3: checks has no 'rules'; did you mean ruleset?",
    ]


@pytest.mark.parametrize("value", ["strict", "[IVR101]", "7"])
def test_anything_but_a_mapping_is_refused(value: str, tmp_path: Path) -> None:
    (problem,) = refused(f"checks: {value}", tmp_path)
    assert problem.endswith("is not accepted; use a mapping such as {ruleset: strict, ignore: [IVR609]}")


def test_limits_and_what_is_silenced(tmp_path: Path) -> None:
    text = """\
checks:
  limits: {greeting_seconds: 45, timeout_shortest: "2.5"}
  silence:
    - {rule: IVR304, reason: for our own staff}
    - {rule: IVR2xx, receptionist: line, field: timeout, reason: measured}
"""
    assert asked(text, tmp_path) == CheckOptions(
        limits={"greeting_seconds": 45, "timeout_shortest": 2.5},
        silence=(
            FindingException("IVR304", "for our own staff"),
            FindingException("IVR2xx", "measured", "line", "timeout"),
        ),
    )


def test_a_limit_that_is_not_a_number_is_refused(tmp_path: Path) -> None:
    text = "checks:\n  limits: {options: 9, repeats: many, person_keys: yes, attempts: .inf}\n"
    assert refused(text, tmp_path) == [
        "4:33: repeats: 'many' is not accepted; use a number such as 9",
        "4:52: person_keys: 'yes' is not accepted; use a number such as 9",
        "4:67: attempts: '.inf' is not accepted; use a number such as 9",
    ]
    assert refused("checks: {limits: 7}", tmp_path) == [
        "3:18: limits: '7' is not accepted; use a mapping such as {options: 9}"
    ]


def test_what_is_silenced_needs_a_rule_and_a_reason(tmp_path: Path) -> None:
    text = """\
checks:
  silence:
    - {rule: IVR304}
    - {rule: IVR304, reason: x, receptionist: lin}
    - {rule: IVR304, reason: [x], where: line}
    - IVR304
"""
    example = '{rule: IVR304, receptionist: main, reason: "for our own staff"}'
    assert refused(text, tmp_path) == [
        f"5:7: the reason is missing; write it as in {example}",
        "6:47: no receptionist 'lin'; did you mean line?",
        "7:30: reason: a list is not accepted; use text",
        "7:42: silence has no 'where'; it has rule, reason, receptionist and field",
        f"8:7: the rule and the reason are missing; write it as in {example}",
    ]
    assert refused("checks: {silence: IVR304}", tmp_path) == [
        f"3:19: silence: 'IVR304' is not accepted; use a list such as [{example}]"
    ]
