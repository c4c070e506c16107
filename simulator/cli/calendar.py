"""``ivrsim calendar``: dates of holidays, to be read and committed with the flow."""

from __future__ import annotations

from simulator.cli.arguments import Parser
from simulator.cli.holiday_dates import add_holiday_flags, write_holidays
from simulator.errors import UsageError


def run(arguments: list[str]) -> int:
    """Write the dates of holidays into a file, or print them."""
    parser = Parser(
        "calendar",
        "write the dates of holidays into a file",
        "ivrsim calendar --holidays GB-ENG --years 2026-2027 -o uk.yaml",
    )
    add_holiday_flags(parser)
    options = parser.read_arguments(arguments)
    if options.holidays is None:
        raise UsageError("ivrsim calendar needs --holidays COUNTRY[-PART] or --holidays FILE.ics")
    return write_holidays(options)
