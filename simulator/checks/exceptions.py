"""Exceptions: findings that somebody silenced where they stand, with a reason.

A comment in a YAML file, on the finding's line or alone on the line above it::

    timeout: 2   # ivrsim: ignore IVR202 because every caller here is a lift's emergency button

Several rules are separated by commas. A comment without a reason silences nothing: it is refused.
JSON has no comments: what flow.yaml lists under ``checks: silence`` does the same for any file of the flow::

    checks:
      silence:
        - {rule: IVR304, receptionist: main, field: entries.9.option, reason: "for our own staff"}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.checks.registry import matching_codes
from simulator.checks.rule import Finding
from simulator.errors import Problem, UsageError
from simulator.fast_classes import dataclass

if TYPE_CHECKING:
    from simulator.config.check_options import CheckOptions
    from simulator.text.document import Document

FORM = "# ivrsim: ignore IVR202 because callers are in a hurry"

# patterns as text: `re` compiles each when it is first used, which most commands never do
_COMMENT = r"(?m)(?:^|(?<=\s))#\s*ivrsim:(?P<said>[^\n\r]*)"
_SAID = r"\s*ignore\s+(?P<rules>[\w-]+(\s*,\s*[\w-]+)*)\s+because\s+(?P<reason>\S.*?)\s*"


@dataclass(slots=True)
class ExceptionMark:
    """A mark that silences findings of some rules, with its place and reason. ``used`` once a finding met it.

    A comment silences those on the line ``silences``; an entry of flow.yaml (``silences`` is 0) those of a
    receptionist and a field, each of which may be left out.
    """

    file: str
    line: int
    column: int
    codes: frozenset[str]
    reason: str
    silences: int
    receptionist: str | None = None
    field: str | None = None
    used: bool = False

    def covers_finding(self, finding: Finding) -> bool:
        """Return whether the mark silences a finding."""
        if finding.code not in self.codes:
            return False
        if self.silences:
            return (finding.file, finding.line) == (self.file, self.silences)
        is_its_receptionist = self.receptionist is None or self.receptionist == finding.receptionist
        return is_its_receptionist and (self.field is None or self.field == finding.field)


def listed_exceptions(
    check_options: CheckOptions, document: Document | None
) -> tuple[list[ExceptionMark], list[Problem]]:
    """Return what flow.yaml silences, and the rules in it that do not exist."""
    exception_marks: list[ExceptionMark] = []
    wrong: list[Problem] = []
    for index, silence in enumerate(check_options.silence):
        place = Problem("", 0, 0, "")
        if document is not None:
            place = document.problem_at(("checks", "silence", index), "")
        try:
            codes = matching_codes(silence.rule)
        except UsageError as error:
            if document is None:
                raise
            wrong.append(document.problem_at(("checks", "silence", index, "rule"), str(error)))
            continue
        at = (place.file, place.line, place.column)
        exception_marks.append(ExceptionMark(*at, codes, silence.reason, 0, silence.receptionist, silence.field))
    return exception_marks, wrong


def comment_exceptions(document: Document) -> tuple[list[ExceptionMark], list[Problem]]:
    """The comments of a document that silence rules, and those that are not well formed."""
    # JSON has no comments, and most files have no such comment: spare them the pattern
    if document.syntax != "yaml" or "ivrsim:" not in document.text:
        return [], []
    exception_marks: list[ExceptionMark] = []
    wrong: list[Problem] = []
    for match in re.finditer(_COMMENT, document.text):
        line, column = document.lines.line_and_column(match.start())
        statement = re.fullmatch(_SAID, match["said"])
        if statement is None:
            message = f"this comment silences nothing; rules and a reason are needed: {FORM}"
            wrong.append(Problem(document.name, line, column, message))
            continue
        start = document.text.rfind("\n", 0, match.start()) + 1
        alone = not document.text[start : match.start()].strip()
        try:
            codes = frozenset().union(*(matching_codes(word.strip()) for word in statement["rules"].split(",")))
        except UsageError as error:
            wrong.append(Problem(document.name, line, column, str(error)))
            continue
        exception_marks.append(ExceptionMark(document.name, line, column, codes, statement["reason"], line + alone))
    return _stacked_comments(exception_marks), wrong


def _stacked_comments(exception_marks: list[ExceptionMark]) -> list[ExceptionMark]:
    """Let comments that stand alone, one above the other, all apply to the line below the last."""
    below = {mark.line: mark for mark in exception_marks}
    # from the bottom up, so that each comment takes over a line that is final already
    for mark in reversed(exception_marks):
        if mark.silences != mark.line and mark.silences in below and below[mark.silences].silences != mark.silences:
            mark.silences = below[mark.silences].silences
    return exception_marks


def drop_excepted(findings: Iterable[Finding], exception_marks: Iterable[ExceptionMark]) -> Iterator[Finding]:
    """Yield the findings that nothing silences; mark what silences one as used.

    What silences a finding silences those of other rules that it speaks for, since they report the same problem.
    And what silences the first option of those that share a problem in a menu silences them all: they are reported
    as one finding, which stands there.
    """
    exception_marks = list(exception_marks)
    if not exception_marks:
        yield from findings
        return
    at: dict[tuple[str, int], list[ExceptionMark]] = {}
    anywhere: list[ExceptionMark] = []
    for mark in exception_marks:
        (at.setdefault((mark.file, mark.silences), []) if mark.silences else anywhere).append(mark)

    def is_met(finding: Finding) -> bool:
        marks_on_line = at.get((finding.file, finding.line), ()) if at else ()
        met = [mark for mark in (*marks_on_line, *anywhere) if mark.covers_finding(finding)]
        for mark in met:
            mark.used = True
        return bool(met)

    # findings come in the order of the file, so the first of a shared problem decides for all of it
    firsts: dict[tuple[object, ...], bool] = {}
    for finding in findings:
        covered = tuple(mate for mate in finding.covered if not is_met(mate))
        met = is_met(finding)
        if finding.shared is not None and finding.field.startswith("entries."):
            met |= firsts.setdefault((finding.code, finding.receptionist, finding.shared.problem), met)
        if not met:
            yield replace(finding, covered=covered) if finding.covered else finding
