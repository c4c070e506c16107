"""The interview, as a person sees and answers it."""

from __future__ import annotations

import simulator
from simulator.cli.telephone_interview import TelephoneInterview, answer_lines
from simulator.graph.identification.engine_identification import EngineIdentification, ReportedCall
from simulator.graph.work_step import go_through
from simulator.report.identification_summary import IdentificationSummary
from tests.report.test_identification_summary import CLINIC, EVE


def interview(answers: list[str], summary: IdentificationSummary = CLINIC) -> tuple[list[str], list[ReportedCall]]:
    """What is said and asked, in order, and the calls that came of it."""
    shown: list[str] = []
    left = iter(answers)

    def ask(question: str) -> str:
        answer = next(left)
        shown.append(f"{question}{answer}")
        return answer

    made = TelephoneInterview(summary.identification, summary, ask=ask, tell=shown.append).hold()
    assert next(left, None) is None, "every answer was asked for"
    return shown, made


def test_a_whole_interview() -> None:
    shown, made = interview(["y", "3", "y", "once", "n", "2", "2", "1", "n", "y", "reception"])
    assert [line for line in shown if line.startswith(("Call", "Settled"))] == [
        "Call 1 of at most 2. Ring +441632960001 (“Main menu” answers). It takes about",
        "Settled: replay_greeting always and barge_in true. 3 readings left.",
        "Call 2 of 2. Ring +441632960001 (“Main menu” answers). It takes about 50 s at",
    ]
    assert shown[-6:] == [
        "     now.”?  y, n, ?: y",
        "  5  Where did the call end?",
        "     1  Reception",
        "     2  Night voicemail",
        "     3  somewhere else",
        "     the number of a line, ?: reception",
    ]
    assert [call.probe.line for call in made] == ["early:4 silence 3", "4 4 silence 3"]
    assert len(CLINIC.identification.remaining(made)) == 1


def test_what_cannot_be_read_is_asked_again() -> None:
    shown, made = interview(["maybe", "", "y", "-1", "2", "stop"])
    assert made == []
    assert [line.strip() for line in shown if "use " in line or "not a" in line] == [
        "'maybe' is not an answer; use yes, no or not sure",
        "use y, n, ? or stop",
        "'-1' is not a count; use a number from 0 to 99, yes, no or not sure",
    ]


def test_a_choice_is_answered_by_its_number_or_its_words() -> None:
    for chosen in ("2", "night voicemail"):
        _, made = interview(["y", "?", "?", "?", "?", "7", chosen, "stop"])
        assert [(len(call.answers), len(call.unsure)) for call in made] == [(2, 4)]
        assert made[0].answers[made[0].probe.questions[-1]] == "voicemail||9001"


def test_no_quiet_is_asked_for_after_a_key_that_stopped_nothing() -> None:
    found = EngineIdentification(simulator.load("example:probe"), ["collect"])
    go_through(found.steps())
    shown, made = interview(["n", "stop"], IdentificationSummary(found, EVE))
    assert (made, any("How many seconds was it quiet after you pressed 2 (step 1)" in line for line in shown)) == (
        [],
        False,
    )


def test_answers_are_shown_next_to_their_questions() -> None:
    probe = CLINIC.identification.calls.probe("early:4 hangup")
    call = ReportedCall(probe, {probe.questions[0]: True, probe.questions[2]: 1}, (probe.questions[1],))
    assert [line.rpartition("  ")[2] for line in answer_lines(CLINIC, call)] == ["yes", "not sure", "yes"]
