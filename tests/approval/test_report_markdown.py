"""The report for a pull request."""

from simulator import Flow
from simulator.approval.report_markdown import report_markdown, report_picture
from tests.approval.sample_reports import report_of
from tests.approval.test_change_facts import changed
from tests.draw.hostile_maps import hostile_flow


def test_the_clinic_with_a_picture(clinic: Flow) -> None:
    report = report_of(changed(clinic), before=clinic)
    lines = report_markdown(report, "clinic.svg").split("\n")
    assert lines[:2] == ["# Fernside Clinic: the phone menu, for approval", ""]
    assert "![Map of Fernside Clinic](<clinic.svg>)" in lines
    assert "- Main menu, 3: now leads to **Reception** (before: Night voicemail)" in lines
    assert "| 1 | Booking desk | a person |" in lines
    assert "| Reception | 8.2 s | 2 min 57 s |" in lines
    assert report_picture(report).startswith("<svg ")


def test_without_a_file_the_map_is_mermaid(clinic: Flow) -> None:
    text = report_markdown(report_of(clinic))
    assert "```mermaid\n---\ntitle:" in text
    assert text.count("```") == 2


def test_names_that_want_to_be_markup() -> None:
    text = report_markdown(report_of(hostile_flow(), client="<img src=x> | `x` @team"))
    prose = text.split("```")[0] + text.split("```")[-1]
    assert "<script" not in prose.replace("\\<script", "")
    assert prose.startswith("# \\<img src=x\\> \\| \\`x\\` @&zwnj;team")
