"""Answers as people write them."""

from __future__ import annotations

import pytest

from simulator.graph.identification.audible_call import TelephoneQuestion
from simulator.graph.identification.call_probe import QuestionAnswer
from simulator.graph.identification.telephone_answers import is_unsure, parse_answer

STOPPED, PAUSE, HEARD = (TelephoneQuestion(kind, "1") for kind in ("stopped", "pause", "heard"))


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (STOPPED, "y", True),
        (STOPPED, " No ", False),
        (STOPPED, "-", None),
        (PAUSE, "at once", 0.0),
        (PAUSE, "5 s", 5.0),
        (PAUSE, "2.5", 2.5),
        (PAUSE, "-", None),
        (HEARD, "yes", True),
        (HEARD, "never", 0),
        (HEARD, "Twice", 2),
        (HEARD, "12", 12),
    ],
)
def test_what_is_accepted(question: TelephoneQuestion, text: str, answer: QuestionAnswer) -> None:
    assert parse_answer(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "message"),
    [
        (STOPPED, "2", "'2' is not an answer; use yes, no or not sure"),
        (PAUSE, "-1", "'-1' is not a pause; use seconds from 0 to 600, '-' if it did not arise, or not sure"),
        (PAUSE, "601", "'601' is not a pause; use seconds from 0 to 600, '-' if it did not arise, or not sure"),
        (HEARD, "100", "'100' is not a count; use a number from 0 to 99, yes, no or not sure"),
        (HEARD, "٣", "'٣' is not a count; use a number from 0 to 99, yes, no or not sure"),
        (HEARD, "-", "'-' is not a count; use a number from 0 to 99, yes, no or not sure"),
    ],
)
def test_what_is_refused(question: TelephoneQuestion, text: str, message: str) -> None:
    with pytest.raises(ValueError, match="is not") as refusal:
        parse_answer(question, text)
    assert str(refusal.value) == message


def test_not_knowing_has_several_words() -> None:
    assert [is_unsure(text) for text in ("?", "Not sure", "unsure", "no", "")] == [True, True, True, False, False]
