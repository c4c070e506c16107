"""The page of ``ivrsim odds --format html``: the hours of the week and the map are computed for it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.callers.world import WorldSettings
from simulator.cli.draw import name_of_flow
from simulator.draw.map_choices import fold_choices
from simulator.draw.map_tree import build_tree
from simulator.draw.odds_overlay import overlay_odds
from simulator.draw.paper_map import PaperMap, PaperSize, draw_for_paper
from simulator.errors import UsageError
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.odds.flow_odds import FlowOdds
from simulator.graph.odds.way_use import find_way_use
from simulator.graph.odds.week_hours import week_hour_shares
from simulator.report.figure_facts import odds_facts
from simulator.report.figures_page import figures_html

if TYPE_CHECKING:
    from simulator.graph.odds.week_hours import WeekHours
    from simulator.words.sanitizer import OutputText

_MAP = PaperSize(1000.0, 900.0)

_NO_HOURS = "No schedule of this flow goes by the clock: callers reach a person alike in every hour."


def odds_page(
    options: argparse.Namespace,
    odds: FlowOdds,
    arrivals: ArrivalTimes,
    effects: Sequence[str],
    settings: WorldSettings,
) -> OutputText:
    """Return the page; ``arrivals`` are complete."""
    hours, missing = _find_hours(odds, settings)
    shown = _draw_map(options, odds)
    return figures_html(odds_facts(name_of_flow(odds.flow), odds, arrivals, effects, hours, missing, shown))


def _find_hours(odds: FlowOdds, settings: WorldSettings) -> tuple[WeekHours | None, str]:
    personas = [persona.persona for persona in odds.personas if persona.persona is not None]
    try:
        hours = week_hour_shares(odds.flow, personas, settings)
    except UsageError as error:
        return None, f"Left out. {error}"
    return hours, "" if hours is not None else _NO_HOURS


def _draw_map(options: argparse.Namespace, odds: FlowOdds) -> PaperMap:
    tree = build_tree(odds.flow, is_part=options.entry is not None)
    return draw_for_paper(tree, overlay_odds(fold_choices(tree), find_way_use(odds.mixture), ""), _MAP, frozenset())
