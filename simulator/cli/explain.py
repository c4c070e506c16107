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
from simulator.errors import UsageError
from simulator.words.markup import dump_json

if TYPE_CHECKING:
    from simulator.callers.drivers import Trace
    from simulator.checks.registry import Check
    from simulator.config.flow import Flow
    from simulator.loader.source_lines import Lines

KINDS = {
    "IVR1": "structure",
    "IVR2": "time",
    "IVR3": "recordings",
    "IVR4": "design",
    "IVR5": "accessibility",
    "IVR6": "provider",
    "IVR7": "schedules, and who answers",
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
    options = parser.read_arguments(arguments)
    if options.caller is not None:
        return _explain_call(options)
    return _explain_rules(options)


def _explain_call(options: argparse.Namespace) -> int:
    """Each turn, with the settings and the rules behind it."""
    from simulator.callers.rehearsal import Rehearsal
    from simulator.cli.flow_argument import open_flow_with_lines

    if len(options.what) > 1:
        raise UsageError("ivrsim explain: --caller goes with one FLOW; a caller is one argument in quotes")
    options.flow = options.what[0] if options.what else None
    if options.flow == "-":
        raise UsageError("ivrsim explain: lines of files are what explains a call; give the flow as a file")
    flow, sources = open_flow_with_lines(options)
    machine, trace = Rehearsal(flow).trace_call(options.caller)
    if options.format == "json":
        say(dump_json(list(_as_json(machine.flow, trace, sources)), indent=2))
    else:
        say(*_as_text(machine.flow, trace, sources))
    return 0


def _as_text(flow: Flow, trace: Trace, sources: Lines) -> Iterator[str]:
    from simulator.callers.call_record import record_of
    from simulator.callers.reasons import find_reasons
    from simulator.callers.transcript import Transcriber, layout_lines, recap_sentence
    from simulator.tui.panels import reason_lines

    transcriber = Transcriber(flow)
    for turn in trace.turns:
        yield from layout_lines(list(transcriber.turn_lines(turn)))
        for reason in find_reasons(flow, turn):
            yield from (f"{'':>12}{line}" for line in reason_lines(sources, reason, flow.dialect))
    yield ""
    yield recap_sentence(record_of(flow, trace))


def _as_json(flow: Flow, trace: Trace, sources: Lines) -> Iterator[dict[str, Any]]:
    from simulator.callers.reasons import Reason, find_reasons

    def placed(reason: Reason) -> dict[str, Any]:
        source = sources.get(reason.receptionist) if reason.field else None
        file, line = source.place(reason.field) if source else (None, None)
        return {"text": reason.text, "setting": reason.setting or None, "file": file, "line": line}

    for turn in trace.turns:
        yield {"at": turn.at / 1000, "event": turn.event.trigger, "reasons": [*map(placed, find_reasons(flow, turn))]}


def _refuse_flow(word: str) -> None:
    """Raise ``UsageError`` for a flow where a rule is needed: which call in it is to be explained?"""
    from simulator.loader.flow_location import EXAMPLE

    if word == "-" or word.startswith(EXAMPLE) or os.path.exists(word):  # noqa: PTH110 - any text may come
        call = f"ivrsim explain {shlex.quote(word)} --caller '9 silence 1'"
        raise UsageError(f"{word} is a flow, and no caller is given: {call} explains a call in it")


def _explain_rules(options: argparse.Namespace) -> int:
    from simulator.checks import registry

    for word in options.what:
        _refuse_flow(word)
    wanted = sorted({code for word in options.what for code in registry.matching_codes(word)})
    checks = registry.checks_of(wanted if options.what else None)
    if options.format == "json":
        say(dump_json([_rule_fields(check) for check in checks], indent=2))
    else:
        say(*(_pages(checks) if options.what else _rule_list(checks)))
    return 0


def _rule_fields(check: Check) -> dict[str, str]:
    return {**check.rule._asdict(), "title": check.title, "page": check.page}


def _pages(checks: list[Check]) -> Iterator[str]:
    for number, one in enumerate(checks):
        yield from ["", ""] if number else []
        yield from _rule_page(one)


def _rule_page(check: Check) -> list[str]:
    head = f"{check.rule.code} {check.rule.name} ({check.rule.severity})"
    limits = [
        f"Limit {limit.name}: {limit.what}; {limit.value:g}, unless flow.yaml sets it under checks: limits."
        for limit in check.limits
    ]
    notes = [*limits, *([check.silencing] if check.silencing else [])]
    return [head, "", *check.plain_page.strip().split("\n"), *(line for note in notes for line in ("", note))]


def _rule_list(checks: list[Check]) -> Iterator[str]:
    width = max(len(one.rule.severity) for one in checks)
    for kind, group in groupby(checks, lambda one: one.rule.code[:4]):
        lines = [f"{one.rule.code}  {one.rule.severity:<{width}}  {one.title}" for one in group]
        yield from [f"{kind}xx {KINDS.get(kind, '')}", *(f"  {line}" for line in lines), ""]
    yield "ivrsim explain RULE prints a rule's page."
