"""``ivrsim explain``: the page of a rule, the list of all rules; or why a call goes as it does."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from simulator.cli.arguments import Parser, add_allow, add_format, add_view
from simulator.cli.screen import say
from simulator.config.checks import LIMITS
from simulator.errors import UsageError
from simulator.words.markup import dump_json

if TYPE_CHECKING:
    from simulator.callers.converse import Trace
    from simulator.checks.registry import Check
    from simulator.config.flow import Flow
    from simulator.load.lines import Lines

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
    """Print the page of a rule, or one line for each; with ``--caller``, why a call goes as it does."""
    parser = Parser(
        "explain",
        "say what a rule looks for and what to do instead; with --caller, why a call goes as it does",
        "ivrsim explain IVR102\n  ivrsim explain example:clinic --caller '9 wait 1'",
    )
    parser.add_argument("what", nargs="*", metavar="RULE|FLOW", help="a code, IVR1xx for all of a kind, or a name")
    parser.add_argument("--caller", metavar="SCRIPT", help="explain this caller's call in FLOW, move by move")
    add_allow(parser)
    add_view(parser)
    add_format(parser, "text", "json")
    asked = parser.read(arguments)
    if asked.caller is not None:
        return _call(asked)
    return _rules(asked)


def _call(asked: argparse.Namespace) -> int:
    """Each turn, with the settings and the rules behind it."""
    from simulator.callers.rehearsal import Rehearsal
    from simulator.cli.opened import opened_with_lines

    if len(asked.what) > 1:
        raise UsageError("ivrsim explain: --caller goes with one FLOW; a caller is one argument in quotes")
    asked.flow = asked.what[0] if asked.what else None
    if asked.flow == "-":
        raise UsageError("ivrsim explain: lines of files are what explains a call; give the flow as a file")
    flow, sources = opened_with_lines(asked)
    machine, trace = Rehearsal(flow).trace(asked.caller)
    if asked.format == "json":
        say(dump_json(list(_as_json(machine.flow, trace, sources)), indent=2))
    else:
        say(*_as_text(machine.flow, trace, sources))
    return 0


def _as_text(flow: Flow, trace: Trace, sources: Lines) -> Iterator[str]:
    from simulator.callers.because import reasons
    from simulator.callers.record import record_of
    from simulator.callers.transcript import Transcriber, as_text, recap
    from simulator.tui.panels import reason_lines

    transcriber = Transcriber(flow)
    for turn in trace.turns:
        yield from as_text(list(transcriber.lines(turn)))
        for reason in reasons(flow, turn):
            yield from (f"{'':>12}{line}" for line in reason_lines(sources, reason, flow.dialect))
    yield ""
    yield recap(record_of(flow, trace))


def _as_json(flow: Flow, trace: Trace, sources: Lines) -> Iterator[dict[str, Any]]:
    from simulator.callers.because import Reason, reasons

    def placed(reason: Reason) -> dict[str, Any]:
        source = sources.get(reason.receptionist) if reason.field else None
        file, line = source.place(reason.field) if source else (None, None)
        return {"text": reason.text, "setting": reason.setting or None, "file": file, "line": line}

    for turn in trace.turns:
        yield {"at": turn.at / 1000, "event": turn.event.trigger, "reasons": [*map(placed, reasons(flow, turn))]}


def _refuse_flow(word: str) -> None:
    """Raise ``UsageError`` for a flow where a rule is needed: which call in it is to be explained?"""
    from simulator.load.find import EXAMPLE

    if word == "-" or word.startswith(EXAMPLE) or os.path.exists(word):  # noqa: PTH110 - any text may come
        call = f"ivrsim explain {shlex.quote(word)} --caller '9 silence 1'"
        raise UsageError(f"{word} is a flow, and no caller is given: {call} explains a call in it")


def _rules(asked: argparse.Namespace) -> int:
    from simulator.checks import registry

    for word in asked.what:
        _refuse_flow(word)
    wanted = sorted({code for word in asked.what for code in registry.matching(word)})
    checks = registry.checks(wanted if asked.what else None)
    if asked.format == "json":
        say(dump_json([_fields(one) for one in checks], indent=2))
    else:
        say(*(_pages(checks) if asked.what else _listed(checks)))
    return 0


def _fields(one: Check) -> dict[str, str]:
    return {**one.rule._asdict(), "title": one.title, "page": one.page}


def _pages(checks: list[Check]) -> Iterator[str]:
    for number, one in enumerate(checks):
        yield from ["", ""] if number else []
        yield from _page(one)


def _page(one: Check) -> list[str]:
    head = f"{one.rule.code} {one.rule.name} ({one.rule.severity})"
    limits = [
        f"Limit {name}: {limit.what}; {limit.value:g}, unless flow.yaml sets it under checks: limits."
        for name, limit in LIMITS.items()
        if limit.code == one.rule.code
    ]
    return [head, "", *one.plain_page.strip().split("\n"), *(line for limit in limits for line in ("", limit))]


def _listed(checks: list[Check]) -> Iterator[str]:
    width = max(len(one.rule.severity) for one in checks)
    for kind, group in groupby(checks, lambda one: one.rule.code[:4]):
        lines = [f"{one.rule.code}  {one.rule.severity:<{width}}  {one.title}" for one in group]
        yield from [f"{kind}xx {KINDS.get(kind, '')}", *(f"  {line}" for line in lines), ""]
    yield "ivrsim explain RULE prints a rule's page."
