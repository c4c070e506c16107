"""A test call in words."""

from __future__ import annotations

from dataclasses import replace

import simulator
from simulator.graph.identification.audible_call import TelephoneQuestion
from simulator.graph.identification.call_probe import ELSEWHERE
from simulator.graph.identification.engine_identification import EngineIdentification
from simulator.graph.work_step import go_through
from simulator.report.telephone_words import TelephoneWords

CLINIC = EngineIdentification(simulator.load("example:clinic"), ["collect"])
go_through(CLINIC.steps())
WORDS = TelephoneWords(CLINIC.calls.approach)


def test_every_step_says_what_to_wait_for() -> None:
    assert WORDS.number_words() == "+441632960001 (“Main menu” answers)"
    greeting = "the greeting (“Welcome to Fernside Clinic. To book an appointment, press…”)"
    assert WORDS.steps(CLINIC.calls.probe("early:4 silence 43 early:4 4 hangup")) == [
        f"While {greeting} is still playing, press 4.",
        "Wait until another recording has begun. When it has ended and it is quiet, press nothing: "
        "wait until another recording begins.",
        "When it has ended and it is quiet, press 4 3, one right after the other.",
        "Wait for another recording, and while it plays, press 4.",
        "Wait until another recording has begun. When it has ended and it is quiet, press 4.",
        "Wait until another recording has begun. When it has ended and it is quiet, hang up.",
    ]
    assert WORDS.steps(CLINIC.calls.probe("1")) == [
        f"When {greeting} has ended and it is quiet, press 1.",
        "Then press nothing more, until somebody answers or the call ends.",
    ]


def test_an_engines_own_prompt_is_not_called_by_an_id() -> None:
    clinic = simulator.load("example:clinic")
    main = clinic.receptionists["main"].model_copy(update={"wrong_key_retry_recording": "default"})
    engine = EngineIdentification(replace(clinic, receptionists={**clinic.receptionists, "main": main}))
    go_through(engine.steps())
    words, call = TelephoneWords(engine.calls.approach), engine.calls.probe("4 4 silence 3")
    texts = [words.question(call, question).text for question in call.questions]
    assert "How often did the built-in prompt begin?" in texts


def test_it_is_said_who_may_have_to_answer() -> None:
    assert {line: WORDS.ending_words(CLINIC.calls.probe(line)) for line in ("early:4 hangup", "3", "silence")} == {
        "early:4 hangup": "You end it yourself, so nobody's telephone rings.",
        "3": "It ends at Night voicemail.",
        "silence": "It ends at Reception. Tell Reception before you ring, or ring when nobody is there: "
        "the telephone then rings and nobody is disturbed.",
    }
    assert WORDS.ending_words(CLINIC.calls.probe("4 4 1")).endswith("when nobody is there: note which of them rings.")


def test_questions_say_what_may_be_answered() -> None:
    call = CLINIC.calls.probe("early:4 1")
    asked = [WORDS.question(call, question) for question in call.questions]
    greeting, sorry, there = (
        "“Welcome to Fernside Clinic. To book an appointment, press…”",
        "“Sorry, that was not one of the choices.”",
        "“Are you still there? Please choose from this list.”",
    )
    assert [(question.text, question.accepted) for question in asked] == [
        ("Did the greeting stop when you pressed 4 (step 1)?", "y, n"),
        (
            "How many seconds was it quiet after you pressed 4 (step 1)? (0 if something came at once or about 5)",
            "seconds; - if something was playing",
        ),
        (
            "How many seconds was it quiet after you pressed 1 (step 2)? (0 if something came at once or about 5)",
            "seconds; - if something was playing",
        ),
        (f"How often did {greeting} begin?", "a number"),
        (f"Did you hear {sorry}?", "y, n"),
        (f"Did you hear {there}?", "y, n"),
        ("Where did the call end?", "the number of a line"),
    ]
    assert [text for _, text in asked[-1].choices] == ["Booking desk", "somewhere else"]


def test_answers_in_words() -> None:
    kinds = {kind: TelephoneQuestion(kind) for kind in ("stopped", "pause", "heard", "ended", "order")}
    said = [
        WORDS.answer_words(kinds["stopped"], False),
        WORDS.answer_words(kinds["pause"], 2.5),
        WORDS.answer_words(kinds["pause"], None),
        WORDS.answer_words(kinds["heard"], 3),
        WORDS.answer_words(kinds["heard"], True),
        WORDS.answer_words(kinds["ended"], "hangup"),
        WORDS.answer_words(kinds["ended"], ELSEWHERE),
        WORDS.answer_words(kinds["ended"], "department||5"),
        WORDS.answer_words(kinds["order"], ("sorry, that was not one of the choices.", "nothing known")),
    ]
    assert said == [
        "no",
        "2.5 s",
        "does not arise",
        "3 times",
        "yes",
        "the call was cut off",
        "somewhere else",
        "department||5",
        "sorry, nothing known",
    ]
