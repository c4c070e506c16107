"""The dates of ``ivrsim calendar --holidays``: read from a package or a calendar, shown and written."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from simulator.calendar.holiday_list import HolidayList, parse_years, year_words
from simulator.cli.arguments import Parser
from simulator.cli.screen import complain, prompt, read_line, say
from simulator.errors import FlowError, Problem, UsageError
from simulator.words.sanitizer import clean_document


def add_holiday_flags(parser: Parser) -> None:
    """``--holidays`` and what belongs to it."""
    parser.add_argument(
        "--holidays",
        metavar="SOURCE",
        help="write the public holidays of a country or region (GB, GB-ENG, US-CA), or the events of FILE.ics",
    )
    parser.add_argument("--years", metavar="A-B", help="the years to write: 2026 or 2026-2027")
    parser.add_argument(
        "--timezone",
        metavar="ZONE",
        help="with FILE.ics: the zone in which timed events close whole days (default: that of each event)",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file instead of the terminal")
    parser.add_argument("--yes", action="store_true", help="change the file without asking")


def write_holidays(options: argparse.Namespace) -> int:
    """Write a list of dates, or print it; a list that is there already is replaced once that is agreed to."""
    if options.years is None:
        raise UsageError("--holidays needs --years, such as --years 2026-2027")
    try:
        years = parse_years(options.years)
    except ValueError as error:
        raise UsageError(f"--years: {error}") from None
    holidays = _read_source(options.holidays, options.timezone, years)
    from simulator.loader.holiday_writer import holiday_text

    text = holiday_text(holidays, years, _command_line(options.holidays, options.timezone, options.years))
    for note in holidays.notes:
        complain(f"{options.holidays}: {note}")
    if options.output is None:
        say(clean_document(text))
        return 0
    return _write_file(Path(options.output), text, holidays, yes=options.yes)


def _read_source(source: str, timezone: str | None, years: range) -> HolidayList:
    if not source.lower().endswith(".ics"):
        from simulator.calendar.public_holidays import read_public_holidays

        if timezone is not None:
            raise UsageError("--timezone belongs to --holidays FILE.ics")
        return read_public_holidays(source, years)
    from simulator.calendar.closure_calendar import read_closures
    from simulator.calendar.zones import load_zone

    try:
        zone = load_zone(timezone) if timezone is not None else None
    except ValueError as error:
        raise UsageError(f"--timezone: {error}") from None
    closures = read_closures(_read_text(Path(source)), source, years, zone)
    if not closures.holidays and not closures.partial:
        raise UsageError(f"{source} holds no event in {year_words(years)}; nothing was written")
    return closures


def _read_text(path: Path) -> str:
    from simulator.text.missing_file import missing_message
    from simulator.text.positions import TextLines, UnreadableText
    from simulator.text.text_file import read_file

    if not path.exists():
        raise UsageError(f"{path}: {missing_message(path)}")
    if not path.is_file():
        raise UsageError(f"{path}: is not a file; use an iCalendar file (.ics)")
    try:
        return read_file(path)
    except UnreadableText as refusal:
        line, column = TextLines(refusal.text).line_and_column(refusal.fault.offset)
        raise FlowError([Problem(str(path), line, column, refusal.fault.message)]) from None


def _command_line(source: str, timezone: str | None, years: str) -> str:
    """Return the command without its file: that may lie elsewhere for another person."""
    words = ["ivrsim", "calendar", "--holidays", source, "--years", years]
    return shlex.join([*words, *(["--timezone", timezone] if timezone else [])])


def _write_file(output: Path, text: str, holidays: HolidayList, *, yes: bool) -> int:
    from simulator.disk.durable_file import create_files, replace_text

    count = len(holidays.holidays)
    size = f"{count:,} {'line' if count == 1 else 'lines'} of dates"
    if not output.is_file():
        replace_text(output, text) if output.exists() else create_files({output: text.encode("utf-8")})
        say(f"wrote {size} to {output}")
    else:
        before = _read_text(output).replace("\r\n", "\n")
        if before == text:
            say(f"{output} is up to date: {size}")
        elif not _confirm_change(before, text, output, yes=yes):
            say("nothing was written")
            return 0
        else:
            replace_text(output, text)
            say(f"wrote {size} to {output}")
    if holidays.partial:
        closings = "1 event closes" if len(holidays.partial) == 1 else f"{len(holidays.partial):,} events close"
        complain(
            f"{closings} only part of a day; fill in the hours that stay open, in the comments at the end of {output}"
        )
    return 0


def _confirm_change(before: str, text: str, output: Path, *, yes: bool) -> bool:
    from simulator.words.difference import show_difference

    say(show_difference(before, text, str(output), str(output)))
    if yes:
        return True
    if not has_terminal():
        raise UsageError(f"{output} was not changed: there is no terminal to ask on; use --yes to write the new dates")
    prompt(f"Write these dates to {output}? [y/N] ")
    return read_line().strip().lower() in ("y", "yes")


def has_terminal() -> bool:
    """Return whether somebody can answer."""
    return sys.stdin.isatty()
