"""``ivrsim odds``: where callers end and when, computed exactly; and what a change does to it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NamedTuple

from simulator.callers.persona_file import shipped_file
from simulator.callers.world import WorldSettings
from simulator.checks.choice_order import order_gains
from simulator.cli.arguments import Parser, add_flow, add_view
from simulator.cli.caller_flags import add_callers, add_span, place_late_reactions, read_personas, refuse_two_moments
from simulator.cli.diff import open_side
from simulator.cli.figures_output import add_figures_output, choose_figures_format, figures_width, write_figures
from simulator.cli.flow_argument import look_at_flow, open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.period_flag import read_period
from simulator.cli.progress import ProgressLine, follow, partial_note
from simulator.cli.record_flags import add_map
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_settings
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.odds.flow_odds import FlowOdds, PersonaOdds, find_odds
from simulator.graph.odds.setting_effects import MENUS_MOST, SettingEffects, count_effects, time_effects
from simulator.graph.odds.week_situations import SituationMix, moment_situation, period_situations, week_situations
from simulator.graph.plain_words import visible
from simulator.report.effects_text import effect_lines, order_lines
from simulator.report.figure_rows import figures_csv
from simulator.report.odds_comparison import OddsComparison
from simulator.report.odds_json import effects_json, odds_json
from simulator.report.odds_text import OddsText
from simulator.report.odds_words import percent
from simulator.words.markup import dump_json
from simulator.words.sanitizer import clean_document

TOO_FEW = 1
EFFECTS_SHOWN = 3
SMALL = 500
"""Of larger flows, which take a second to compute anew, fewer counts are changed, and only with --sensitivity."""


class ShareFloor(NamedTuple):
    """The least share of callers who have to come to an end: ``person``, or a destination."""

    end: str
    share: float
    text: str


def _build_parser() -> Parser:
    parser = Parser(
        "odds",
        "compute where callers end and when, exactly, and what to change first",
        "ivrsim odds example:clinic --callers example:personas --percentiles\n"
        "  ivrsim odds git:HEAD flows/clinic --fail-under person=60%",
    )
    add_flow(parser)
    parser.add_argument("new", nargs="?", metavar="NEW", help="a second flow: show what changes from FLOW to it")
    add_callers(parser)
    parser.add_argument("--print-personas", action="store_true", help="print the shipped personas, to start a file")
    parser.add_argument(
        "--fit", metavar="RECORDS", help="print a file for --callers with a persona estimated from past calls"
    )
    add_map(parser)
    add_view(parser)
    add_world(parser)
    add_span(parser)
    parser.add_argument("--percentiles", action="store_true", help="add p50, p90 and p99, exact to the millisecond")
    parser.add_argument("--sensitivity", action="store_true", help="add what a change of each setting would do")
    parser.add_argument(
        "--suggest-order", action="store_true", help="add the order of choices by use, and what it saves"
    )
    parser.add_argument(
        "--fail-under",
        metavar="END=PERCENT",
        action="append",
        default=[],
        help="exit 1 if fewer callers end there: person=90%%, 'Booking desk=20%%' (repeatable)",
    )
    add_figures_output(parser, "text", "json", "csv", "html")
    return parser


def run(arguments: list[str]) -> int:
    """Compute, print, and return 1 where a share is below what is required."""
    options = _build_parser().read_arguments(arguments)
    if options.print_personas:
        say(clean_document(shipped_file().read_text(encoding="utf-8")))
        return 0
    floors = [_read_floor(text) for text in options.fail_under]
    if options.callers == "-" and "-" in (options.flow, options.new):
        raise UsageError("standard input holds the flow or the personas; give one of them as a file")
    if options.fit is not None:
        return _fit_persona(options)
    options.format = choose_figures_format(options)
    if options.format == "csv" and (options.sensitivity or options.suggest_order):
        flag = "--sensitivity" if options.sensitivity else "--suggest-order"
        raise UsageError(f"{flag} has no place in csv; use --format text or json")
    if options.new is not None:
        return _compare_flows(options, floors)
    flow = open_flow(options)
    settings = read_settings(options, flow)
    odds = _find_odds(options, flow, None, settings)
    for floor in floors:
        _refuse_unknown_end(flow, floor)
    arrivals = ArrivalTimes(odds) if options.percentiles or options.format == "html" else None
    stopped = follow(arrivals.steps()) if arrivals is not None else None
    if stopped is None or options.format != "html":  # a page without its curve would look whole
        _write_odds(options, odds, arrivals, settings)
    if stopped is not None:
        complain(partial_note(stopped))
        return INTERRUPTED
    return _judge_floors(odds.mixture, floors)


def _write_odds(
    options: argparse.Namespace, odds: FlowOdds, arrivals: ArrivalTimes | None, settings: WorldSettings
) -> None:
    flow, percentiles = odds.flow, arrivals.percentiles if arrivals is not None else None
    effects = _find_effects(options, odds, settings)
    gains = order_gains(odds.mixture) if options.suggest_order or options.sensitivity else None
    if options.format == "csv":
        write_figures(options, figures_csv(flow, odds_json(odds, percentiles)))
        return
    if options.format == "json":
        values = odds_json(odds, percentiles)
        if options.sensitivity:
            values["effects"] = effects_json(effects)
        if gains is not None:
            values["orders"] = [gain._asdict() for gain in gains]
        write_figures(options, dump_json(values, indent=2))
        return
    changes = [*effect_lines(flow, effects, None if options.sensitivity else EFFECTS_SHOWN)]
    changes += order_lines(flow, gains) if gains is not None else ()
    if options.format == "html" and arrivals is not None:
        from simulator.cli.odds_page import odds_page  # the map and its plots, which text does not need

        write_figures(options, odds_page(options, odds, arrivals, changes, settings))
    else:
        write_figures(options, *OddsText(odds, percentiles, figures_width(options)).lines(), *changes)


def _fit_persona(options: argparse.Namespace) -> int:
    """Print a persona of past calls; flags that are about given personas are refused."""
    from simulator.cli.persona_estimate import print_fit

    given = (
        ("--callers", options.callers),
        ("NEW", options.new),
        ("--fail-under", options.fail_under),
        ("-o", options.output),
        (f"--format {options.format}", options.format in ("csv", "html")),
    )
    for flag, value in given:
        if value:
            raise UsageError(f"--fit estimates callers for one flow; leave out {flag}, and give the file to --callers")
    return print_fit(options, open_flow(options))


def _compare_flows(options: argparse.Namespace, floors: Sequence[ShareFloor]) -> int:
    """Print what changes from one flow to another; the floors are for the new one."""
    if options.flow == options.new == "-":
        raise UsageError("standard input holds one flow; give the other as a file")
    if options.suggest_order or options.sensitivity:
        flag = "--suggest-order" if options.suggest_order else "--sensitivity"
        raise UsageError(f"{flag} is about one flow; leave out {options.flow} or {options.new}")
    if options.format not in ("text", "json"):
        raise UsageError(f"{options.format} shows one flow; to compare two, use --format text or json")
    variant, options.variant = options.variant, None
    flows = [
        look_at_flow(options, open_side(*sides)) for sides in ((options.flow, options.new), (options.new, options.flow))
    ]
    if variant is not None:
        flows[1] = flows[1].in_variant(variant)
    every, tables = [], []
    for flow, other in (flows, flows[::-1]):
        every.append(_find_odds(options, flow, other, read_settings(options, flow)))
        if options.percentiles:
            arrivals = ArrivalTimes(every[-1])
            if (stopped := follow(arrivals.steps())) is not None:
                complain(partial_note(stopped))
                return INTERRUPTED
            tables.append(arrivals.percentiles)
    for floor in floors:
        _refuse_unknown_end(flows[1], floor)
    comparison = OddsComparison(every[0], every[1], (tables[0], tables[1]) if tables else None)
    if options.format == "json":
        write_figures(options, dump_json(comparison.as_json(), indent=2))
    else:
        write_figures(options, *comparison.lines())
    return _judge_floors(every[1].mixture, floors)


def _find_odds(options: argparse.Namespace, flow: Flow, other: Flow | None, settings: WorldSettings) -> FlowOdds:
    """The odds of a flow. Raises ``FlowError`` with the place of every reaction that comes too late in it."""
    personas, situations = read_personas(options.callers, flow, other), _read_situations(options, flow, settings)
    return place_late_reactions(
        options.callers, personas, lambda callers: find_odds(flow, callers, settings, situations)
    )


def _read_situations(options: argparse.Namespace, flow: Flow, settings: WorldSettings) -> SituationMix:
    """How the schedules stand: at a moment, over a week, or over a period."""
    refuse_two_moments(options)
    if options.week:
        return week_situations(flow, settings)
    if options.during is not None:
        return period_situations(flow, settings, read_period(options.during, flow))
    return moment_situation(flow, settings)


def _find_effects(options: argparse.Namespace, odds: FlowOdds, settings: WorldSettings) -> SettingEffects:
    """The effects of settings; of a large flow's counts only where they are asked for."""
    times, is_large = time_effects(odds.mixture), len(odds.flow.receptionists) > SMALL
    if not options.sensitivity and (options.format in ("json", "csv") or is_large):
        return SettingEffects(times, [])
    menus = MENUS_MOST if options.sensitivity and not is_large else EFFECTS_SHOWN
    with ProgressLine(timed=True) as progress:
        return SettingEffects(times, count_effects(odds, settings, menus_most=menus, show=progress.show))


