"""The sheet of calls on paper, and the file of answers, which is read back."""

from __future__ import annotations

from pathlib import Path

import simulator
from simulator.graph.identification.answer_file import read_answers
from simulator.graph.identification.engine_identification import EngineIdentification
from simulator.graph.work_step import go_through
from simulator.report.telephone_sheet import TelephoneSheet
from simulator.report.telephone_words import TelephoneWords
from simulator.text.document import read_document

PROBE = EngineIdentification(simulator.load("example:probe"))
go_through(PROBE.steps())
SHEET = TelephoneSheet(
    TelephoneWords(PROBE.calls.approach), PROBE.calls.tree.fixed_probes(), ["Ring at any time."], "example:probe"
)


def test_the_sheet_has_boxes_for_every_question() -> None:
    lines = SHEET.text().splitlines()
    assert lines[:5] == [
        "How does the engine behind example:probe work?",
        "",
        "Ring at any time.",
        "",
        "CALL 1 of 2    made on ____________ at ________ by ____________",
    ]
    assert [line.strip() for line in lines if line.strip()[:2] in ("a.", "f.") or "[ ] yes" in line][:2] == [
        "a. Did the greeting stop when you pressed 2 (step 1)?",
        "[ ] yes   [ ] no   [ ] not sure",
    ]
    assert max(map(len, lines)) <= 98


def test_markdown_has_the_same_calls() -> None:
    markdown = SHEET.markdown()
    assert [line for line in markdown.splitlines() if line[:1] == "#"] == [
        "# How does the engine behind example:probe work?",
        "## Call 1 of 2",
        "## Call 2 of 2",
    ]
    assert "- **a** Did the greeting stop when you pressed 2 (step 1)?" in markdown


def test_the_file_of_answers_is_read_and_rules_nothing_out() -> None:
    text = str(SHEET.answers())
    file = read_answers(read_document(Path("a.yaml"), "a.yaml", text), PROBE)
    assert [call.probe.line for call in file.calls] == [probe.line for probe in SHEET.probes]
    assert [(dict(call.answers), set(call.unsure)) for call in file.calls] == [
        ({}, set(probe.questions)) for probe in SHEET.probes
    ]
