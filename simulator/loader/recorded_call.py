"""Calls out of the rows of call records: what was rung, when, which keys, and where the call landed.

The records do not say which menu a key led to, nor silences and retries. Keys that are written apart (``1,2``, or a
list) were typed apart; keys in one word may be a code, or choices of several menus.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from math import isfinite, isnan
from typing import Any

from simulator.calendar.moments import parse_moment
from simulator.config.value_rules import quote_value
from simulator.fast_classes import NamedTuple
from simulator.loader.column_map import ColumnMap

_KEYS = re.compile(r"[0-9*#]+")
_BETWEEN = re.compile(r"[\s,;|.\-]+")
_DECIMAL = re.compile(r"(?<![^\s,;|])(0|[1-9][0-9]*)\.0+(?![^\s,;|])", re.ASCII)
"""A key out of a column of numbers of which some are missing, as tables write it: 1.0 is the key 1."""

_ACCEPTED = "use keys (0-9, * and #)"
_STEPS = 'use a list of steps such as {"type": "dtmf", "input": "1"}'
SECONDS_MOST = 86_400
"""The longest time from the answer to a key: a day."""


class RecordedCall(NamedTuple):
    """One call as its record has it; what it does not say is empty, or None.

    ``groups`` are its keys, apart where they were typed apart. ``times`` are the milliseconds from the answer at which
    each key was pressed. ``at`` is the moment of the call.
    """

    call_id: str
    number: str
    menu: str
    groups: tuple[str, ...]
    times: tuple[int, ...] | None
    at: datetime | None
    reached: str


class BadRecord(ValueError):
    """A row that is no call: which column says what, and what would be accepted.

    ``reason`` leaves out what it says, which may be a person's.
    """

    def __init__(self, column: str, value: Any, accepted: str) -> None:
        super().__init__(f"{column}: {quote_value(value)} is not accepted; {accepted}")
        self.reason = f"{column}: not accepted; {accepted}"


class CallReader:
    """Reads calls from rows by a map of columns; times without a zone are in ``zone``."""

    def __init__(self, columns: ColumnMap, zone: tzinfo) -> None:
        self._columns = columns.columns
        self._zone = zone

    def read_call(self, values: Mapping[str, Any]) -> RecordedCall:
        """Return the call of one row. Raises ``BadRecord``."""
        groups, times = self._read_keys(values)
        return RecordedCall(
            self._text_of(values, "call_id"),
            self._text_of(values, "number"),
            self._text_of(values, "menu"),
            groups,
            times,
            self._read_moment(values),
            self._text_of(values, "reached"),
        )

    def _find_value(self, values: Mapping[str, Any], fact: str) -> tuple[str, Any]:
        """Return the first column of a fact that says something, and what it says; None: none does."""
        for name in self._columns.get(fact, ()):
            value = values.get(name)
            if value is not None and value != "" and value != []:
                return name, value
        return "", None

    def _text_of(self, values: Mapping[str, Any], fact: str) -> str:
        name, value = self._find_value(values, fact)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        if isinstance(value, bool | dict | list):
            raise BadRecord(name, value, "use text")
        return str(value)

    def _read_keys(self, values: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[int, ...] | None]:
        name, value = self._find_value(values, "keys")
        groups = parse_keys(name, value)
        if not groups:
            return self._read_steps(values)
        name, value = self._find_value(values, "times")
        if value is None:
            return groups, None
        return groups, _parse_times(name, value, sum(map(len, groups)))

    def _read_steps(self, values: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[int, ...] | None]:
        """Return the keys of the steps of a call with their times, where every step has one."""
        name, value = self._find_value(values, "call_flow")
        if value is None:
            return (), None
        steps = _parse_steps(name, value)
        groups: list[str] = []
        seconds: list[float] = []
        for step in steps:
            if str(step.get("type", "")).lower() == "dtmf":
                keys = "".join(parse_keys(f"{name}: input", step.get("input")))
                groups += [keys] if keys else []
                seconds += [_seconds_of(step)] * len(keys)
        start = _seconds_of(steps[0]) if steps else 0.0
        times = [round((at - start) * 1000) for at in seconds]
        # whole seconds of a clock that nobody has checked: in order and within a day, or they say nothing
        told = all(0 < at <= SECONDS_MOST * 1000 for at in times) and times == sorted(times)
        return tuple(groups), tuple(times) if told and times else None

    def _read_moment(self, values: Mapping[str, Any]) -> datetime | None:
        name, value = self._find_value(values, "at")
        if value is None:
            name, value = self._find_value(values, "time")
            _, day = self._find_value(values, "date")
            if value is None:
                return None
            if day is not None:
                value = f"{str(day)[:10]} {value}"
        return self._parse_moment(name, value)

    def _parse_moment(self, name: str, value: Any) -> datetime:
        try:
            if isinstance(value, datetime):
                moment = value
            elif isinstance(value, int | float) and not isinstance(value, bool):
                moment = datetime.fromtimestamp(value, UTC)
            else:
                moment = datetime.fromisoformat(str(value).strip())
        except (ValueError, OverflowError, OSError):
            return self._parse_written(name, str(value))
        if not 1971 <= moment.year <= 9998:
            raise BadRecord(name, value, "use the moment of a call")
        if moment.tzinfo:
            return moment.astimezone(UTC)
        instant = moment.replace(tzinfo=self._zone).astimezone(UTC)
        if instant.astimezone(self._zone).replace(tzinfo=None) != moment:
            raise BadRecord(name, value, f"the clocks of {self._zone} skip this time; name the records' own timezone")
        return instant

    def _parse_written(self, name: str, text: str) -> datetime:
        try:
            return parse_moment(text, self._zone).instant
        except ValueError:
            raise BadRecord(name, text, "use a moment such as 2026-12-25T21:00") from None


def parse_keys(name: str, value: Any) -> tuple[str, ...]:
    """Return the keys that a column ``name`` holds, apart where they are written apart. Raises ``BadRecord``."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return ()
    if isinstance(value, str) and _KEYS.fullmatch(value):
        return (value,)
    items = value if isinstance(value, list) else [value]
    pressed = ",".join(_DECIMAL.sub(r"\1", _written_key(item)) for item in items)
    groups = tuple(group for group in _BETWEEN.split(pressed) if group)
    if any(isinstance(item, bool | dict | list) for item in items) or not all(map(_KEYS.fullmatch, groups)):
        raise BadRecord(name, value, _ACCEPTED)
    return groups


