"""``ivrsim recordings``: the recordings that are used, unused or without a script; a sheet to record from."""

from __future__ import annotations

import argparse
from collections.abc import Set

from simulator.cli.arguments import Parser, add_flow, add_format, one_of
from simulator.cli.flow_argument import open_flow
from simulator.cli.screen import say
from simulator.cli.world_flags import add_world, read_fixed
from simulator.config.flow import Flow
from simulator.graph.reached_receptionists import reached_receptionists
from simulator.graph.readback.recordings import list_recordings
from simulator.report.recording_sheet import recordings_json, recordings_text, sheet_csv, sheet_markdown
from simulator.words.markup import dump_json

SHEETS = {"md": sheet_markdown, "csv": sheet_csv}


def run(arguments: list[str]) -> int:
    """List the recordings of a flow, or write the sheet."""
    parser = Parser(
        "recordings",
        "list the recordings of a flow: used, unused, or without a script",
        "ivrsim recordings example:clinic --sheet md",
    )
    add_flow(parser)
    parser.add_argument(
        "--sheet",
        type=one_of(*SHEETS),
        metavar="{md,csv}",
        help="print a sheet for the studio: files, words, uses and lengths",
    )
    parser.add_argument(
        "--number", metavar="N", help="count as used only what callers of this number can hear: +441632960001"
    )
    add_world(parser)
    add_format(parser, "text", "json")
    options = parser.read_arguments(arguments)
    if options.sheet and options.format == "json":
        parser.error("--sheet sets its own format; remove --format json")
    flow = open_flow(options)
    recordings = list_recordings(flow, _heard_in(options, flow))
    if options.sheet:
        say(SHEETS[options.sheet](recordings))
    else:
        say(
            dump_json(recordings_json(recordings), indent=2)
            if options.format == "json"
            else recordings_text(recordings)
        )
    return 0


def _heard_in(options: argparse.Namespace, flow: Flow) -> Set[str] | None:
    """The receptionists whose recordings count: all of them, but for a call that the command line narrows down."""
    if options.at is None and not options.given and options.number is None:
        return None
    return reached_receptionists(flow, *read_fixed(options, flow))
