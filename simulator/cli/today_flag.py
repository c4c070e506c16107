"""``--today DATE``: the day that a command takes for today."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime

from simulator.errors import UsageError


def parse_today(text: str) -> date:
    """Return the date. Raises ``UsageError``."""
    from simulator.config.schedules import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageError(f"--today: {error}") from None


def today_of(options: argparse.Namespace) -> date:
    """Return the day of ``--today``, else the day by the clock of this machine. Raises ``UsageError``."""
    return parse_today(options.today) if options.today else datetime.now(UTC).astimezone().date()
