"""The interview of ``ivrsim identify``: one call after the other, and questions about what was heard, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from simulator.cli.interview import Ask, Tell
from simulator.graph.identification.audible_call import TelephoneQuestion
from simulator.graph.identification.call_probe import CallProbe, QuestionAnswer
from simulator.graph.identification.engine_identification import EngineIdentification, ReportedCall
from simulator.graph.identification.telephone_answers import UNSURE, is_unsure, parse_answer
from simulator.graph.plain_words import quote
from simulator.report.hanging_lines import wrap_lines
from simulator.report.identification_summary import IdentificationSummary
from simulator.report.telephone_words import YES_OR_NO, QuestionWords

STOP = "stop"
"""The answer that ends the interview with what is known by then."""

Telephone = Callable[[CallProbe], ReportedCall | None]
"""Someone who makes a call and tells what was heard; None: they make no more."""


class TelephoneInterview:
    """The calls that settle an engine, made by a person who is asked, or by ``telephone`` in their place."""

    def __init__(
        self,
        identification: EngineIdentification,
        summary: IdentificationSummary,
        *,
        ask: Ask,
        tell: Tell,
        telephone: Telephone | None = None,
    ) -> None:
        self.identification = identification
        self.summary = summary
        self.words = summary.words
        self.ask = ask
        self.tell = tell
        self.telephone = telephone or self._ask_about

    def hold(self, earlier_calls: Sequence[ReportedCall] = ()) -> list[ReportedCall]:
        """Make calls until no readings are left to tell apart; return all calls, ``earlier_calls`` first."""
        calls = list(earlier_calls)
        while (probe := self.identification.next_probe(calls)) is not None:
            self._say_call(probe, calls)
            reported = self.telephone(probe)
            if reported is None:
                break
            calls.append(reported)
            if self.identification.next_probe(calls) is not None:
                self._say_lines(["", self.summary.progress_line(calls)])
        return calls

    def _say_call(self, probe: CallProbe, calls: Sequence[ReportedCall]) -> None:
        remaining = self.identification.remaining(calls)
        most = len(calls) + self.identification.calls.tree.calls_needed(remaining)
        of = "" if any(call.unsure for call in calls) else f" of {'at most ' if len(calls) + 1 < most else ''}{most}"
        head = f"Call {len(calls) + 1}{of}. Ring {self.words.number_words()}."
        frame = f"It takes {self.words.duration_words(probe)}. {self.words.ending_words(probe)}"
        steps = [f"  {place}. {step}" for place, step in enumerate(self.words.steps(probe), 1)]
        self._say_lines(["", f"{head} {frame}", *steps])

    def _say_lines(self, lines: Sequence[str]) -> None:
        for line in wrap_lines(lines):
            self.tell(line)

    # -- a person ---------------------------------------------------------------------------------

    def _ask_about(self, probe: CallProbe) -> ReportedCall | None:
        self._say_lines(["", f"What did you hear? Answer ? if you are not sure, or {STOP} to end."])
        answers: dict[TelephoneQuestion, QuestionAnswer] = {}
        unsure: list[TelephoneQuestion] = []
        for number, question in enumerate(probe.questions, 1):
            words = self.words.question(probe, question)
            if question.kind == "pause" and answers.get(TelephoneQuestion("stopped", question.subject)) is False:
                answers[question] = None  # it did not stop, so no quiet followed
                continue
            text = self._ask_one(number, question, words)
            if text == STOP:
                return None
            if is_unsure(text):
                unsure.append(question)
            else:
                answers[question] = _read_answer(question, words, text)
        return ReportedCall(probe, answers, tuple(unsure))

    def _ask_one(self, number: int, question: TelephoneQuestion, words: QuestionWords) -> str:
        """Ask until an answer can be read; return the answer."""
        head, accepted = f"  {number}  {words.text}", f"{words.accepted}, ?"
        if words.choices:
            self._say_lines([head, *(f"     {place}  {text}" for place, (_, text) in enumerate(words.choices, 1))])
            label = f"     {accepted}"
        else:
            *before, label = wrap_lines([f"{head}  {accepted}"])
            self._say_lines(before)
        while True:
            text = " ".join(self.ask(f"{label}: ").split()).casefold()
            if text == STOP or is_unsure(text):
                return text
            try:
                _read_answer(question, words, text)
            except ValueError as error:
                self._say_lines([f"     {error}"])
            else:
                return text


def _read_answer(question: TelephoneQuestion, question_words: QuestionWords, text: str) -> QuestionAnswer:
    """Return the answer that a text stands for. Raises ``ValueError``."""
    if not text:
        raise ValueError(f"use {question_words.accepted}, ? or {STOP}")
    if not question_words.choices:
        return parse_answer(question, text)
    numbers = {str(place): answer for place, (answer, _) in enumerate(question_words.choices, 1)}
    names = {words.casefold(): answer for answer, words in question_words.choices}
    if text in numbers:
        return numbers[text]
    if text in names:
        return names[text]
    raise ValueError(f"{quote(text)} is not one of the lines; use a number from 1 to {len(numbers)}, or ?")


def answer_lines(summary: IdentificationSummary, call: ReportedCall) -> Iterator[str]:
    """Yield the questions about a call with the answers that were given."""
    for question in call.probe.questions:
        if question in call.answers or question in call.unsure:
            question_words = summary.words.question(call.probe, question)
            answer = call.answers.get(question)
            if question_words.accepted == YES_OR_NO and isinstance(answer, int):
                answer = bool(answer)
            words = summary.words.answer_words(question, answer) if question in call.answers else UNSURE
            yield f"  · {question_words.text}  {words}"
