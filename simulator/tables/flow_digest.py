"""A short digest of all that callers can notice of a flow: two flows of one digest make the same calls."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from simulator.config.flow import Flow
from simulator.config.schedules import Schedule
from simulator.tables.flow_table import FlowTable
from simulator.tables.table_json import table_json

_DIGITS = 12

_FORMAT = frozenset({"version", "keys", "parts"})
"""What says how the rows are written, and nothing about calls."""


def flow_digest(flow: Flow) -> str:
    """Return the digest as people compare it, in groups of four digits: ``3f9a-21c4-0b7e``.

    It covers the machine, the words of recordings, the names of menus and destinations, numbers and schedules; it does
    not cover comments, the layout of files, or what the provider alone needs.
    """
    digits = full_digest(flow)[:_DIGITS]
    return "-".join(digits[place : place + 4] for place in range(0, _DIGITS, 4))


def full_digest(flow: Flow) -> str:
    """Return all 64 digits of the same digest, for a statement that nobody is to forge."""
    rows = table_json(FlowTable(flow))
    noticed = {
        "rows": {name: value for name, value in rows.items() if name not in _FORMAT},
        "menus": [item.name for item in flow.receptionists.values()],
        "words": {id: " ".join(recording.script.split()) for id, recording in flow.recordings.items()},
        "destinations": {str(place): [known.name, known.answers] for place, known in flow.destinations.items()},
        "schedules": {key: _schedule_values(schedule) for key, schedule in flow.schedules.items()},
        "numbers": dict(flow.numbers),
        "timezone": flow.timezone,
    }
    text = json.dumps(noticed, sort_keys=True, separators=(",", ":"), default=_plain_value)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _schedule_values(schedule: Schedule) -> list[Any]:
    """The hours without their spelling, since two ways of writing one line open at the same times."""
    return [schedule.is_switch, [line[:-1] for line in schedule.hours], schedule.holidays]


def _plain_value(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a digest")
