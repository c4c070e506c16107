"""Records of past calls, as the provider lists them, to the keys that were pressed.

A file holds a JSON array of records, an object with one (``{"results": [...]}``), or a record on each line
(JSON lines). Of a record three fields are read::

    ivr_id                       the receptionist that the caller pressed keys in; absent: the flow's entry
    dtmf_input, digits_dialed    the keys, in their order; the first that is there; null: none were pressed
    call_id                      a call is counted once, however often it is listed

The records do not say which menu a key led to, nor silences and retries: whoever uses the keys plays them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.text.json_file import refuse_irregular
from simulator.text.json_tree import settle_error

_KEYS = re.compile(r"[0-9*#]*")
_BETWEEN = re.compile(r"[\s,;|.\-]+")
_LISTS = ("results", "data", "records", "calls")


class PastCall(NamedTuple):
    """The keys of one call, and the receptionist that they were pressed in (empty: the record does not say)."""

    receptionist: str
    keys: str


def past_calls(path: Path) -> Iterator[PastCall]:
    """The calls of a file in which keys were pressed.

    Raises ``UsageError`` with the line of anything else than a call record, ``OSError`` if it cannot be read.
    """
    call_ids = set[str]()
    try:
        for place, record in _call_records(path):
            if not isinstance(record, dict):
                raise UsageError(
                    f"{place}: {quote_value(record)} is not a record of a call; use an object with dtmf_input"
                )
            id = record.get("call_id")
            if id is not None and str(id) in call_ids:
                continue
            call_ids.add(str(id))
            keys = _pressed_keys(record, place)
            if keys:
                yield PastCall(str(record.get("ivr_id") or ""), keys)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8; use JSON of call records in UTF-8") from None


def _call_records(path: Path) -> Iterator[tuple[str, Any]]:
    """Every record with where it stands: the line, or the place in its array."""
    refuse_irregular(path)
    with path.open(encoding="utf-8-sig") as lines:
        first = next((line for line in lines if line.strip()), "")
        lines.seek(0)
        if first.lstrip().startswith("{") and _is_whole(first):
            # Line by line, since the calls of a year need not fit into memory.
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path}:{number}", _parse_record(line, path, number - 1)
            return
        text = lines.read().removeprefix("\ufeff")
    document = _parse_record(text, path, 0)
    records = (
        next((document[name] for name in _LISTS if name in document), None) if isinstance(document, dict) else document
    )
    if not isinstance(records, list):
        raise UsageError(
            f"{path}: {quote_value(document)} is not accepted; use a list of call records, or one on each line"
        )
    for number, record in enumerate(records, start=1):
        yield f"{path}: record {number}", record


def _is_whole(line: str) -> bool:
    """Return whether a line is a record by itself, and not the beginning of an object, nor one that holds the list."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return not any(isinstance(value.get(name), list) for name in _LISTS)


def _parse_record(text: str, path: Path, before: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        refused = settle_error(error)
        raise UsageError(f"{path}:{before + refused.lineno}:{refused.colno}: is not JSON: {refused.msg}") from None
    except (RecursionError, ValueError):
        raise UsageError(f"{path}: is not JSON that can be read: nested too deep, or a number too long") from None


def _pressed_keys(record: dict[str, Any], place: str) -> str:
    for name in ("dtmf_input", "digits_dialed"):
        value = record.get(name)
        if value is None or value == "" or value == []:
            continue
        pressed = "".join(map(str, value)) if isinstance(value, list) else str(value)
        keys = _BETWEEN.sub("", pressed)
        if isinstance(value, bool | dict) or not _KEYS.fullmatch(keys):
            raise UsageError(f"{place}: {name}: {quote_value(value)} is not accepted; use keys (0-9, * and #)")
        return keys
    return ""
