"""``--odds`` of commands that show a map: the odds of callers at one moment."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from simulator.cli.caller_flags import FIRST_TIME, place_late_reactions, read_personas
from simulator.cli.world_flags import read_settings
from simulator.config.flow import Flow

if TYPE_CHECKING:
    from simulator.graph.odds.flow_odds import FlowOdds


def add_odds(parser: Any) -> None:
    """Let a command show how many callers take each way; ``parser`` may be a group of one."""
    parser.add_argument(
        "--odds",
        nargs="?",
        const=FIRST_TIME,
        metavar="PERSONAS",
        help=f"how many callers take each way: of a file of personas (default: the shipped persona {FIRST_TIME})",
    )


def find_moment_odds(options: argparse.Namespace, flow: Flow) -> FlowOdds:
    """Return the odds of the callers of ``--odds`` at the moment of ``--at``, with what is given.

    Raises ``FlowError`` or ``UsageError`` for personas that cannot be read, or followed in this flow.
    """
    from simulator.graph.odds.flow_odds import find_odds
    from simulator.graph.odds.week_situations import moment_situation

    source = None if options.odds == FIRST_TIME else options.odds
    settings = read_settings(options, flow)
    return place_late_reactions(
        source,
        read_personas(source, flow),
        lambda personas: find_odds(flow, personas, settings, moment_situation(flow, settings)),
    )
