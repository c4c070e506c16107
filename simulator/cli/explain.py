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
from simulator.cli.world_flags import add_world, read_world
from simulator.errors import UsageError
from simulator.words.markup import dump_json

if TYPE_CHECKING:
    from simulator.callers.rehearsal import RehearsedCall
    from simulator.checks.registry import Check
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
"""The topic of each hundred of rules."""


def run(arguments: list[str]) -> int:
    """Print the page of a rule, or one line for each; with ``--caller``, why a call goes as it does."""
    parser = Parser(
        "explain",
        "explain what a rule looks for and what to do instead; with --caller, why a call goes as it does",
        "ivrsim explain IVR102\n  ivrsim explain example:clinic --caller '9 wait 1'",
    )
    parser.add_argument(
        "what",
        nargs="*",
        metavar="RULE|FLOW",
        help="a rule's code or name, or IVR1xx for all of a kind; with --caller, a flow",
    )
    parser.add_argument("--caller", metavar="SCRIPT", help="explain this caller's call in FLOW, step by step")
    add_allow(parser)
    add_view(parser)
    add_world(parser)
    add_format(parser, "text", "json")
    options = parser.read_arguments(arguments)
    if options.caller is not None:
        return _explain_call(options)
    return _explain_rules(options)


def _explain_call(options: argparse.Namespace) -> int:
    """Print each turn, with the settings and rules that led to it."""
    from simulator.callers.rehearsal import Rehearsal
    from simulator.cli.flow_argument import open_flow_with_lines
    from simulator.cli.play import parse_script

    if len(options.what) > 1:
        raise UsageError("ivrsim explain: --caller takes one FLOW; put the caller in quotes, as one argument")
    options.flow = options.what[0] if options.what else None
    if options.flow == "-":
        raise UsageError(
            "ivrsim explain: FLOW cannot be -, since the explanation names lines of files; give the flow as a file"
        )
    flow, sources = open_flow_with_lines(options)
    flags = read_world(options, flow)
    played = Rehearsal(flow, at=flags.at, given=flags.given).play_call(parse_script(options.caller))
    if options.format == "json":
        say(dump_json(list(_as_json(played, sources)), indent=2))
    else:
        say(*_as_text(played, sources))
    return 0


def _as_text(played: RehearsedCall, sources: Lines) -> Iterator[str]:
    from simulator.callers.reasons import find_reasons
    from simulator.callers.transcript import Transcriber, layout_lines, recap_sentence
    from simulator.callers.world_sentence import world_sentence
    from simulator.tui.panels import reason_lines

    flow = played.machine.flow
    if world := world_sentence(played):
        yield from (world, "")
    transcriber = Transcriber(flow)
    for turn in played.trace.turns:
        yield from layout_lines(list(transcriber.turn_lines(turn)))
        for reason in find_reasons(flow, turn, played.world):
            yield from (f"{'':>12}{line}" for line in reason_lines(sources, reason, flow.dialect))
    yield ""
    yield recap_sentence(played.record)


def _as_json(played: RehearsedCall, sources: Lines) -> Iterator[dict[str, Any]]:
    from simulator.callers.reasons import Reason, find_reasons

    def as_json(reason: Reason) -> dict[str, Any]:
        source = sources.get(reason.receptionist) if reason.field else None
        file, line = source.place(reason.field) if source else (None, None)
        return {"text": reason.text, "setting": reason.setting or None, "file": file, "line": line}

    for turn in played.trace.turns:
        reasons = find_reasons(played.machine.flow, turn, played.world)
        yield {"at": turn.at / 1000, "event": turn.event.trigger, "reasons": [*map(as_json, reasons)]}


def _refuse_flow(word: str) -> None:
    """Raise ``UsageError`` for a flow where a rule is needed: it has no caller to explain."""
    from simulator.loader.flow_location import EXAMPLE

    if word == "-" or word.startswith(EXAMPLE) or os.path.exists(word):  # noqa: PTH110 - any text may come
        call = f"ivrsim explain {shlex.quote(word)} --caller '9 silence 1'"
        raise UsageError(f"{word} is a flow, not a rule; to explain a call in it, add a caller: {call}")


def _explain_rules(options: argparse.Namespace) -> int:
    from simulator.checks import registry

    for word in options.what:
        _refuse_flow(word)
    codes = sorted({code for word in options.what for code in registry.matching_codes(word)})
    checks = registry.checks_of(codes if options.what else None)
    if options.format == "json":
        say(dump_json([_rule_fields(check) for check in checks], indent=2))
    else:
        say(*(_rule_pages(checks) if options.what else _rule_list(checks)))
    return 0


def _rule_fields(check: Check) -> dict[str, str]:
    return {**check.rule._asdict(), "title": check.title, "page": check.page}


def _rule_pages(checks: list[Check]) -> Iterator[str]:
    for number, check in enumerate(checks):
        yield from ["", ""] if number else []
        yield from _rule_page(check)


def _rule_page(check: Check) -> list[str]:
    head = f"{check.rule.code} {check.rule.name} ({check.rule.severity})"
    limits = [
        f"Limit {limit.name}: {limit.what}; {limit.value:g}, unless flow.yaml sets it under checks: limits."
        for limit in check.limits
    ]
    notes = [*limits, *([check.silencing] if check.silencing else [])]
    return [head, "", *check.plain_page.strip().split("\n"), *(line for note in notes for line in ("", note))]


def _rule_list(checks: list[Check]) -> Iterator[str]:
    width = max(len(check.rule.severity) for check in checks)
    for kind, group in groupby(checks, lambda check: check.rule.code[:4]):
        lines = [f"{check.rule.code}  {check.rule.severity:<{width}}  {check.title}" for check in group]
        yield from [f"{kind}xx {KINDS.get(kind, '')}", *(f"  {line}" for line in lines), ""]
    yield "ivrsim explain RULE prints a rule's page."
