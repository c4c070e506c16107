"""What the calls say of an engine, in lines and as JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import simulator
from simulator.graph.identification.answer_file import read_answers
from simulator.graph.identification.call_probe import ELSEWHERE
from simulator.graph.identification.engine_identification import EngineIdentification, ReportedCall
from simulator.graph.work_step import go_through
from simulator.report.identification_summary import IdentificationSummary, call_fields
from simulator.text.document import read_document
from simulator.words.markup import dump_json

EVE = datetime(2026, 12, 24, tzinfo=UTC)


def summary_of(source: str, number: str = "") -> IdentificationSummary:
    flow = simulator.load(source)
    found = EngineIdentification(flow.rung_at(number) if number else flow)
    go_through(found.steps())
    return IdentificationSummary(found, EVE)


CLINIC = summary_of("example:clinic")


def test_the_heading_counts_readings_and_calls_and_says_when_to_ring() -> None:
    surgery = summary_of("example:surgery", "+441632960040")
    assert surgery.heading(2) == [
        "The provider's documents (vr dialect) leave 16 readings of this menu: final_on, replay_greeting, counters and "
        "barge_in are open. At most two calls settle them.",
        "Ring while office is open.",
        "office is open Mon to Thu 08:30-18:00 and Fri 08:30-12:30 and 13:30-17:00 (Europe/London).",
        "The menu answers from Thu 24 Dec 2026 08:30 to 12:00 and from Tue 29 Dec 2026 08:30 to 18:00.",
    ]
    assert CLINIC.heading(2)[1:] == ["Ring at any time: no schedule decides which menu answers."]


def test_what_was_heard_stands_next_to_what_the_closest_readings_say() -> None:
    call = CLINIC.identification.calls.probe("4 4 silence 3")
    made = [ReportedCall(call, {**call.answers_under(0), call.questions[-1]: ELSEWHERE})]
    assert CLINIC.objection_lines(made) == [
        "No reading fits what was heard: this engine does something unknown to ivrsim, or an answer is mistaken.",
        "  call 1 (4 4 silence 3): Where did the call end?",
        "      heard: somewhere else",
        "      Night voicemail: 2 readings (final_on after_retries, replay_greeting always and counters separate)",
    ]


def test_a_call_is_written_as_it_is_read() -> None:
    probe = CLINIC.identification.calls.probe("early:4 silence 3")
    unsure = probe.questions[1]
    answers = {question: answer for question, answer in probe.answers_under(5).items() if question != unsure}
    made = ReportedCall(probe, answers, (unsure,), "a bad line")
    text = str(dump_json({"calls": [call_fields(CLINIC.words, made)]}))
    (again,) = read_answers(read_document(Path("a.json"), "a.json", text), CLINIC.identification).calls
    assert (dict(again.answers), again.unsure, again.remark) == (answers, (unsure,), "a bad line")


def test_json_has_the_settings_the_calls_and_what_is_left() -> None:
    probe = CLINIC.identification.calls.probe("early:4 hangup")
    made = [ReportedCall(probe, probe.answers_under(0))]
    values = CLINIC.as_json(made, None)
    assert (values["readings"], values["calls_needed"], values["menu"], values["semantics"]) == (16, 2, "main", None)
    assert values["settled"] == {"replay_greeting": "always", "barge_in": True}
    assert [reading["counters"] for reading in values["remaining"]] == ["separate", "shared", "separate", "shared"]
