"""``ivrsim explain``: the page of a rule, or the list of all rules."""

from __future__ import annotations

import json
from itertools import groupby

from simulator.checks import registry
from simulator.checks.registry import Check
from simulator.cli.arguments import Parser, add_format
from simulator.cli.screen import say
from simulator.errors import UsageError

KINDS = {
    "IVR1": "structure",
    "IVR2": "time",
    "IVR3": "recordings",
    "IVR4": "design",
    "IVR5": "accessibility",
    "IVR6": "provider",
}
"""What the rules of one hundred have in common."""


def run(arguments: list[str]) -> int:
    """Print the page of a rule, or one line for each."""
    parser = Parser("explain", "say what a rule looks for, why, and what to do instead", "ivrsim explain IVR102")
    parser.add_argument("rule", nargs="*", metavar="RULE", help="a code, IVR1xx for all of a kind, or a name")
    parser.add_argument("--caller", metavar="SCRIPT", help="not there yet: ivrsim play shows the call, move by move")
    add_format(parser, "text", "json")
    asked = parser.read(arguments)
    if asked.caller is not None:
        raise UsageError("ivrsim explain: --caller is not there yet; ivrsim play FLOW --caller '...' shows the call")
    wanted = sorted({code for word in asked.rule for code in registry.matching(word)})
    checks = registry.checks(wanted if asked.rule else None)
    if asked.format == "json":
        say(json.dumps([_fields(one) for one in checks], indent=2))
    else:
        say("\n\n\n".join(map(_page, checks)) if asked.rule else _listed(checks))
    return 0


def _fields(one: Check) -> dict[str, str]:
    return {**one.rule._asdict(), "title": one.title, "page": one.page}


def _page(one: Check) -> str:
    head = f"{one.rule.code} {one.rule.name} ({one.rule.severity})"
    return f"{head}\n\n{one.page.strip()}"


def _listed(checks: list[Check]) -> str:
    width = max(len(one.rule.severity) for one in checks)
    blocks = []
    for kind, group in groupby(checks, lambda one: one.rule.code[:4]):
        lines = [f"{one.rule.code}  {one.rule.severity:<{width}}  {one.title}" for one in group]
        blocks.append("\n".join([f"{kind}xx {KINDS.get(kind, '')}", *(f"  {line}" for line in lines)]))
    return "\n\n".join([*blocks, "ivrsim explain RULE prints a rule's page."])
