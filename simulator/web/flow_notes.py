"""The notes on a flow next to its page: why it cannot be loaded, failing tests, findings, changes since a commit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from simulator.checks.rule import SEVERITIES
from simulator.checks.run import CheckReport
from simulator.config.flow import Flow
from simulator.errors import Problem
from simulator.graph.review.change import Review
from simulator.words.phrases import count_noun


class FailingTest(NamedTuple):
    """A test that fails: its name, its place, and the report that ``ivrsim test`` prints of it.

    ``call`` is its place among the calls that the page carries; None: it is not one of them.
    """

    name: str
    place: str
    expected: str
    got: str
    report: str
    call: int | None = None


@dataclass(frozen=True, slots=True)
class TestNotes:
    """The tests of a flow that were run: how many, and those that fail.

    ``problems`` are those of test files that cannot be read.
    """

    __test__ = False  # pytest is not to collect it

    count: int = 0
    failing: tuple[FailingTest, ...] = ()
    problems: tuple[Problem, ...] = ()


class ChangeNotes(NamedTuple):
    """The changes since the last commit; where they are not known, ``reason`` says why."""

    review: Review | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FlowNotes:
    """Everything that is said of a flow; None is not known yet.

    ``problems`` keep the flow from being loaded: the other notes, and the page, are then those of the last version
    that could be. ``page_problems`` keep something from being on the page, and ``check_problems`` the rules from being
    applied. ``is_working``: there is more to come.
    """

    flow: Flow | None = None
    problems: tuple[Problem, ...] = ()
    page_problems: tuple[Problem, ...] = ()
    check_problems: tuple[Problem, ...] = ()
    tests: TestNotes | None = None
    report: CheckReport | None = None
    changes: ChangeNotes | None = None
    is_working: bool = True

    @property
    def is_good(self) -> bool:
        """Return whether nothing that is known so far calls for a change of the flow."""
        severe = self.report is not None and any(finding.severity == "error" for finding in self.report.findings)
        tests = self.tests is not None and bool(self.tests.failing or self.tests.problems)
        return not (self.problems or self.page_problems or self.check_problems or severe or tests)

    def summary(self) -> str:
        """Return the notes in a few words, the worst first."""
        parts = list(self._summary_parts())
        if self.is_working:
            parts.append("being checked")
        return "; ".join(parts)

    def _summary_parts(self) -> Iterator[str]:
        if self.problems:
            yield f"cannot be loaded: {count_noun(len(self.problems), 'problem', spell=False)}"
            return
        if self.page_problems:
            yield f"left out of the page: {count_noun(len(self.page_problems), 'thing', spell=False)}"
        if self.tests is not None:
            yield self._tests_summary(self.tests)
        if self.check_problems:
            yield "cannot be checked"
        elif self.report is not None:
            counts = {
                severity: sum(finding.severity == severity for finding in self.report.findings)
                for severity in SEVERITIES
            }
            nouns = {"error": "error", "warning": "warning", "info": "remark"}
            words = [count_noun(count, nouns[severity], spell=False) for severity, count in counts.items() if count]
            yield ", ".join(words) if words else "no findings"

    def _tests_summary(self, tests: TestNotes) -> str:
        if tests.problems:
            return "tests cannot be read"
        if not tests.count:
            return "no tests"
        if tests.failing:
            return f"{len(tests.failing):,} of {count_noun(tests.count, 'test', spell=False)} fail"
        return f"{count_noun(tests.count, 'test', spell=False)} passed"
