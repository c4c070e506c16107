"""One call to find out how an engine works: what a person would notice under each reading, and what to ask.

Readings under which a person notices the same stay together (``groups``). A pause is noticed roughly: two of them
count as different where two seconds or more lie between. The questions about a call are those whose answers differ
among the readings, so that an answer which another call has ruled out can still be given, and noticed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.callers.caller_script import CallerScript, caller
from simulator.graph.compare.onset import Ending
from simulator.graph.identification.audible_call import AudibleCall, CallEar, Noticed, TelephoneQuestion

PAUSES_APART_MS = 2000
"""Pauses that differ by less are one to a person without a watch."""

PAUSE_OFF_MS = 3000
"""How far from every expected pause an answer may lie and still mean the nearest."""

ELSEWHERE: Ending = "elsewhere"
"""The answer of a person whose call went to none of the places that the readings know."""

_ENDED = TelephoneQuestion("ended")
_ORDER = TelephoneQuestion("order")

QuestionAnswer = bool | int | float | str | tuple[str, ...] | None
"""Yes or no, how often, seconds, where a call ended, or the sounds in their order; None: it did not arise."""


@dataclass(frozen=True, slots=True)
class CallProbe:
    """A call as it would be under each reading (``calls``, by the readings' numbers).

    ``groups`` holds, for each reading, the number of the readings that a person cannot tell from it by this call.
    ``questions`` are those worth asking, in the order of the call.
    """

    line: str
    script: CallerScript
    calls: tuple[AudibleCall, ...]
    groups: tuple[int, ...] = field(init=False)
    questions: tuple[TelephoneQuestion, ...] = field(init=False)
    _values: dict[TelephoneQuestion, tuple[Noticed, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        asked = dict.fromkeys(question for call in self.calls for question in call.noticed)
        values = {question: self._values_of(question) for question in sorted(asked, key=_place_in_call)}
        # The order of what was heard is the hardest to remember: it is asked only where all else leaves readings alike.
        plain = _number_alike([values[question] for question in values if question != _ORDER], len(self.calls))
        all_groups = _number_alike(list(values.values()), len(self.calls))
        needs_order = len(set(all_groups)) > len(set(plain))
        questions = [
            question
            for question, each in values.items()
            if question == _ENDED or (len({*each} - {None}) > 1 and (question != _ORDER or needs_order))
        ]
        object.__setattr__(self, "_values", values)
        object.__setattr__(self, "groups", all_groups)
        object.__setattr__(self, "questions", tuple(questions))

    def values(self, question: TelephoneQuestion) -> tuple[Noticed, ...]:
        """Return the answer to a question under each reading; like pauses are one number of milliseconds."""
        return self._values.get(question) or self._values_of(question)

    def expected(self, question: TelephoneQuestion) -> list[Noticed]:
        """Return the different answers that the readings have to a question, the most frequent first."""
        each = [value for value in self.values(question) if value is not None]
        return sorted(dict.fromkeys(each), key=lambda value: -sum(answer == value for answer in each))

    def fits(self, question: TelephoneQuestion, answer: QuestionAnswer) -> list[bool]:
        """Return for each reading whether an answer is what it says."""
        values = self.values(question)
        if answer is None:
            return [value is None for value in values]
        if question.kind == "pause":
            return self._fits_pause([value for value in values if isinstance(value, int)], values, answer)
        if question.kind == "heard" and isinstance(answer, bool):
            return [bool(value) is answer for value in values]
        return [value == answer for value in values]

    def answers_under(self, reading: int) -> dict[TelephoneQuestion, QuestionAnswer]:
        """Return the answers of a person whose engine follows a reading."""
        return {question: self.answer_under(question, reading) for question in self.questions}

    def answer_under(self, question: TelephoneQuestion, reading: int) -> QuestionAnswer:
        """Return the answer to a question of a person whose engine follows a reading; a pause in seconds."""
        value = self.values(question)[reading]
        return value / 1000 if question.kind == "pause" and isinstance(value, int) else value

    @property
    def seconds(self) -> float:
        """The longest that the call may take."""
        return max(call.milliseconds for call in self.calls) / 1000

    @property
    def endings(self) -> list[Ending]:
        """The places where the call may go, under whatever reading."""
        return list(dict.fromkeys(call.ending for call in self.calls))

    def _fits_pause(self, expected: list[int], values: Sequence[Noticed], answer: QuestionAnswer) -> list[bool]:
        if not isinstance(answer, int | float) or not expected:
            return [False] * len(values)
        nearest = min(expected, key=lambda pause: abs(pause - answer * 1000))
        is_near = abs(nearest - answer * 1000) <= PAUSE_OFF_MS
        return [is_near and value == nearest for value in values]

    def _values_of(self, question: TelephoneQuestion) -> tuple[Noticed, ...]:
        absent = 0 if question.kind == "heard" else None
        values = tuple(call.noticed.get(question, absent) for call in self.calls)
        return _round_pauses(values) if question.kind == "pause" else values


def probe_call(ear: CallEar, line: str) -> CallProbe:
    """Make a call under each reading. Raises ``ScriptError`` for a line that is not a caller."""
    script = caller(line)
    return CallProbe(line, script, ear.hear_calls(script))


def _round_pauses(values: tuple[Noticed, ...]) -> tuple[Noticed, ...]:
    """Return pauses that a person cannot tell apart, as the shortest of them."""
    shortest: dict[int, int] = {}
    before = first = None
    for pause in sorted({value for value in values if isinstance(value, int)}):
        if before is None or first is None or pause - before >= PAUSES_APART_MS:
            first = pause
        shortest[pause], before = first, pause
    return tuple(shortest[value] if isinstance(value, int) else None for value in values)


def _number_alike(columns: Sequence[tuple[Noticed, ...]], size: int) -> tuple[int, ...]:
    """For each reading the number of the first that is like it in every column."""
    first: dict[tuple[Noticed, ...], int] = {}
    rows = [tuple(column[index] for column in columns) for index in range(size)]
    return tuple(first.setdefault(row, index) for index, row in enumerate(rows))


def _place_in_call(question: TelephoneQuestion) -> int:
    return ("stopped", "pause", "heard", "order", "ended").index(question.kind)
