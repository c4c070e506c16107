"""What is known already is left out; what is new is not."""

from pathlib import Path

import pytest

from simulator import UsageError
from simulator.checks.baseline import baseline_text, new_findings, read_baseline
from tests.checks.small import finding


def test_a_known_finding_stays_known_when_its_line_moves(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(baseline_text([finding(line=7)]), encoding="utf-8")
    assert new_findings([finding(line=12, message="other words")], read_baseline(path)) == ()


def test_another_rule_field_or_receptionist_is_new(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(baseline_text([finding(), finding(receptionist=None)]), encoding="utf-8")
    others = finding("IVR203"), finding(field="incorrect_count"), finding(receptionist="billing")
    assert new_findings([finding(), *others, finding(receptionist=None)], read_baseline(path)) == others


def test_a_second_one_of_the_same_is_new(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(baseline_text([finding()]), encoding="utf-8")
    assert new_findings([finding(line=1), finding(line=2)], read_baseline(path)) == (finding(line=2),)


def test_a_baseline_holds_no_line() -> None:
    assert baseline_text([finding()]) == (
        '{\n  "version": 1,\n  "findings": [\n    {\n      "code": "IVR202",\n      "receptionist": "main",\n'
        '      "field": "timeout",\n      "count": 1\n    }\n  ]\n}\n'
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [{}]}', '{"findings": [{"code": 1}]}', "[" * 100_000])
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="this is not a baseline; use a file that ivrsim check --write-baseline wrote"):
        read_baseline(path)


def test_a_missing_file_is_refused_with_the_way_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file or folder; ivrsim check --write-baseline"):
        read_baseline(tmp_path / "known.json")
