"""A swept calendar as JSON values; instants are in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from simulator.callers.call_record import CallRecord
from simulator.graph.calendar_sweep import CalendarSituation, CalendarSweep, TimeSpan


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


def _situation_json(situation: CalendarSituation) -> dict[str, Any]:
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
