"""Findings by rule for a terminal: the most severe first, each rule once, with the menus that share it.

``finding_formats.findings_text`` lists every finding by receptionist, which is what somebody wants who mends one
file after another. Of a large flow that is thousands of lines about a dozen habits, so this shows the habits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.checks.merging import shorten_names, single
from simulator.checks.rule import SEVERITIES, Finding
from simulator.checks.run import CheckReport
from simulator.config.flow import Flow
from simulator.report.finding_formats import closing_line
from simulator.words.sanitizer import OutputText, join_lines

FINDINGS_SHOWN = 3
"""Findings of one rule that are shown where there are more than ``FINDINGS_LEFT_WHOLE``."""

FINDINGS_LEFT_WHOLE = 4
"""Up to this many findings of one rule are all shown: a line that counts the rest would not be shorter."""

MENUS_NAMED = 5
"""Receptionists that one message names; the rest is counted."""

FULL = "--full lists every finding"


def summarize_findings(flow: Flow, report: CheckReport, *, beside: int = 0) -> OutputText:
    """Lay findings out by rule, with one closing line of counts; ``beside`` are in the baseline."""
    lines: list[str] = []
    left_out = False
    menus = menu_keys(flow)
    for findings in group_by_rule(report.findings):
        first = findings[0]
        scope = describe_scope(flow, menus, findings)
        lines.append(f"{first.severity} {first.code} {first.rule}{f': {scope}' if scope else ''}")
        sample = findings if len(findings) <= FINDINGS_LEFT_WHOLE else findings[:FINDINGS_SHOWN]
        for finding in sample:
            message, unnamed = shorten_names(finding, MENUS_NAMED)
            left_out |= unnamed > 0
            lines.append(f"    {_place(finding)}{message}{f'; the same in {unnamed:,} more' if unnamed else ''}")
        if len(sample) < len(findings):
            left_out = True
            lines.append(f"    and {len(findings) - len(sample):,} more like these")
        lines.append("")
    end = closing_line(flow, report, beside=beside)
    return join_lines([*lines, f"{end}; {FULL}" if left_out else end])


def group_by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Group findings by severity and rule: the most severe first, then the rule with the most places."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.code), []).append(finding)
    places = {key: len(list(single(group))) for key, group in groups.items()}
    # The code comes last, so that two runs list rules of equal weight in the same order.
    order = sorted(groups, key=lambda key: (SEVERITIES.index(groups[key][0].severity), -places[key], key[1]))
    return [groups[key] for key in order]


def menu_keys(flow: Flow) -> frozenset[str]:
    """Return the keys of the flow's menus, for ``describe_scope``, which many groups of findings ask."""
    return frozenset([key for key, item in flow.receptionists.items() if item.is_menu])


def describe_scope(flow: Flow, menus: frozenset[str], findings: Sequence[Finding]) -> str:
    """Return how many of the flow's receptionists findings are in: ``all 12 menus``, ``3 of 12 menus``.

    Empty where that says nothing: in a flow of one receptionist, or for findings in flow.yaml alone.
    """
    keys = {place.receptionist for place in single(findings)} & flow.receptionists.keys()
    among, noun = (menus, "menu") if keys <= menus else (flow.receptionists.keys(), "receptionist")
    # In a flow of one menu every finding is in "the only menu", which says nothing.
    if not keys or len(flow.receptionists) == 1:
        return ""
    if len(keys) == len(among):
        return f"all {len(among):,} {noun}s" if len(among) > 1 else f"the only {noun}"
    return f"{len(keys):,} of {len(among):,} {noun}s"


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}:{finding.column}: " if finding.file else ""
