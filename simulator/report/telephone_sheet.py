"""The calls that settle how an engine works, on paper: as text, as Markdown, and as a file of answers to fill in.

On paper nobody can choose the next call by what was heard, so a sheet has the fewest calls that settle everything
when all of them are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from simulator.graph.identification.audible_call import TelephoneQuestion
from simulator.graph.identification.call_probe import CallProbe
from simulator.graph.identification.telephone_answers import UNSURE
from simulator.graph.plain_words import count_noun
from simulator.report.hanging_lines import WIDTH, wrap_lines
from simulator.report.telephone_words import YES_OR_NO, QuestionWords, TelephoneWords
from simulator.text.yaml_quotes import quote_yaml
from simulator.words.markup import escape_markdown
from simulator.words.sanitizer import OutputText, join_lines

_BOX = "[ ]"


class TelephoneSheet:
    """The sheet of the calls to one menu; ``heading`` are the first lines, such as when to ring."""

    def __init__(self, words: TelephoneWords, probes: Sequence[CallProbe], heading: Sequence[str], source: str) -> None:
        self.words = words
        self.probes = probes
        self.heading = heading
        self.source = source

    def text(self) -> OutputText:
        """Return the sheet for a printer without markup."""
        lines = [f"How does the engine behind {self.source} work?", ""]
        lines += self.heading
        for number, probe in enumerate(self.probes, 1):
            lines += [
                "",
                f"CALL {number} of {len(self.probes)}    made on ____________ at ________ by ____________",
                "",
            ]
            lines.append(f"{self._ring_words()} {self._frame_words(probe)}")
            lines += [f"  {place}. {step}" for place, step in enumerate(self.words.steps(probe), 1)]
            lines += ["", "  What did you hear?"]
            for letter, (_, question) in zip(_letters(), self._questions(probe), strict=False):
                lines.append(f"  {letter}. {question.text}")
                lines += [f"     {line}" for line in _boxes(question)]
            lines += ["  Anything else: ______________________________________________________"]
        lines += ["", self._closing()]
        return join_lines(wrap_lines(lines))

    def markdown(self) -> OutputText:
        """Return the sheet as Markdown, with boxes to tick."""
        lines = [f"# How does the engine behind {escape_markdown(self.source)} work?", ""]
        lines += [line for text in self.heading for line in (escape_markdown(text), "")]
        for number, probe in enumerate(self.probes, 1):
            lines += [f"## Call {number} of {len(self.probes)}", ""]
            lines += [escape_markdown(f"{self._ring_words()} {self._frame_words(probe)}"), ""]
            lines += [f"{place}. {escape_markdown(step)}" for place, step in enumerate(self.words.steps(probe), 1)]
            lines += ["", "What did you hear?", ""]
            for letter, (_, question) in zip(_letters(), self._questions(probe), strict=False):
                lines.append(f"- **{letter}** {escape_markdown(question.text)}")
                lines += [f"  - {escape_markdown(line)}" for line in _boxes(question)]
            lines += ["- Anything else:", ""]
        lines.append(escape_markdown(self._closing()))
        return join_lines(lines)

    def answers(self) -> OutputText:
        """Return a file of answers (YAML) in which every answer is still *not sure*."""
        lines = [f"# {line}" for text in self.heading for line in wrap(text, WIDTH)]
        lines += [
            "# Fill in what you heard; what you are not sure of may stay. Then:  ivrsim identify FLOW --answers FILE",
            "",
        ]
        lines += ["date: # the day of the calls, such as 2026-12-01", "calls:"]
        for probe in self.probes:
            lines += [f"  # {line}" for line in wrap(f"{self._ring_words()} {self._frame_words(probe)}", WIDTH)]
            for place, step in enumerate(self.words.steps(probe), 1):
                lines += wrap(f"{place}. {step}", WIDTH, initial_indent="  #   ", subsequent_indent="  #      ")
            lines.append(f"  - caller: {quote_yaml(probe.line)}")
            before = ""
            for question, words in self._questions(probe):
                comment = f"# {words.text} ({words.accepted})"
                if question.subject and question.kind != before:
                    lines.append(f"    {question.kind}:")
                before = question.kind
                if question.subject:
                    lines.append(f"      {self._key(question)}: {UNSURE}  {comment}")
                else:
                    choices = "; ".join(text for _, text in words.choices)
                    lines.append(f"    {question.kind}: {UNSURE}  # {words.text} {choices}")
        return join_lines(lines)

    def _key(self, question: TelephoneQuestion) -> str:
        return quote_yaml(self.words.sound_name(question.subject) if question.kind == "heard" else question.subject)

    def _questions(self, probe: CallProbe) -> Iterator[tuple[TelephoneQuestion, QuestionWords]]:
        for question in probe.questions:
            yield question, self.words.question(probe, question)

    def _ring_words(self) -> str:
        return f"Ring {self.words.number_words()}."

    def _frame_words(self, probe: CallProbe) -> str:
        return f"It takes {self.words.duration_words(probe)}. {self.words.ending_words(probe)}"

    def _closing(self) -> str:
        calls = {1: "the call", 2: "both calls"}.get(len(self.probes), f"all {count_noun(len(self.probes), 'call')}")
        return (
            f"Then tell the program what was heard in {calls}: ivrsim identify FLOW --answers FILE "
            "(ivrsim identify FLOW --sheet yaml prints a file to fill in)."
        )


def _boxes(question: QuestionWords) -> list[str]:
    """Return the boxes and blanks below a question."""
    if question.choices:
        return [f"{_BOX} {text}" for _, text in question.choices] + [f"{_BOX} {UNSURE}"]
    if question.accepted == YES_OR_NO:
        return [f"{_BOX} yes   {_BOX} no   {_BOX} {UNSURE}"]
    return [f"______   {_BOX} {UNSURE}"]


def _letters() -> Iterator[str]:
    for number in range(1, 1000):
        yield chr(96 + number) if number <= 26 else str(number)
