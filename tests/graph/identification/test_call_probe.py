"""One call under every reading: the groups, the questions, and which readings an answer fits."""

from __future__ import annotations

import pytest

import simulator
from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.rehearsal import Rehearsal
from simulator.errors import ScriptError
from simulator.graph.identification.audible_call import CallEar, TelephoneQuestion, sound_of
from simulator.graph.identification.call_probe import ELSEWHERE, CallProbe, QuestionAnswer, probe_call
from simulator.loader.semantics_section import semantics_of

CLINIC = simulator.load("example:clinic")
COLLECT = [{"collect": "prefix"}, {"collect": "first_match"}, {"collect": "terminated"}]
SORRY = TelephoneQuestion("heard", sound_of(CLINIC, "244"))


def probe(line: str, settings: list[dict[str, str]]) -> CallProbe:
    players = [BulkRehearsal(Rehearsal(CLINIC.with_semantics(semantics_of(each)))) for each in settings]
    return probe_call(CallEar(players), line)


def test_readings_that_a_call_does_not_tell_apart_stay_together() -> None:
    assert probe("4 1", COLLECT).groups == (0, 1, 2)
    assert probe("4 hangup", COLLECT).groups == (0, 1, 1)
    assert probe("silence", COLLECT).groups == (0, 0, 0)


def test_questions_are_those_whose_answers_differ_and_where_the_call_ended() -> None:
    asked = probe("early:4 hangup", [{"barge_in": "true"}, {"barge_in": "false"}]).questions
    assert [question.kind for question in asked] == ["stopped", "heard", "heard", "ended"]
    assert [question.kind for question in probe("silence", COLLECT).questions] == ["ended"]


@pytest.mark.parametrize(
    ("answer", "fitting"),
    [
        (0, [True, False, False]),
        (1.5, [True, False, False]),
        (4, [False, True, True]),
        (7.5, [False, True, True]),
        (20, [False, False, False]),
        (None, [False, False, False]),
    ],
)
def test_a_pause_means_the_nearest_that_is_expected(answer: QuestionAnswer, fitting: list[bool]) -> None:
    assert probe("4 hangup", COLLECT).fits(TelephoneQuestion("pause", "1"), answer) == fitting


def test_yes_is_once_or_more_often() -> None:
    call = probe("4 4 hangup", [{}, {"final_on": "at_count"}])
    assert call.values(SORRY) == (2, 1)
    answers: list[QuestionAnswer] = [True, 1, 2, False, 0]
    assert [call.fits(SORRY, answer) for answer in answers] == [
        [True, True],
        [False, True],
        [True, False],
        [False, False],
        [False, False],
    ]


def test_a_place_that_no_reading_knows_fits_none() -> None:
    assert probe("4 1", COLLECT).fits(TelephoneQuestion("ended"), ELSEWHERE) == [False, False, False]


def test_the_answers_under_a_reading_fit_it_and_those_of_its_group_alone() -> None:
    call = probe("4 1", COLLECT)
    for reading in range(3):
        answers = call.answers_under(reading)
        fits = [all(call.fits(question, answer)[other] for question, answer in answers.items()) for other in range(3)]
        assert fits == [call.groups[other] == call.groups[reading] for other in range(3)]


def test_a_line_that_is_not_a_caller_is_refused() -> None:
    with pytest.raises(ScriptError, match="'x' is not a step"):
        probe("x", COLLECT)
