"""Comments that silence findings, with a reason."""

import json
from pathlib import Path

import pytest

from simulator.checks.exceptions import FORM, comment_exceptions, drop_excepted
from simulator.checks.rule import Finding
from simulator.checks.run import run_checks
from simulator.errors import FlowError
from simulator.loader.flow_kinds import load_with_shelf
from simulator.text.document import Document, read_document
from simulator.text.text_place import TextPlace


def document(text: str, folder: Path) -> Document:
    path = folder / "menu.yaml"
    path.write_text(text, encoding="utf-8")
    return read_document(path, "menu.yaml")


def finding(code: str, line: int) -> Finding:
    return Finding(code, "a-rule", "warning", "a message", TextPlace.at_line("menu.yaml", line, 1), "main", "timeout")


def left(text: str, folder: Path, *findings: Finding) -> list[tuple[str, int]]:
    found, wrong = comment_exceptions(document(text, folder))
    assert wrong == []
    return [(one.code, one.line) for one in drop_excepted(findings, found)]


def test_a_comment_speaks_of_its_own_line(tmp_path: Path) -> None:
    text = "timeout: 20  # ivrsim: ignore IVR202 because lifts are slow\nother: 1\n"
    findings = finding("IVR202", 1), finding("IVR206", 1), finding("IVR202", 2)
    assert left(text, tmp_path, *findings) == [("IVR206", 1), ("IVR202", 2)]


def test_alone_on_its_line_it_speaks_of_the_next(tmp_path: Path) -> None:
    text = "# ivrsim: ignore IVR202 because lifts are slow\ntimeout: 20\n"
    assert left(text, tmp_path, finding("IVR202", 2), finding("IVR202", 3)) == [("IVR202", 3)]


def test_several_above_one_another_speak_of_the_same_line(tmp_path: Path) -> None:
    text = "# ivrsim: ignore IVR202 because a\n# ivrsim: ignore IVR206,IVR201 because b\ntimeout: 20\n"
    findings = [finding(code, 3) for code in ("IVR202", "IVR206", "IVR201", "IVR207")]
    assert left(text, tmp_path, *findings) == [("IVR207", 3)]


def test_a_kind_of_rules_and_a_name_can_be_silenced(tmp_path: Path) -> None:
    text = "a: 20  # ivrsim: ignore IVR2xx, entry-leads-back-to-its-menu because so it is wanted\n"
    findings = [finding(code, 1) for code in ("IVR202", "IVR206", "IVR109", "IVR110")]
    assert left(text, tmp_path, *findings) == [("IVR110", 1)]


def test_without_a_reason_it_is_refused(tmp_path: Path) -> None:
    text = (
        "a: 1  # ivrsim: ignore IVR202\nb: 2  # ivrsim: ignore IVR2O2 because\nc: 3 # ivrsim: ignore IVR2O2 because d\n"
    )
    found, wrong = comment_exceptions(document(text, tmp_path))
    needed = f"this comment silences nothing; rules and a reason are needed: {FORM}"
    assert found == []
    assert [str(one) for one in wrong] == [
        f"menu.yaml:1:7: {needed}",
        f"menu.yaml:2:7: {needed}",
        "menu.yaml:3:6: 'IVR2O2' is not a rule; did you mean IVR202?",
    ]


def test_text_that_only_looks_like_one_is_none(tmp_path: Path) -> None:
    assert comment_exceptions(document("name: a#ivrsim:ignore everything\n", tmp_path)) == ([], [])


def test_json_is_silenced_from_flow_yaml_by_receptionist_and_field(tmp_path: Path) -> None:
    menu = {
        "name": "Menu",
        "destination_type": "multiple",
        "timeout": 20,
        "incorrect_count": 9,
        "timeout_retries": 2,
        "entries": [{"option": "1", "destination_type": "department", "destination_id": "7"}],
        "invalid_destination_type": "department",
        "invalid_destination_id": "7",
        "timeout_destination_type": "department",
        "timeout_destination_id": "7",
    }
    (tmp_path / "menu.json").write_text(json.dumps(menu), encoding="utf-8")
    (tmp_path / "flow.yaml").write_text(
        """\
receptionists: {menu: menu.json}
checks:
  select: [IVR202, IVR206, IVR404]
  silence:
    - {rule: IVR202, receptionist: menu, field: timeout, reason: every caller here is a lift}
    - {rule: IVR206, receptionist: menu, field: timeout, reason: another field}
    - {rule: no-operator-on-0, reason: nobody works here}
""",
        encoding="utf-8",
    )
    flow, shelf = load_with_shelf(tmp_path)
    report = run_checks(flow, shelf)
    assert [(one.code, one.field) for one in report.findings] == [("IVR206", "incorrect_count")]
    assert report.silenced == 2
    assert [(one.line, one.reason) for one in report.idle] == [(6, "another field")]


def test_a_silenced_rule_that_there_is_not_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(
        "receptionists: {line: {name: Line, destination_type: single, destination_id: '7', "
        "forward_destination_type: department, forward_destination_id: '7'}}\n"
        "checks: {silence: [{rule: IVR9, reason: none}]}\n".replace(" destination_id: '7',", ""),
        encoding="utf-8",
    )
    flow, shelf = load_with_shelf(tmp_path)
    with pytest.raises(FlowError) as refused:
        run_checks(flow, shelf)
    (problem,) = refused.value.problems
    assert (problem.line, problem.column, problem.message.partition(";")[0]) == (2, 27, "'IVR9' is not a rule")
