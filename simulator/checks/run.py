"""The run of rules over a flow: their findings, in the order of the files.

What flow.yaml asks (``checks:``) holds unless the command line says otherwise: ``--ruleset`` and
``--select`` replace it, ``--ignore`` adds to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.checks import merging, registry
from simulator.checks.checked_flow import CheckedFlow, Chosen
from simulator.checks.exceptions import ExceptionMark, comment_exceptions, drop_excepted, listed_exceptions
from simulator.checks.rule import RULESETS, Finding, Ruleset, Severity
from simulator.config.check_options import CheckOptions, RuleLimit, RulesetName
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, UsageError, nearest_words
from simulator.fast_classes import dataclass
from simulator.gc_pause import pause_gc
from simulator.graph.work_step import WorkStep, go_through

if TYPE_CHECKING:
    from datetime import date

    from simulator.loader.receptionist_file import Shelf
    from simulator.text.document import Document


def find_in_worlds(check: registry.Check, subject: CheckedFlow) -> Iterable[Finding]:
    """Return the findings of a rule, in every world of a flow that asks schedules."""
    if not subject.worlds:
        return check.find(subject)
    from simulator.checks.world_findings import examine_worlds

    return examine_worlds(check, subject)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The findings of a run, one for each problem (see ``merging``).

    ``silenced`` findings are left out; ``idle`` is what silences nothing (any more).
    """

    findings: tuple[Finding, ...]
    ruleset: str
    rules: int
    silenced: int
    idle: tuple[ExceptionMark, ...]


def run_checks(
    flow: Flow,
    shelf: Shelf | None = None,
    options: CheckOptions | None = None,
    *,
    ignore: Iterable[str] = (),
    chosen: Chosen | None = None,
    today: date | None = None,
) -> CheckReport:
    """Return all findings in a flow. ``options`` replace what the flow asks for, ``ignore`` is added to it.

    ``chosen`` counts what past callers chose (``option_usage``); ``today`` is the day of rules that look at today.

    Raises ``FlowError`` for a rule or limit in flow.yaml that does not exist, and for a bad comment; ``UsageError``
    for such a rule in ``ignore``.
    """
    examination = Examination(flow, shelf, options, ignore=ignore, chosen=chosen, today=today)
    go_through(examination.steps())
    return examination.report()


SCHEDULE_RULES = ("IVR701", "IVR702", "IVR703", "IVR704", "IVR705", "IVR709")
"""The rules about schedules alone, which a calendar repeats."""


def check_schedules(flow: Flow) -> tuple[Finding, ...]:
    """Return what is found in the schedules themselves; nothing where the flow has none."""
    return run_checks(flow, options=CheckOptions(select=SCHEDULE_RULES)).findings if flow.schedules else ()


class Examination:
    """A flow on which one rule after another is run; ``report`` holds what those that have run found.

    Takes the arguments of ``run``, and raises as it does.
    """

    def __init__(
        self,
        flow: Flow,
        shelf: Shelf | None = None,
        check_options: CheckOptions | None = None,
        *,
        ignore: Iterable[str] = (),
        chosen: Chosen | None = None,
        today: date | None = None,
    ) -> None:
        check_options = check_options or flow.checks or CheckOptions()
        problems: list[Problem] = []
        ruleset = RULESETS[check_options.ruleset]
        # last, so that a limit of the flow wins over one of its ruleset
        ruleset = ruleset._replace(limits={**ruleset.limits, **_known_limits(check_options, shelf, problems)})
        selected_codes, weights = _selected_rules(check_options, shelf, problems)
        selected_codes -= {code for word in ignore for code in registry.matching_codes(word)}
        self._comments = _exceptions_of(flow, shelf, problems)
        # all problems of flow.yaml at once, before the first rule takes time
        if problems:
            raise FlowError(problems)
        self._wanted_codes = sorted(selected_codes)
        self._ruleset: RulesetName = check_options.ruleset
        self._subject = CheckedFlow(flow, shelf, ruleset, chosen, today=today)
        self._severity = _severity_function(ruleset, weights)
        self._findings: list[Finding] = []
        self._codes_run: set[str] = set()

    def steps(self) -> Iterator[WorkStep]:
        """Run the rules, with a step after each."""
        total = len(self._wanted_codes)
        yield WorkStep(0, total, "rules")
        with pause_gc():
            # what rules share stays until the last has run, and so do the findings
            for code in self._wanted_codes:
                if registry.has_subject(code, self._subject.flow):
                    findings = find_in_worlds(registry.check_of(code), self._subject)
                    self._findings += [self._set_weight(finding) for finding in findings]
                self._codes_run.add(code)
                yield WorkStep(len(self._codes_run), total, "rules")

    def _set_weight(self, finding: Finding) -> Finding:
        weight = self._severity(finding)
        return finding if weight == finding.severity else replace(finding, severity=weight)

    def report(self) -> CheckReport:
        """Merge what the rules that have run found."""
        ordered = _in_file_order(self._findings, self._subject.flow)
        # covered findings, then exceptions, then merging: a comment silences one place, not a merged group
        every = merging.drop_covered(ordered)
        remaining = tuple(drop_excepted(every, self._comments))
        # a mark for a rule that did not run may silence something the next time
        idle = tuple(mark for mark in self._comments if not mark.used and mark.codes <= self._codes_run)
        silenced: list[Finding] = []
        if len(remaining) < len(every):
            unsilenced = set(remaining)
            silenced = [finding for finding in every if finding not in unsilenced]
        count = len(merging.merge_findings(silenced))
        return CheckReport(merging.merge_findings(remaining), self._ruleset, len(self._codes_run), count, idle)


