"""``ivrsim traffic``: crowds of calls, sampled; for what odds cannot compute, and to check what they do."""

from __future__ import annotations

import argparse
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from simulator.callers.crowd_file import CrowdFile, load_crowd
from simulator.callers.persona_file import shipped_persona
from simulator.callers.world import WorldSettings
from simulator.cli.arguments import Parser, add_flow, add_view, parse_whole_number
from simulator.cli.caller_flags import FIRST_TIME, add_callers, add_span, place_late_reactions, refuse_two_moments
from simulator.cli.figures_output import add_figures_output, choose_figures_format, figures_width, write_figures
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.period_flag import read_period
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain
from simulator.cli.worker_flags import add_workers, check_workers, open_executor
from simulator.cli.world_flags import add_world, read_settings
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.graph.crowds.numpy_library import require_numpy
from simulator.graph.crowds.traffic_plan import TrafficPlan, TrafficSpan, plan_traffic
from simulator.words.markup import dump_json

if TYPE_CHECKING:
    from simulator.graph.crowds.crowd_results import CrowdResult

CALLS = "1e6"
CALLS_MOST = 10**12
SEED = "1"
SEED_MOST = 10**12 - 1

_CALLS = re.compile(r"([0-9][0-9,_]*)(\.[0-9]+)?(?:e([0-9]{1,2}))?", re.ASCII | re.IGNORECASE)


def _build_parser() -> Parser:
    parser = Parser(
        "traffic",
        "sample crowds of calls: queues that fill up, callers who remember, arrivals by hour",
        "ivrsim traffic example:clinic --calls 1e7 --workers auto\n"
        "  ivrsim traffic example:surgery --callers crowd.yaml --during 2026-12-21/2027-01-03",
    )
    add_flow(parser)
    add_callers(parser)
    parser.add_argument("--calls", metavar="N", default=CALLS, help=f"how many calls, about: 1e7 (default: {CALLS})")
    parser.add_argument(
        "--seed", metavar="S", default=SEED, help=f"the same seed samples the same calls again (default: {SEED})"
    )
    add_workers(parser)
    add_view(parser)
    add_world(parser)
    add_span(parser)
    add_figures_output(parser, "text", "markdown", "json", "csv", "html")
    return parser


def run(arguments: list[str]) -> int:
    """Sample and print; a run that Ctrl-C ends prints what there is."""
    options = _build_parser().read_arguments(arguments)
    calls = _parse_calls(options.calls)
    seed = parse_whole_number(options.seed, "--seed", SEED_MOST)
    check_workers(options)
    options.format = choose_figures_format(options)
    require_numpy()
    if options.callers == options.flow == "-":
        raise UsageError("standard input holds the flow or the personas; give one of them as a file")
    flow = open_flow(options)
    settings = read_settings(options, flow)
    crowd = _read_crowd(options, flow)
    plan = _plan(options, flow, settings, crowd, calls, seed)
    traffic = plan.run(lambda work: open_executor(options, work))
    stopped = follow(traffic.steps(), timed=False)
    note = partial_note(stopped) if stopped is not None else ""
    _write_result(options, plan.results(traffic.sum), note)
    if stopped is not None:
        if options.format != "text":
            complain(note)
        return INTERRUPTED
    return 0


def _read_crowd(options: argparse.Namespace, flow: Flow) -> CrowdFile:
    if options.callers is None:
        return CrowdFile((shipped_persona(FIRST_TIME, flow),))
    return load_crowd(options.callers, flow)


def _plan(
    options: argparse.Namespace, flow: Flow, settings: WorldSettings, crowd: CrowdFile, calls: int, seed: int
) -> TrafficPlan:
    refuse_two_moments(options)
    if crowd.arrivals and options.at is not None:
        raise UsageError("--at and the arrivals of the personas both say when calls are made; use --week or --during")
    period = read_period(options.during, flow) if options.during is not None else None
    span: TrafficSpan = period or ("week" if options.week or crowd.arrivals else None)
    return place_late_reactions(
        options.callers,
        crowd.personas,
        lambda personas: plan_traffic(flow, crowd._replace(personas=tuple(personas)), settings, span, calls, seed),
    )


def _write_result(options: argparse.Namespace, result: CrowdResult, note: str) -> None:
    """Write the figures; ``note`` says that they are partial (empty: they are not)."""
    from simulator.report.figure_rows import figures_csv
    from simulator.report.traffic_json import traffic_json
    from simulator.report.traffic_text import TrafficText

    values = (
        {**traffic_json(result), **({"partial": True} if note else {})} if options.format in ("json", "csv") else {}
    )
    if options.format == "json":
        write_figures(options, dump_json(values, indent=2))
    elif options.format == "csv":
        write_figures(options, figures_csv(result.flow, values))
    elif options.format == "html":
        from simulator.cli.draw import name_of_flow
        from simulator.report.figure_facts import crowd_facts
        from simulator.report.figures_page import figures_html

        write_figures(options, figures_html(crowd_facts(name_of_flow(result.flow), result, note)))
    elif options.format == "markdown":
        write_figures(options, *TrafficText(result).markdown(), *(["", note] if note else ()))
    else:
        write_figures(options, *TrafficText(result, figures_width(options)).lines(), *([note] if note else ()))


def _parse_calls(text: str) -> int:
    match = _CALLS.fullmatch(text.strip())
    number = 0
    if match is not None:
        whole, part, power = match.groups()
        value = Decimal(re.sub("[,_]", "", whole) + (part or "")).scaleb(int(power or 0))
        number = int(value) if value <= CALLS_MOST and value % 1 == 0 else 0
    if number < 1:
        raise UsageError(f"--calls {text[:40]}: use a whole number from 1 to 1e12, such as 1e7 or 250000")
    return number
