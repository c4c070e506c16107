"""Run the rules that are asked for over a flow: what they find, in the order of the files.

What flow.yaml asks (``checks:``) holds unless the command line says otherwise: ``--ruleset`` and
``--select`` replace it, ``--ignore`` adds to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator.checks import merging, registry
from simulator.checks.base import RULESETS, Chosen, Finding, Ruleset, Severity, Subject
from simulator.checks.silenced import Silence, listed, silences, unsilenced
from simulator.config.checks import AskedChecks, RulesetName
from simulator.config.flow import Flow
from simulator.errors import FlowError, Problem, UsageError
from simulator.graph.work_step import WorkStep, go_through

if TYPE_CHECKING:
    from simulator.load.document import Document
    from simulator.load.receptionist import Shelf


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, one finding for one problem (see ``merging``).

    ``silenced`` findings are left out; ``idle`` is what silences nothing (any more).
    """

    findings: tuple[Finding, ...]
    ruleset: str
    rules: int
    silenced: int
    idle: tuple[Silence, ...]


def run(
    flow: Flow,
    shelf: Shelf | None = None,
    asked: AskedChecks | None = None,
    *,
    ignore: Iterable[str] = (),
    chosen: Chosen | None = None,
) -> Report:
    """All findings in a flow. ``asked`` stands in place of what the flow asks, ``ignore`` is added to it.

    ``chosen`` tells how often past callers chose what (``checks.chosen``).

    Raises ``FlowError`` for a rule in flow.yaml that there is not, and for a bad comment; ``UsageError``
    for such a rule in ``ignore``.
    """
    examination = Examination(flow, shelf, asked, ignore=ignore, chosen=chosen)
    go_through(examination.steps())
    return examination.report()


class Examination:
    """A flow on which one rule after another is run; ``report`` holds what those that have run found.

    Takes the arguments of ``run``, and raises as it does.
    """

    def __init__(
        self,
        flow: Flow,
        shelf: Shelf | None = None,
        asked: AskedChecks | None = None,
        *,
        ignore: Iterable[str] = (),
        chosen: Chosen | None = None,
    ) -> None:
        asked = asked or flow.checks or AskedChecks()
        problems: list[Problem] = []
        ruleset = RULESETS[asked.ruleset]
        ruleset = ruleset._replace(limits={**ruleset.limits, **asked.limits})
        wanted, weights = _wanted(asked, shelf, problems)
        wanted -= {code for word in ignore for code in registry.matching(word)}
        self._comments = _silences(flow, shelf, problems)
        if problems:
            raise FlowError(problems)
        self._wanted_codes = sorted(wanted)
        self._ruleset: RulesetName = asked.ruleset
        self._subject = Subject(flow, shelf, ruleset, chosen)
        self._severity = _severity(ruleset, weights)
        self._findings: list[Finding] = []
        self._codes_run: set[str] = set()

    def steps(self) -> Iterator[WorkStep]:
        """Run the rules, with a step after each."""
        total = len(self._wanted_codes)
        yield WorkStep(0, total, "rules")
        for code, check in zip(self._wanted_codes, registry.checks(self._wanted_codes), strict=True):
            self._findings += [self._weighed(finding) for finding in check.find(self._subject)]
            self._codes_run.add(code)
            yield WorkStep(len(self._codes_run), total, "rules")

    def _weighed(self, finding: Finding) -> Finding:
        weight = self._severity(finding)
        return finding if weight == finding.severity else replace(finding, severity=weight)

    def report(self) -> Report:
        """Merge what the rules that have run found."""
        order = {key: number for number, key in enumerate(self._subject.flow.receptionists)}
        ordered = sorted(
            self._findings, key=lambda one: (order.get(one.receptionist or "", -1), one.line, one.column, one.code)
        )
        every = merging.covered(ordered)
        left = tuple(unsilenced(every, self._comments))
        idle = tuple(one for one in self._comments if not one.used and one.codes <= self._codes_run)
        kept = set(left)
        silenced = merging.merged(one for one in every if one not in kept)
        return Report(merging.merged(left), self._ruleset, len(self._codes_run), len(silenced), idle)


def _severity(ruleset: Ruleset, weights: Mapping[str, Severity]) -> Callable[[Finding], Severity]:
    """How much a finding weighs: as the flow says, else as the ruleset, else as the rule."""

    def weight(finding: Finding) -> Severity:
        if finding.code in weights:
            return weights[finding.code]
        by_kind = (severity for kind, severity in ruleset.severities.items() if finding.code.startswith(kind))
        return next(by_kind, finding.severity)

    return weight


def _wanted(asked: AskedChecks, shelf: Shelf | None, problems: list[Problem]) -> tuple[set[str], dict[str, Severity]]:
    """The codes that are to run, and the severities that the flow sets."""

    def codes(word: str, *place: str | int) -> frozenset[str]:
        try:
            return registry.matching(word)
        except UsageError as error:
            if shelf is None or shelf.document is None or shelf.document.at_path(("checks", *place)) is None:
                raise
            problems.append(shelf.document.problem(("checks", *place), str(error)))
            return frozenset()

    selected = [codes(word, "select", index) for index, word in enumerate(asked.select)]
    wanted = set().union(*selected) if asked.select else set(registry.codes())
    for index, word in enumerate(asked.ignore):
        wanted -= codes(word, "ignore", index)
    weights = {code: weight for word, weight in asked.severities.items() for code in codes(word, "severities", word)}
    return wanted, weights


def _silences(flow: Flow, shelf: Shelf | None, problems: list[Problem]) -> list[Silence]:
    found, wrong = listed(flow.checks or AskedChecks(), shelf.document if shelf else None)
    problems += wrong
    for document in _documents(shelf):
        here, wrong = silences(document)
        found += here
        problems += wrong
    return found


def _documents(shelf: Shelf | None) -> list[Document]:
    """Every file of a flow, once."""
    if shelf is None:
        return []
    first = [shelf.document] if shelf.document else []
    files = (draft.document.where(draft.base)[0] for draft in shelf.drafts.values())
    return list({id(one): one for one in (*first, *files)}.values())
