"""Findings as numbered marks on a map: one number for each rule, since the same fault in ten menus is one line."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.checks.rule import Finding
from simulator.config.receptionist import parse_address
from simulator.draw.map_overlay import FootLine, MapOverlay
from simulator.draw.map_tree import COMMON_LEAST, MapTree
from simulator.draw.text_metrics import shorten_text
from simulator.graph.plain_words import visible
from simulator.words.phrases import count_noun, join_words

NAMED_MOST = 3
"""Nodes that a line of the foot names."""

_NAME_WIDTH = 260.0
"""How much of a name such a line shows, in units."""


def mark_findings(tree: MapTree, findings: Iterable[Finding]) -> MapOverlay:
    """Return the marks of findings at their menus, with a line for each rule in the foot.

    What is found in most of them has a line only: a mark on every card says nothing.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        for part in finding.parts or (finding,):
            by_code.setdefault(finding.code, []).append(part)
    marks: dict[str, tuple[int, ...]] = {}
    lines = []
    for number, (code, group) in enumerate(by_code.items(), 1):
        keys = map(finding_node, group)
        nodes = list(dict.fromkeys(key for key in keys if key in tree.nodes))
        names = [shorten_text(tree.nodes[node].name, _NAME_WIDTH, 13) for node in nodes]
        menus = sum(tree.nodes[node].kind == "menu" for node in nodes)
        if menus >= COMMON_LEAST and 2 * menus > tree.menu_count:
            every = f"{menus:,} of {tree.menu_count:,} menus" if menus < tree.menu_count else "every menu"
            text = f"In {every}, such as {_describe_group(code, group[:1], names[:1])}"
        else:
            marks |= {node: (*marks.get(node, ()), number) for node in nodes}
            text = _describe_group(code, group, names)
        lines.append(FootLine("plain", text, number))
    return MapOverlay(marks=marks, foot=tuple(lines))


def finding_node(finding: Finding) -> str:
    """Return the node that a finding is about: its receptionist, or a schedule or a telephone; empty for the flow."""
    if finding.receptionist is not None:
        return finding.receptionist
    table, _, field = finding.field.partition(".")
    if table != "destinations":
        return ""
    address = field if "." not in field.partition("||")[2] else field.rpartition(".")[0]
    return str(parse_address(address).canonical) if "||" in address else ""


def _describe_group(code: str, group: list[Finding], names: list[str]) -> str:
    """The message of the first finding, with the menus that have one like it."""
    message = visible(group[0].message)
    if not names:
        more = f"; {count_noun(len(group) - 1, 'more place')} like this" if len(group) > 1 else ""
        return f"{message} ({code}{more})"
    same = f"; the same in {join_words(names[1:], most=NAMED_MOST)}" if len(names) > 1 else ""
    # what is found at a destination names it by itself
    head = f"{names[0]}: " if group[0].receptionist is not None else ""
    return f"{head}{message} ({code}{same})"
