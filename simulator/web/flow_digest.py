"""A short digest of all that callers can notice of a flow: two flows of one digest make the same calls."""

from __future__ import annotations

import hashlib
import json

from simulator.config.flow import Flow
from simulator.tables.flow_table import FlowTable
from simulator.tables.table_json import table_json

_DIGITS = 12


def flow_digest(flow: Flow) -> str:
    """Return the digest as people compare it, in groups of four digits: ``3f9a-21c4-0b7e``.

    It covers the machine, the words and names of recordings and destinations, numbers and schedules; it does not
    cover comments, the layout of files, or what the provider alone needs.
    """
    noticed = {
        "rows": table_json(FlowTable(flow)),
        "menus": {key: item.name for key, item in flow.receptionists.items()},
        "recordings": {id: [entry.name, " ".join(entry.script.split())] for id, entry in flow.recordings.items()},
        "destinations": {str(place): [entry.name, entry.answers] for place, entry in flow.destinations.items()},
        "schedules": {key: repr(schedule) for key, schedule in flow.schedules.items()},
        "numbers": dict(flow.numbers),
        "timezone": flow.timezone,
    }
    text = json.dumps(noticed, sort_keys=True, separators=(",", ":"))
    digits = hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]
    return "-".join(digits[place : place + 4] for place in range(0, _DIGITS, 4))
