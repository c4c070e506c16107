"""``ivrsim export csv``: the menus of a flow as a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from simulator.cli.arguments import Parser, add_flow, add_view
from simulator.cli.flow_argument import open_flow
from simulator.cli.output_file import refuse_no_file, refuse_taken
from simulator.cli.screen import complain, say
from simulator.disk.durable_file import replace_text
from simulator.exchange.csv_writer import flow_sheet, loss_lines, unwritten_parts


def run(arguments: list[str]) -> int:
    """Write the sheet; 1 where callers could notice what it has no place for."""
    parser = Parser(
        "export csv",
        "write the menus of a flow as a spreadsheet, one row per key; ivrsim import reads it again",
        "ivrsim export csv example:clinic -o menus.csv",
    )
    add_flow(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write (default: standard output)")
    parser.add_argument(
        "--accept", action="store_true", help="exit with 0 although callers could notice what is not written"
    )
    parser.add_argument("--force", action="store_true", help="overwrite a file that exists")
    add_view(parser)
    options = parser.read_arguments(arguments)
    if options.output is not None:
        refuse_no_file(options.output, "menus.csv")
        refuse_taken(Path(options.output), force=options.force)
    flow = open_flow(options)
    sheet = flow_sheet(flow)
    parts = unwritten_parts(flow)
    if options.output:
        replace_text(Path(options.output), f"{sheet}\n")
        say(f"written: {options.output}")
    else:
        say(sheet)
    complain(*loss_lines(parts))
    return 1 if any(part.noticeable for part in parts) and not options.accept else 0
