"""``ivrsim agree``: the same callers on a real engine and in ``play``, compared."""

from __future__ import annotations

import argparse
import random
import secrets

from simulator.callers.given_answers import parse_given
from simulator.callers.voicemail_returns import Staying, find_staying, let_callers_stay
from simulator.callers.world import WorldSettings
from simulator.cli.arguments import Parser, add_flow, add_format, add_view, parse_whole_number
from simulator.cli.engine_call import refuse_start
from simulator.cli.flow_argument import open_flow
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import read_given
from simulator.config.flow import Flow
from simulator.engines.agreement import Agreement, ComparedCall, compare_cases
from simulator.engines.agreement_text import AgreementResult, agreement_json, agreement_lines
from simulator.engines.asterisk_install import find_asterisk
from simulator.engines.caller_drawing import draw_callers
from simulator.engines.difference_shrinking import shrink_difference
from simulator.engines.flow_dialplans import RealEngine, menus_alone
from simulator.engines.mailboxes import engine_with_mailboxes
from simulator.engines.settled_calls import EngineCase
from simulator.errors import UsageError
from simulator.exchange.asterisk_limits import refuse_unsupported
from simulator.words.markup import dump_json

DIFFERS = 1
CALLS, CALLS_MOST = 200, 10_000
SEED_MOST = 2**32 - 1
SHOWN_MOST = 3
"""Differences that are made small and shown; each takes up to a minute."""


def _build_parser() -> Parser:
    parser = Parser(
        "agree",
        "compare play with a real engine: the same callers make the same calls on both",
        "ivrsim agree example:clinic --engine asterisk --calls 50",
    )
    add_flow(parser)
    parser.add_argument(
        "--engine",
        metavar="ENGINE",
        required=True,
        help="asterisk, or asterisk:ROOT for one that is installed in the folder ROOT",
    )
    parser.add_argument(
        "--calls", metavar="N", default=str(CALLS), help=f"number of callers, drawn at random (default: {CALLS})"
    )
    parser.add_argument("--seed", metavar="S", help="draw the same callers as the run that printed this seed")
    add_view(parser)
    parser.add_argument(
        "--given",
        metavar="'VOICEMAIL: returns'",
        action="append",
        default=[],
        help="let callers stay on the line after a message, and come back to the menu (repeatable)",
    )
    add_format(parser, "text", "json")
    return parser


def run(arguments: list[str]) -> int:
    """Draw callers, ring them, play them, and return 1 where a call differs."""
    options = _build_parser().read_arguments(arguments)
    count = parse_whole_number(options.calls, "--calls", CALLS_MOST, least=1)
    seed = (
        secrets.randbelow(SEED_MOST) if options.seed is None else parse_whole_number(options.seed, "--seed", SEED_MOST)
    )
    engine = RealEngine(find_asterisk(options.engine))
    flow = menus_alone(open_flow(options))
    refuse_start(flow)
    refuse_unsupported(flow)
    staying = _read_staying(options, flow)
    if staying:
        engine = engine_with_mailboxes(engine.install, flow, staying)
    entry = flow.entry if options.entry is not None or flow.number or staying else None
    flow = let_callers_stay(flow, staying, flow.start)
    drawn = draw_callers(flow, count, random.Random(seed), entry=entry)
    if not drawn.callers:
        raise UsageError(
            f"{flow.title}: no caller can be drawn whose call is over within a minute and is no race; "
            "nothing can be compared"
        )
    if len(drawn.callers) < count:
        complain(f"note: only {len(drawn.callers)} of {count} callers could be drawn; most calls are races or too long")
    with ProgressLine() as progress:
        agreement = compare_cases(engine, [EngineCase(flow, script) for script in drawn.callers], show=progress.show)
        # the flow of callers who stay is not one that can be written smaller
        shown = _show_first(agreement) if staying else _shrink_first(engine, agreement, progress)
    result = AgreementResult(engine.install.version, flow, seed, drawn, agreement, shown)
    if options.format == "json":
        say(dump_json(agreement_json(result), indent=2))
    else:
        say(*agreement_lines(result))
    return DIFFERS if agreement.differences else 0


def _read_staying(options: argparse.Namespace, flow: Flow) -> Staying:
    """Read after which voicemails callers stay. Raises ``UsageError`` for any other answer."""
    given = WorldSettings(flow, given=parse_given(read_given(options.given)), plays=True).given
    staying = find_staying(given)
    if len(staying) < len(given):
        raise UsageError(
            "--given: only a voicemail that is 'returns' makes a difference here; agree rings the menus alone, where "
            "no schedule is asked and no telephone rings"
        )
    return staying


def _show_first(agreement: Agreement) -> list[tuple[ComparedCall, ComparedCall]]:
    return [(call, call) for call in agreement.differences[:SHOWN_MOST]]


def _shrink_first(
    engine: RealEngine, agreement: Agreement, progress: ProgressLine
) -> list[tuple[ComparedCall, ComparedCall]]:
    """Make the first differences small."""
    first = agreement.differences[:SHOWN_MOST]
    return [(call, shrink_difference(engine, call, show=progress.show)) for call in first]
