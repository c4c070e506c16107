"""Files of answers: read in full, or refused with every place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import simulator
from simulator.errors import FlowError
from simulator.graph.identification.answer_file import AnswerFile, read_answers
from simulator.graph.identification.audible_call import TelephoneQuestion, sound_of
from simulator.graph.identification.engine_identification import EngineIdentification
from simulator.graph.work_step import go_through
from simulator.text.document import read_document

CLINIC = simulator.load("example:clinic")
FOUND = EngineIdentification(CLINIC)
go_through(FOUND.steps())


def read(text: str) -> AnswerFile:
    return read_answers(read_document(Path("answers.yaml"), "answers.yaml", text), FOUND)


def refusals(text: str) -> list[str]:
    with pytest.raises(FlowError) as refused:
        read(text)
    return [str(problem).removeprefix("answers.yaml:") for problem in refused.value.problems]


WHOLE = """
date: 2026-12-01
calls:
  - caller: "early:4  4 silence 3"
    stopped: {1: yes}
    pause: {2: at once}
    heard: {greeting: 4, "244": twice, are-you-there: not sure}
    order: [greeting, sorry]
    ended: Night voicemail
    remark: the line was bad
  - {caller: 4, ended: I hung up}
"""


def test_a_whole_file_is_read() -> None:
    file = read(WHOLE)
    first, second = file.calls
    greeting, sorry, there = (sound_of(CLINIC, id) for id in ("19549", "244", "245"))
    assert file.date == "2026-12-01"
    assert (first.probe.line, first.remark) == ("early:4 4 silence 3", "the line was bad")
    assert {(kind, subject): answer for (kind, subject), answer in first.answers.items()} == {
        ("stopped", "1"): True,
        ("pause", "2"): 0.0,
        ("heard", greeting): 4,
        ("heard", sorry): 2,
        ("order", ""): (greeting, sorry),
        ("ended", ""): "voicemail||9001",
    }
    assert first.unsure == (TelephoneQuestion("heard", there),)
    assert (second.probe.line, dict(second.answers)) == ("4", {TelephoneQuestion("ended"): "caller"})


def test_the_engines_own_prompt_has_a_name_as_the_sheet_has_it() -> None:
    main = CLINIC.receptionists["main"].model_copy(update={"wrong_key_retry_recording": "default"})
    found = EngineIdentification(replace(CLINIC, receptionists={**CLINIC.receptionists, "main": main}))
    go_through(found.steps())
    text = "date: 2026-12-01\ncalls: [{caller: 9, heard: {the built-in prompt: 1}}, {caller: 9, heard: {default: 1}}]"
    calls = read_answers(read_document(Path("answers.yaml"), "answers.yaml", text), found).calls
    assert [dict(call.answers) for call in calls] == [{TelephoneQuestion("heard", "the built-in prompt"): 1}] * 2


def test_json_says_the_same() -> None:
    call = {"caller": "4", "heard": {"sorry": 1, "goodbye": False}, "ended": "extension||050109590001"}
    assert (
        read(json.dumps({"calls": [call]})).calls
        == read("calls: [{caller: '4', heard: {sorry: once, goodbye: no}, ended: Reception}]").calls
    )


def test_every_mistake_is_told_with_its_place() -> None:
    text = """
date: 31.12.2026
calls:
  - {caller: early:4 zzz}
  - {caller: "early:4 1", stoped: {1: y}, stopped: {2: y, 1: perhaps}, pause: {3: 1}, heard: {sory: 1}, ended: Recepton}
  - 7
  - {heard: {sorry: 1}}
"""
    assert refusals(text) == [
        "2:7: date: '31.12.2026' is not a day; use one such as 2026-12-01",
        "4:14: caller: step 2: 'zzz' is not a step; use keys (9, 12, *, #), early:9, silence or hangup",
        "5:27: a call has no field 'stoped'; did you mean stopped?",
        "5:56: stopped: this caller presses a key into a recording in step 1",
        "5:62: stopped: 'perhaps' is not an answer; use yes, no or not sure",
        "5:83: pause: this caller presses keys in step 1 or 2",
        "5:101: heard: 'sory' is not a recording of this flow; did you mean sorry?",
        "5:112: ended: 'Recepton' is not a place where a call ends; use a destination's name, type||id, cut off, "
        "I hung up, somewhere else or not sure; did you mean Reception?",
        "6:5: '7' is not a call; use a mapping with caller and what was heard",
        "7:5: caller: a script such as 'early:4' is needed",
    ]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("[]", "1:1: a list is not a file of answers; use `calls:` with a list of them"),
        ("date: 2026-12-01", "1:1: calls: a list of 1 to 100 calls is needed"),
        ("calls: []", "1:8: calls: a list of 1 to 100 calls is needed"),
        ("calls: [{caller: '4', heard: 1}]", "1:30: heard: '1' is not accepted; use a mapping"),
        ("calls: [{caller: '4', order: 1}]", "1:30: order: '1' is not accepted; use a list of recordings"),
        (
            "calls: [{caller: silence, stopped: {1: y}}]",
            "1:40: stopped: this caller presses a key into a recording in none of its steps",
        ),
        ("calls: [{caller: '4', remark: [x]}]", "1:31: remark: text of at most 500 characters is accepted"),
        ("calls: [{caller: '4', ended: {}}]", "1:30: ended: a mapping is not an answer; use a word or a number"),
    ],
)
def test_what_is_not_a_file_of_answers_is_refused(text: str, refusal: str) -> None:
    assert refusals(text) == [refusal]


def test_an_order_names_recordings_of_the_flow() -> None:
    assert refusals("calls: [{caller: 9, order: [greeting, sory]}]") == [
        "1:39: order: 'sory' is not a recording of this flow; did you mean sorry?"
    ]
