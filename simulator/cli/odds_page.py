"""The page of ``ivrsim odds --format html``: the hours of the week and the map are computed for it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.callers.world import WorldSettings
from simulator.cli.draw import name_of_flow
from simulator.draw.map_choices import fold_choices
from simulator.draw.map_tree import build_tree, name_of_target
from simulator.draw.odds_overlay import overlay_odds
from simulator.draw.paper_map import PaperSize, draw_for_paper
from simulator.errors import UsageError
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.odds.flow_odds import FlowOdds
from simulator.graph.odds.way_use import find_way_use
from simulator.graph.odds.week_hours import week_hour_shares
from simulator.report.figure_facts import CommonWay, odds_facts
from simulator.report.figures_page import figures_html

if TYPE_CHECKING:
    from simulator.graph.odds.week_hours import WeekHours
    from simulator.words.sanitizer import OutputText

_MAP = PaperSize(1250.0, 1200.0, 34.0)
"""Cards wide enough for a name next to a share come before a map that needs no scrolling.

Rows are apart, so that the share of a menu without such room stands between them.
"""

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
    tree = build_tree(odds.flow, is_part=options.entry is not None)
    overlay = overlay_odds(fold_choices(tree), find_way_use(odds.mixture), "")
    shown = draw_for_paper(tree, overlay, _MAP, frozenset())
    common = [
        CommonWay(branch.way.note if branch.way.is_quiet else branch.way.caption, name_of_target(tree, branch),
                  overlay.remark_on("", branch), is_key=not branch.way.is_quiet)
        for branch in tree.common
    ]  # fmt: skip
    title = name_of_flow(odds.flow)
    return figures_html(odds_facts(title, odds, arrivals, effects, hours, missing, shown, common))


def _find_hours(odds: FlowOdds, settings: WorldSettings) -> tuple[WeekHours | None, str]:
    personas = [persona.persona for persona in odds.personas if persona.persona is not None]
    try:
        hours = week_hour_shares(odds.flow, personas, settings)
    except UsageError as error:
        return None, f"Left out. {error}"
    return hours, "" if hours is not None else _NO_HOURS
