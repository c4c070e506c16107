"""What a client would notice between two versions of a flow: where keys lead, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist


def flow_changes(old: Flow, new: Flow) -> list[dict[str, Any]]:
    """Each change as JSON values: ``menu``, ``keys`` (absent where its words changed), and where they lead and led.

    ``now`` is empty for keys that no longer count, ``before`` for keys that did not.
    """
    changes: list[dict[str, Any]] = []
    for key, item in new.receptionists.items():
        before = old.receptionists.get(key)
        if before is None:
            continue  # a new menu shows where a key leads to it
        if _words_of(old, before) != _words_of(new, item):
            changes.append({"menu": item.name, "now": "", "before": ""})
        changes += [
            {"menu": item.name, "keys": code, "now": now, "before": led}
            for code, now, led in _changed_keys(old, before, new, item)
        ]
    return changes


def _changed_keys(old: Flow, before: Receptionist, new: Flow, after: Receptionist) -> Iterator[tuple[str, str, str]]:
    for code in dict.fromkeys([*after.options, *before.options]):
        now = _name_of(new, after.options[code].destination) if code in after.options else ""
        led = _name_of(old, before.options[code].destination) if code in before.options else ""
        if now != led:
            yield code, now, led


def _words_of(flow: Flow, item: Receptionist) -> list[str]:
    words = [flow.recordings[id].script if id in flow.recordings else "" for id in item.recordings]
    return [" ".join(text.split()) for text in words]


def _name_of(flow: Flow, destination: Destination) -> str:
    key = flow.receptionist_for(destination)
    return flow.receptionists[key].name if key else flow.destination_name(destination) or str(destination)
