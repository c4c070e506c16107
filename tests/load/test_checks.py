"""``checks:`` of flow.yaml, and what is said of a bad one."""

from pathlib import Path

import pytest

from simulator import FlowError, load
from simulator.config.checks import AskedChecks

FLOW = """\
receptionists:
  line: {name: Line, destination_type: single, forward_destination_type: department, forward_destination_id: "7"}
"""


def asked(text: str, folder: Path) -> AskedChecks | None:
    (folder / "flow.yaml").write_text(f"{FLOW}{text}", encoding="utf-8")
    return load(folder).checks


def refused(text: str, folder: Path) -> list[str]:
    with pytest.raises(FlowError) as error:
        asked(text, folder)
    return [f"{one.line}:{one.column}: {one.message}" for one in error.value.problems]


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    text = "checks: {ruleset: strict, select: [IVR1xx], ignore: IVR107, severities: {IVR202: error}}"
    assert asked(text, tmp_path) == AskedChecks("strict", ("IVR1xx",), ("IVR107",), {"IVR202": "error"})


def test_nothing_said(tmp_path: Path) -> None:
    assert (asked("", tmp_path), asked("checks:", tmp_path)) == (None, None)
    assert asked("checks: {select: , ignore: []}", tmp_path) == AskedChecks()


def test_each_bad_part_is_told_with_its_place(tmp_path: Path) -> None:
    text = """\
checks:
  ruleset: acessible
  select: {IVR1xx: yes}
  ignore: [IVR107, "", [IVR108]]
  severities: {IVR202: fatal}
  rules: [IVR101]
"""
    rules = "a list of rules such as [IVR1xx, IVR303] is"
    assert refused(text, tmp_path) == [
        "4:12: ruleset: 'acessible' is not accepted; default, strict, accessible are; did you mean accessible?",
        f"5:11: select: a mapping is not accepted; {rules}",
        f"6:20: ignore: '' is no rule; {rules} accepted",
        f"6:24: ignore: a list is no rule; {rules} accepted",
        "7:24: IVR202: 'fatal' is not accepted; error, warning, info are",
        "8:3: checks has no 'rules'; did you mean ruleset?",
    ]


@pytest.mark.parametrize("value", ["strict", "[IVR101]", "7"])
def test_anything_but_a_mapping_is_refused(value: str, tmp_path: Path) -> None:
    (problem,) = refused(f"checks: {value}", tmp_path)
    assert problem.endswith("is not accepted; a mapping such as {ruleset: strict, ignore: [IVR609]} is")
