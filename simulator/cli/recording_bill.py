"""``ivrsim diff --recordings``: what has to be recorded again, because a change makes a prompt untrue."""

from __future__ import annotations

import argparse
import re
from collections.abc import Set
from decimal import Decimal

from simulator.cli.arguments import Parser, one_of
from simulator.cli.compared_world import read_fixed_pair
from simulator.cli.screen import complain, say
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.loader.receptionist_file import Shelf
from simulator.loader.source_lines import lines_of_shelf
from simulator.report.recording_bill import (
    BillView,
    StudioPrice,
    bill_json,
    bill_sheet_csv,
    bill_sheet_markdown,
    bill_text,
)
from simulator.words.markup import dump_json
from simulator.words.phrases import count_noun

SHEETS = {"md": bill_sheet_markdown, "csv": bill_sheet_csv}

_AROUND = r"[^\d\s.,+-]{0,4}"
_PRICE = re.compile(rf"(?P<before>{_AROUND}\s?)(?P<amount>[0-9]{{1,9}}(?:\.[0-9]{{1,3}})?)(?P<after>\s?{_AROUND})")


def add_recordings(parser: Parser) -> None:
    """Let ``diff`` write the re-record bill instead of the differences."""
    parser.add_argument(
        "--recordings",
        action="store_true",
        help="list the prompts that the change makes untrue instead, with new words",
    )
    parser.add_argument(
        "--sheet", type=one_of(*SHEETS), metavar="{md,csv}", help="with --recordings: print a sheet for the studio"
    )
    parser.add_argument(
        "--session", type=_parse_price, metavar="PRICE", help="with --recordings: what a studio session costs: £180"
    )


def _parse_price(text: str) -> StudioPrice:
    match = _PRICE.fullmatch(text.strip())
    if match is None:
        accepted = "use an amount such as 180, £180, 180.50 or '180 EUR'"
        raise argparse.ArgumentTypeError(f"{quote_value(text)} is not a price; {accepted}")
    return StudioPrice(Decimal(match["amount"]), match["before"], match["after"])


def refuse_unusable(options: argparse.Namespace) -> None:
    """Raise ``UsageError`` for flags that mean nothing with ``--recordings``, or without it."""
    if not options.recordings:
        for flag in ("sheet", "session"):
            if getattr(options, flag) is not None:
                raise UsageError(f"--{flag} belongs to the re-record bill; add --recordings")
        return
    if options.format == "markdown":
        raise UsageError("--recordings has no Markdown form; use --format json, or --sheet md for the studio")
    if options.sheet is not None and options.format == "json":
        raise UsageError("--sheet sets its own format; remove --format json")
    if options.during is not None:
        raise UsageError("--during is a period, and a recording plays at any time; remove --during or --recordings")


def print_bill(options: argparse.Namespace, old: Flow, new: Flow, shelf: Shelf, file_prefix: str = "") -> bool:
    """Print the bill or its sheet; return whether anything has to be recorded."""
    from simulator.checks.rerecording.bill_writer import write_bill

    bill = write_bill(old, new, shelf, _heard_in(options, old, new))
    view = BillView(bill, new, lines_of_shelf(shelf), options.session, file_prefix)
    if options.sheet is not None:
        say(SHEETS[options.sheet](view))
        if unjudged := len({item.id for item in bill.unjudged}):
            prompts = count_noun(unjudged, "prompt", spell=False)
            complain(
                f"note: {prompts} could not be judged, and may be missing here: the bill without --sheet lists them"
            )
    elif options.format == "json":
        say(dump_json({"old": old.title, "new": new.title, **bill_json(view)}, indent=2))
    else:
        say(bill_text(view))
    return bool(bill.recordings)


def _heard_in(options: argparse.Namespace, old: Flow, new: Flow) -> Set[str] | None:
    """The receptionists whose prompts count: all of them, but for calls that the command line narrows down."""
    if options.at is None and not options.given and options.number is None:
        return None
    from simulator.graph.reached_receptionists import reached_receptionists

    fixed = read_fixed_pair(options, old, new).new
    return reached_receptionists(new, fixed.schedules, fixed.people)
