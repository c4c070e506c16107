"""``ivrsim recordings``: what is recorded, used, unused, without script; and a sheet to record from."""

from __future__ import annotations

from simulator.cli.arguments import Parser, add_flow, add_format, one_of
from simulator.cli.opened import opened
from simulator.cli.screen import say
from simulator.graph.readback.recordings import as_csv, as_json, as_markdown, as_text, recordings
from simulator.words.markup import dump_json

SHEETS = {"md": as_markdown, "csv": as_csv}


def run(arguments: list[str]) -> int:
    """List the recordings of a flow, or write the sheet."""
    parser = Parser(
        "recordings", "list what is recorded, used and unused", "ivrsim recordings example:clinic --sheet md"
    )
    add_flow(parser)
    parser.add_argument(
        "--sheet",
        type=one_of(*SHEETS),
        metavar="{md,csv}",
        help="what to hand to whoever records the voice: files, words, uses, lengths",
    )
    add_format(parser, "text", "json")
    asked = parser.read(arguments)
    if asked.sheet and asked.format == "json":
        parser.error("--sheet is a table of its own and takes no --format")
    found = recordings(opened(asked))
    if asked.sheet:
        say(SHEETS[asked.sheet](found))
    else:
        say(dump_json(as_json(found), indent=2) if asked.format == "json" else as_text(found))
    return 0
