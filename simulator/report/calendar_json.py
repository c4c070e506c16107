"""A swept calendar as JSON values and as iCalendar events; instants are in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from simulator.callers.call_record import CallRecord
from simulator.errors import UsageError
from simulator.graph.calendar_sweep import CalendarSweep, Situation, TimeSpan


def calendar_json(sweep: CalendarSweep, findings: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The calendar as JSON values, in the documented order."""
    return {
        "timezone": sweep.flow.timezone,
        "from": instant_text(sweep.start),
        "until": instant_text(sweep.until),
        "situations": [_situation_json(situation) for situation in sweep.situations],
        "straddling": [_span_json(span) for span in sweep.straddling],
        "findings": list(findings),
        **({"assumed": [f"{key}: open" for key in sweep.assumed]} if sweep.assumed else {}),
    }


def _situation_json(situation: Situation) -> dict[str, Any]:
    return {
        "id": situation.id,
        "schedules": dict(situation.states),
        "spans": [_span_json(span) for span in situation.spans],
        "silent": _outcome_json(situation.silent),
        "keys": {option: _outcome_json(record) for option, record in situation.keys.items()},
    }


def _outcome_json(record: CallRecord) -> dict[str, Any]:
    outcome = record.outcome
    return {"kind": outcome.kind, "destination": outcome.destination, "name": outcome.name}


def _span_json(span: TimeSpan) -> list[str]:
    return [instant_text(bound) for bound in span]


def instant_text(instant: datetime) -> str:
    """An instant in UTC: ``2026-12-24T12:00:00Z``, with fractions of a second where there are any."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def calendar_ics(sweep: CalendarSweep, titles: dict[str, str]) -> str:
    """The situations as events of an iCalendar file; ``titles`` says what each situation is called.

    Raises ``UsageError`` where the library for it is not installed.
    """
    try:
        from icalendar import Calendar, Event
    except ModuleNotFoundError:
        raise UsageError("--format ics needs icalendar; install ivrsim[calendar]") from None
    calendar = Calendar()
    calendar.add("prodid", "-//ivrsim//calendar//EN")
    calendar.add("version", "2.0")
    for situation in sweep.situations:
        for start, until in situation.spans:
            event = Event()
            event.add("uid", f"{situation.id}-{instant_text(start)}@ivrsim")
            event.add("dtstamp", start.astimezone(UTC))  # the same calendar is the same file whenever it is written
            event.add("dtstart", start.astimezone(UTC))
            event.add("dtend", until.astimezone(UTC))
            event.add("summary", titles[situation.id])
            calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8")).replace("\r\n", "\n")
