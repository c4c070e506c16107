"""``ivrsim calendar``: who is reached when, over a period; and dates of holidays, to be committed with the flow."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.callers.world import numbers_with_hours
from simulator.cli.arguments import Parser, add_flow, add_format, add_many, add_view
from simulator.cli.flow_argument import open_flow
from simulator.cli.holiday_dates import add_holiday_flags, write_holidays
from simulator.cli.period_flag import add_during, read_period
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_given, read_settings
from simulator.config.durations import parse_duration
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.graph.calendar_sweep import CalendarSweep, sweep_calendar
from simulator.graph.plain_words import visible
from simulator.words.markup import dump_json
from simulator.words.sanitizer import clean_document

if TYPE_CHECKING:
    from simulator.calendar.event_writer import TimedEvent
    from simulator.report.calendar_text import CalendarText

DAYS_AHEAD = 60
"""How far the calendar looks from now, where no period is given."""

GAP_MOST_MS = 10 * 366 * 86_400_000
"""The longest gap that can be allowed: as long as the longest period."""

NOT_MET = 1


class _Period(NamedTuple):
    """The period that is swept; ``now`` is the present where it begins with it."""

    start: datetime
    until: datetime
    now: datetime | None


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser(
        "calendar",
        "show whom callers reach and when, or write holiday dates to a file",
        "ivrsim calendar example:surgery --number +441632960040 --during 2026-12-21/2026-12-29\n"
        "  ivrsim calendar --holidays GB-ENG --years 2026-2027 -o uk.yaml",
    )
    add_flow(parser)
    add_many(parser)
    add_during(parser, f"the period: 2026-12-21/2026-12-29 (default: the next {DAYS_AHEAD} days from now)")
    parser.add_argument("--year", metavar="YEAR", help="the period: this year")
    add_view(parser)
    add_given(parser)
    parser.add_argument("--require", metavar="person", help="exit 1 if callers reach no person for longer than --gap")
    parser.add_argument("--gap", metavar="TIME", help="with --require: the longest time without a person, such as 72h")
    add_format(parser, "text", "markdown", "json", "ics")
    add_holiday_flags(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Sweep and print, or write the dates of holidays."""
    options = build_parser().read_arguments(arguments)
    if options.holidays is not None:
        return write_holidays(options)
    for flag in ("years", "timezone", "output"):
        if getattr(options, flag) is not None:
            raise UsageError(f"--{flag} belongs to --holidays")
    most = _read_requirement(options)
    flow = open_flow(options)
    period = _read_period(options, flow)
    options.at = None
    sweep = sweep_calendar(flow, period.start, period.until, read_settings(options, flow))
    _show_sweep(options.format, sweep, period.now)
    gap = sweep.longest_gap()
    if most is None or gap is None or gap[1] - gap[0] <= most:
        return 0
    hours = (gap[1] - gap[0]) / timedelta(hours=1)
    complain(f"--require person: callers reach no person for {hours:g} h; at most {options.gap} is allowed")
    return NOT_MET


def _read_requirement(options: argparse.Namespace) -> timedelta | None:
    """The longest gap that is allowed; None: nothing is required."""
    if options.require is None and options.gap is None:
        return None
    if options.require != "person" or options.gap is None:
        raise UsageError("--require and --gap belong together; use --require person --gap 72h")
    try:
        return timedelta(milliseconds=parse_duration(options.gap, longest=GAP_MOST_MS))
    except ValueError as error:
        raise UsageError(f"--gap: {error}") from None


def _read_period(options: argparse.Namespace, flow: Flow) -> _Period:
    if options.during is not None and options.year is not None:
        raise UsageError("--during and --year both set the period; use one of them")
    if options.during is not None:
        return _Period(*read_period(options.during, flow), None)
    if options.year is not None:
        return _Period(*_read_year(options.year, flow), None)
    now = datetime.now(UTC).replace(microsecond=0)
    return _Period(now, now + timedelta(days=DAYS_AHEAD), now)


def _read_year(text: str, flow: Flow) -> tuple[datetime, datetime]:
    from simulator.calendar.wall_time import first_instant
    from simulator.calendar.zones import load_zone

    if not (text.isascii() and text.isdecimal() and 1000 <= int(text[:5]) < 9998):
        raise UsageError(f"--year: {quote_value(text)} is not a year; use one from 1000 to 9997, such as 2027")
    zone = load_zone(flow.timezone) if flow.timezone else UTC
    starts = (datetime.combine(date(year, 1, 1), time()) for year in (int(text), int(text) + 1))
    first, last = (first_instant(start, zone) for start in starts)
    return first, last


def _show_sweep(form: str, sweep: CalendarSweep, now: datetime | None) -> None:
    from simulator.calendar.event_writer import events_ics
    from simulator.report.calendar_json import calendar_json
    from simulator.report.calendar_text import CalendarText

    findings = _schedule_findings(sweep.flow)
    start_findings = _start_findings(sweep)
    remarks = [f"{finding['rule']}: {finding['message']}" for finding in findings]
    laid_out = CalendarText(sweep, [*(finding["message"] for finding in start_findings), *remarks], now)
    match form:
        case "json":
            say(dump_json(calendar_json(sweep, [*_gap_findings(sweep), *start_findings, *findings]), indent=2))
        case "ics":
            say(clean_document(events_ics(_situation_events(sweep, laid_out))))
        case "markdown":
            say(laid_out.markdown())
        case _:
            say(laid_out.text())


def _situation_events(sweep: CalendarSweep, laid_out: CalendarText) -> Iterator[TimedEvent]:
    """Each time of each situation as an event."""
    from simulator.calendar.event_writer import TimedEvent

    for situation in sweep.situations:
        title = laid_out.title_of(situation)
        for start, until in situation.spans:
            yield TimedEvent(title, start, until, situation.id)


def _gap_findings(sweep: CalendarSweep) -> list[dict[str, Any]]:
    from simulator.report.calendar_json import instant_text

    gap = sweep.longest_gap()
    if gap is None:
        return []
    hours = (gap[1] - gap[0]) / timedelta(hours=1)
    return [{"kind": "longest-gap", "from": instant_text(gap[0]), "until": instant_text(gap[1]), "hours": hours}]


def _start_findings(sweep: CalendarSweep) -> list[dict[str, Any]]:
    """Say where hours are met, if these calls meet none: a calendar of the wrong start looks as good as any."""
    numbers = numbers_with_hours(sweep.flow)
    if not numbers or any(situation.states for situation in sweep.situations):
        return []
    number = visible(numbers[0])
    message = f"These calls meet no schedule; calls to {number} do: use --number {number}."
    return [{"kind": "start", "message": message}]


def _schedule_findings(flow: Flow) -> list[dict[str, Any]]:
    """Return what ``ivrsim check`` finds in the schedules: gaps, overlaps, days on which the clocks change."""
    from simulator.checks.run import check_schedules

    return [
        {"kind": "schedule", "rule": finding.code, "severity": finding.severity, "message": finding.message}
        for finding in check_schedules(flow)
    ]
