"""``--during A/B``: a period of time, by its first and last day or by its two moments."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from simulator.cli.arguments import Parser
from simulator.config.flow import Flow
from simulator.config.schedules import parse_date
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError

YEARS_MOST = 10
"""The longest period: a calendar is gone through day by day."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_ACCEPTED = "use 2026-12-21/2027-01-03 (the last day counts) or 2026-12-24T09:00/2026-12-24T18:00"


def add_during(parser: Parser, help: str) -> None:
    """Let a command look at a period."""
    parser.add_argument("--during", metavar="A/B", help=help)


def read_period(text: str, flow: Flow) -> tuple[datetime, datetime]:
    """The two instants of a period, in the flow's zone. Raises ``UsageError``."""
    from simulator.calendar.zones import load_zone

    first, slash, last = (part.strip() for part in text.partition("/"))
    if not (slash and first and last):
        raise UsageError(f"--during: {quote_value(text)} is not a period; {_ACCEPTED}")
    zone = load_zone(flow.timezone) if flow.timezone else UTC
    try:
        start, until = _read_bound(first, zone), _read_bound(last, zone, is_last=True)
    except ValueError as error:
        raise UsageError(f"--during: {error}") from None
    if until == start and first == last:
        raise UsageError(f"--during: {quote_value(text)} ends as it starts; {_ACCEPTED}")
    if until <= start:  # the last day counts: a period that ends on the day before has no length, either
        raise UsageError(f"--during: {quote_value(text)} ends before it starts; exchange the two")
    if until - start > timedelta(days=366 * YEARS_MOST):
        raise UsageError(f"--during: {quote_value(text)} is too long; use a period of at most {YEARS_MOST} years")
    return start, until


def _read_bound(text: str, zone: tzinfo, *, is_last: bool = False) -> datetime:
    """A moment; of a date its beginning, and of the last one its end."""
    from simulator.calendar.moments import parse_moment
    from simulator.calendar.wall_time import first_instant

    if not _DATE.fullmatch(text):
        return parse_moment(text, zone, datetime.now(UTC)).instant
    day = parse_date(text)  # its own message: a date that does not exist lacks more than a time of day
    return first_instant(datetime.combine(day + timedelta(days=is_last), time()), zone)