# -- what is required -------------------------------------------------------------------------------


def _read_floor(text: str) -> ShareFloor:
    end, equals, number = (part.strip() for part in text.rpartition("="))
    match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]+)?) *%", number)
    if not (equals and end and match) or float(match[1]) > 100:
        raise UsageError(f"--fail-under: {quote_value(text)} is not END=PERCENT; use person=90% or 'Booking desk=20%'")
    return ShareFloor(end, float(match[1]) / 100, text)


def _refuse_unknown_end(flow: Flow, floor: ShareFloor) -> None:
    """Raise ``UsageError`` for an end that the flow does not mention: nobody would ever come to it."""
    from simulator.config.targets import outside_destinations
    from simulator.words.suggestion import suggest

    if floor.end == "person":
        return
    ends = {*flow.destinations, *(place.canonical for place in outside_destinations(flow))}
    names = [entry.name for entry in flow.destinations.values() if entry.name]
    if floor.end not in names and floor.end not in map(str, ends):
        hint = suggest(floor.end, ["person", *names], "use person, a destination's name, or TYPE||ID")
        raise UsageError(f"--fail-under: nothing is called {quote_value(floor.end)}{hint}")


def _judge_floors(odds: PersonaOdds, floors: Sequence[ShareFloor]) -> int:
    code = 0
    for floor in floors:
        share = _share_at(odds, floor.end)
        if share < floor.share:
            what = "reach a person" if floor.end == "person" else f"end at {visible(floor.end)}"
            complain(f"--fail-under {floor.text}: {_words_below(share, floor.share)} of callers {what}")
            code = TOO_FEW
    return code


def _words_below(share: float, limit: float) -> str:
    """Return a share below a limit, with as many digits as show that."""
    exact = 100 * share
    digits = next((digits for digits in range(1, 15) if round(exact, digits) < 100 * limit), 15)
    return percent(share) if digits == 1 else f"{exact:.{digits}f} %"


def _share_at(odds: PersonaOdds, end: str) -> float:
    if end == "person":
        return odds.person.share
    return sum(
        outcome.moments.share
        for outcome in odds.outcomes
        if outcome.destination is not None and end in (outcome.name, str(outcome.destination.canonical))
    )
