"""``ivrsim agree``: the same callers on a real engine and in ``play``, compared."""

from __future__ import annotations

import random
import secrets

from simulator.cli.arguments import Parser, add_flow, add_format, add_view, parse_whole_number
from simulator.cli.engine_call import refuse_start
from simulator.cli.flow_argument import open_flow
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, say
from simulator.engines.agreement import Agreement, ComparedCall, compare_cases
from simulator.engines.agreement_text import AgreementResult, agreement_json, agreement_lines
from simulator.engines.asterisk_install import find_asterisk
from simulator.engines.caller_drawing import draw_callers
from simulator.engines.difference_shrinking import shrink_difference
from simulator.engines.flow_dialplans import RealEngine, menus_alone
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
    entry = flow.entry if options.entry is not None or flow.number else None
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
        shown = _shrink_first(engine, agreement, progress)
    result = AgreementResult(engine.install.version, flow, seed, drawn, agreement, shown)
    if options.format == "json":
        say(dump_json(agreement_json(result), indent=2))
    else:
        say(*agreement_lines(result))
    return DIFFERS if agreement.differences else 0


def _shrink_first(
    engine: RealEngine, agreement: Agreement, progress: ProgressLine
) -> list[tuple[ComparedCall, ComparedCall]]:
    """Make the first differences small."""
    first = agreement.differences[:SHOWN_MOST]
    return [(call, shrink_difference(engine, call, show=progress.show)) for call in first]