def _in_file_order(findings: Iterable[Finding], flow: Flow) -> list[Finding]:
    """Return findings in the order of the receptionists, then of the lines, then of the codes."""
    by_receptionist: dict[str, list[Finding]] = {key: [] for key in ("", *flow.receptionists)}
    for finding in findings:
        key = finding.receptionist or ""
        by_receptionist[key if key in by_receptionist else ""].append(finding)
    return [finding for group in by_receptionist.values() for finding in _sort_by_place(group)]


def _sort_by_place(findings: list[Finding]) -> list[Finding]:
    if len({id(finding.place.document) for finding in findings}) > 1:
        # a variant's patch and what it patches: lines of two files
        return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))
    return sorted(findings, key=lambda finding: (finding.place.order, finding.code))


def _severity_function(ruleset: Ruleset, weights: Mapping[str, Severity]) -> Callable[[Finding], Severity]:
    """Return how much a finding weighs: as the flow says, else as the ruleset, else as the rule."""
    set_weights: dict[str, Severity | None] = {}

    def weight(finding: Finding) -> Severity:
        code = finding.code
        if code not in set_weights:
            by_kind = (severity for kind, severity in ruleset.severities.items() if code.startswith(kind))
            set_weights[code] = weights[code] if code in weights else next(by_kind, None)
        return set_weights[code] or finding.severity

    return weight


def _selected_rules(
    options: CheckOptions, shelf: Shelf | None, problems: list[Problem]
) -> tuple[set[str], dict[str, Severity]]:
    """The codes that are to run, and the severities that the flow sets."""

    def codes(word: str, *place: str | int) -> frozenset[str]:
        try:
            return registry.matching_codes(word)
        except UsageError as error:
            _report_or_raise(error, shelf, place, problems)
            return frozenset()

    selected = [codes(word, "select", index) for index, word in enumerate(options.select)]
    selected_codes = set().union(*selected) if options.select else set(registry.rule_codes())
    for index, word in enumerate(options.ignore):
        selected_codes -= codes(word, "ignore", index)
    weights = {code: weight for word, weight in options.severities.items() for code in codes(word, "severities", word)}
    return selected_codes, weights


def _known_limits(options: CheckOptions, shelf: Shelf | None, problems: list[Problem]) -> dict[str, float]:
    """Return the limits that are asked for and that rules have, within their ranges; the others become problems."""
    # Loading cannot judge them: it lies below the rules, which own their limits.
    if not options.limits:
        return {}
    limits = {limit.name: limit for of_rule in registry.limits_by_code().values() for limit in of_rule}
    for name, value in options.limits.items():
        try:
            _judge_limit(name, value, limits)
        except UsageError as error:
            _report_or_raise(error, shelf, ("limits", name), problems)
    return dict(options.limits)


def _judge_limit(name: str, value: float, limits: Mapping[str, RuleLimit]) -> None:
    """Raise ``UsageError`` for a limit that no rule has, or that is outside its range."""
    if name not in limits:
        near = nearest_words(name, limits)
        hint = f"did you mean {near[0]}?" if near else f"use {', '.join(limits)}"
        raise UsageError(f"{quote_value(name)} is not a limit; {hint}")
    limit = limits[name]
    if not limit.least <= value <= limit.most or (limit.whole and value != int(value)):
        kind = "a whole number" if limit.whole else "a number"
        accepted = f"{kind} from {limit.least:g} to {limit.most:g} ({limit.what})"
        raise UsageError(f"{name}: {quote_value(f'{value:g}')} is not accepted; use {accepted}")


def _report_or_raise(
    error: UsageError, shelf: Shelf | None, place: tuple[str | int, ...], problems: list[Problem]
) -> None:
    """Add an error to the problems where flow.yaml holds its cause; raise it where a command line or Python does."""
    path = ("checks", *place)
    if shelf is None or shelf.document is None or shelf.document.at_path(path) is None:
        raise error
    problems.append(shelf.document.problem_at(path, str(error)))


def _exceptions_of(flow: Flow, shelf: Shelf | None, problems: list[Problem]) -> list[ExceptionMark]:
    marks, wrong = listed_exceptions(flow.checks or CheckOptions(), shelf.document if shelf else None)
    problems += wrong
    for document in _documents_of(shelf):
        comments, wrong = comment_exceptions(document)
        marks += comments
        problems += wrong
    return marks


def _documents_of(shelf: Shelf | None) -> list[Document]:
    """Every file of a flow, once."""
    if shelf is None:
        return []
    first = [shelf.document] if shelf.document else []
    files = (draft.document.source_of(draft.base)[0] for draft in shelf.drafts.values())
    return list({id(document): document for document in (*first, *files)}.values())
