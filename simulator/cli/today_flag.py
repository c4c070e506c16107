"""``--today DATE``: the day that a command takes for today."""

from __future__ import annotations

from datetime import date

from simulator.errors import UsageError


def parse_today(text: str) -> date:
    """Return the date. Raises ``UsageError``."""
    from simulator.config.schedules import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageError(f"--today: {error}") from None