def _written_key(item: Any) -> str:
    """Return a key as text; a number that is none stays apart from its decimals, so that it is refused."""
    if isinstance(item, float):
        return str(int(item)) if item.is_integer() else f"({item})"
    return str(item)


def _parse_times(name: str, value: Any, keys: int) -> tuple[int, ...]:
    texts = value if isinstance(value, list) else str(value).replace(",", " ").replace(";", " ").split()
    try:
        seconds = [float(text) for text in texts]
    except (TypeError, ValueError):
        seconds = []
    if len(seconds) != keys or any(not 0 < at <= SECONDS_MOST for at in seconds) or seconds != sorted(seconds):
        raise BadRecord(name, value, f"use one time for each of the {keys} keys: seconds from the answer, in order")
    return tuple(round(at * 1000) for at in seconds)


def _parse_steps(name: str, value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise BadRecord(name, value, _STEPS) from None
    if not isinstance(value, list) or not all(isinstance(step, dict) for step in value):
        raise BadRecord(name, value, _STEPS)
    return value


def _seconds_of(step: Mapping[str, Any]) -> float:
    """Return the time of a step; -1 where it says none."""
    try:
        seconds = float(step.get("time", -1))
    except (TypeError, ValueError, OverflowError):
        return -1.0
    return seconds if isfinite(seconds) else -1.0
