"""Differences of fields in the provider's words: one line per field, and per option of a menu."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.config.receptionist import Entry
from simulator.provider.live.file_fields import values_match
from simulator.wire import vr

NOTHING = "nothing"


def differing_parts(field: str, first: Any, second: Any) -> Iterator[tuple[str, str, str]]:
    """Yield what is called how, the one value and the other, for each part of a field that differs.

    >>> list(differing_parts("timeout_seconds", 5.0, 8.0))
    [('timeout', '5', '8')]
    """
    if values_match(field, first, second):
        return
    if field != "entries":
        yield vr.WRITE_NAMES[field], value_words(first), value_words(second)
        return
    was, now = ({entry.option: entry for entry in entries or ()} for entries in (first, second))
    for option in dict.fromkeys([*was, *now]):
        parts = _entry_target(was.get(option)), _entry_target(now.get(option))
        if parts[0] != parts[1]:
            yield f"option {option}", *parts


def _entry_target(entry: Entry | None) -> str:
    if entry is None:
        return NOTHING
    template = f" with template {entry.template_id}" if entry.template_id is not None else ""
    return f"{entry.destination.canonical}{template}"


def value_words(value: Any) -> str:
    """One value of a field."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, (list, tuple)):
        return ", ".join(f"{entry.option} to {entry.destination}" for entry in value) or "no entries"
    return f"{value:g}" if isinstance(value, float) else str(value)
