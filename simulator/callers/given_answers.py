"""Answers of the world given by a caller script or a command: ``office: closed``, ``Booking desk: no answer``.

A value is one answer, a list of answers (one for each asking, the last of which goes on), or an answer with the
time after which it comes: ``{"answer": "picked up", "after": "12 s"}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.routes import PERSON_ANSWERS, SCHEDULE_ANSWERS, VOICEMAIL_ANSWERS, Answer
from simulator.config.value_rules import quote_value
from simulator.errors import nearest_words
from simulator.fast_classes import NamedTuple

EVERYONE = "everyone"
"""The name that speaks for every telephone without an answer of its own."""

ANSWERS: tuple[Answer, ...] = (*SCHEDULE_ANSWERS, *PERSON_ANSWERS, *VOICEMAIL_ANSWERS)
ANSWERS_MOST = 1000

_ACCEPTED = (
    "open, closed or holiday for a schedule; picked up, no answer or busy for a telephone; ends or returns for a "
    "voicemail"
)


class GivenAnswer(NamedTuple):
    """One answer; ``after_ms`` is how long it takes to come, None: as long as it takes by itself."""

    answer: Answer
    after_ms: int | None = None


GivenAnswers = Mapping[str, tuple[GivenAnswer, ...]]
"""Answers in the order of the askings, by the name of a schedule or a destination, or ``everyone``."""


def parse_given(value: Any) -> dict[str, tuple[GivenAnswer, ...]]:
    """The answers of a mapping of names. Raises ``ValueError`` that says what would be accepted."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{quote_value(value)} is not accepted; use names with answers, such as {{office: closed}}")
    return {str(name): _parse_answers(str(name), answers) for name, answers in value.items()}


def parse_given_line(text: str) -> tuple[str, str]:
    """A name and its answer from ``NAME: ANSWER``, as a command line has it. Raises ``ValueError``."""
    name, colon, answer = (part.strip() for part in text.rpartition(":"))
    if not (colon and name and answer):
        raise ValueError(f"{quote_value(text)} is not NAME: ANSWER; use 'office: closed' or 'Booking desk: no answer'")
    _parse_answer(name, answer)
    return name, answer


def _parse_answers(name: str, value: Any) -> tuple[GivenAnswer, ...]:
    answers = value if isinstance(value, list | tuple) else [value]
    if not answers or len(answers) > ANSWERS_MOST:
        raise ValueError(f"{name}: a list of {len(answers):,} answers; 1 to {ANSWERS_MOST:,} are accepted")
    return tuple(_parse_answer(name, answer) for answer in answers)


def _parse_answer(name: str, value: Any) -> GivenAnswer:
    if not isinstance(value, Mapping):
        return GivenAnswer(_parse_word(name, value))
    for field in value:
        if field not in ("answer", "after"):
            raise ValueError(f"{name}: {quote_value(field)} is not a field; use answer and after")
    answer = _parse_word(name, value.get("answer"))
    if value.get("after") is None:
        return GivenAnswer(answer)
    if answer not in ("picked_up", "busy", "returns"):
        words = "picked up, busy and returns"
        raise ValueError(f"{name}: after is for {words}; {answer_words(answer)} has a time of its own")
    try:
        return GivenAnswer(answer, _parse_after(value["after"]))
    except ValueError as error:
        raise ValueError(f"{name}: after: {error}") from None


def _parse_after(value: Any) -> int:
    """Milliseconds; a bare number is seconds, as in a step's ``after``."""
    from simulator.config.durations import parse_duration  # few answers have a time

    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return parse_duration(f"{value} s" if is_number else value)


def _parse_word(name: str, value: Any) -> Answer:
    word = "_".join(value.lower().replace("_", " ").replace("-", " ").split()) if isinstance(value, str) else value
    for answer in ANSWERS:
        if word == answer:
            return answer
    near = nearest_words(str(word), ANSWERS) if isinstance(value, str) else []
    hint = f"did you mean {answer_words(near[0])}?" if near else f"use {_ACCEPTED}"
    raise ValueError(f"{name}: {quote_value(value)} is not an answer; {hint}")


def answer_words(answer: str) -> str:
    """An answer as people write it: ``no answer``."""
    return answer.replace("_", " ")
