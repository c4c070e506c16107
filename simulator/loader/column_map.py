"""The columns of call records that are read, and no other: which fact of a call stands under which name.

The provider's family lists its calls with these names (``GET /v1/call/records``, where present); a file of one's own
may use the names of the facts. For any other, a map says them, in YAML::

    columns: {call_id: uuid, at: started, keys: [digits, dtmf], reached: queue}
    timezone: Europe/London      # of times without a zone; else the flow's

A caller's number, names and links are none of these facts, so they are never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from simulator.calendar.zones import load_zone
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.fast_classes import NamedTuple
from simulator.text.document import Document, read_document
from simulator.words.suggestion import suggest

FACTS = MappingProxyType(
    {
        "call_id": "what tells a call from others; a call that is listed twice is counted once",
        "at": "the moment of the call",
        "date": "its day, where the moment stands in two columns",
        "time": "its time of day, or the moment itself",
        "number": "the number that was rung",
        "menu": "the receptionist that the keys were pressed in: its id, key or name",
        "keys": "the keys, in their order",
        "times": "when each was pressed: seconds from the answer",
        "call_flow": "the steps of the call as the provider lists them, of which those with keys are read",
        "reached": "where the call landed: a destination's name, or type||id",
    }
)
"""The facts of a call, and what they are."""


class ColumnMap(NamedTuple):
    """The names of the columns by fact, the first with a value counts; ``timezone`` may be empty."""

    columns: Mapping[str, tuple[str, ...]]
    timezone: str = ""


PRESETS: Mapping[str, ColumnMap] = MappingProxyType(
    {
        "plain": ColumnMap({fact: (fact,) for fact in FACTS}),
        "acefone": ColumnMap(
            {
                "call_id": ("call_id", "uuid"),
                "date": ("date",),
                "time": ("time",),
                "number": ("did_number",),
                "menu": ("ivr_id",),
                "keys": ("dtmf_input", "digits_dialed"),
                "call_flow": ("call_flow",),
            }
        ),
    }
)
"""Maps that need no file: the names of the facts themselves, and those of the provider's family."""


def read_column_map(name: str) -> ColumnMap:
    """Return a preset by its name, or the map in a file. Raises ``FlowError`` with everything wrong in it."""
    if name in PRESETS:
        return PRESETS[name]
    document = read_document(Path(name), name, needed="columns are needed, such as columns: {keys: digits}")
    return _MapReader(document).read()


class _MapReader:
    """Reads one file of a map, and gathers what is wrong."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._problems: list[Problem] = []

    def read(self) -> ColumnMap:
        """Return the map."""
        tree = self._document.tree
        if not isinstance(tree, dict):
            self._object_to((), f"{quote_value(tree)} is not a map of columns; use columns: {{keys: digits}}")
            raise FlowError(self._problems)
        for key in tree:
            if key not in ("columns", "timezone"):
                hint = suggest(str(key), ("columns", "timezone"), "use columns and timezone")
                self._object_to((key,), f"{quote_value(key)} does not belong here{hint}", key=True)
        columns = self._read_columns(tree.get("columns"))
        timezone = self._read_timezone(tree.get("timezone", ""))
        if self._problems:
            raise FlowError(self._problems)
        return ColumnMap(columns, timezone)

    def _read_columns(self, value: Any) -> dict[str, tuple[str, ...]]:
        if not isinstance(value, dict):
            self._object_to(("columns",), f"columns: {quote_value(value)} is not accepted; use {{keys: digits}}")
            return {}
        columns: dict[str, tuple[str, ...]] = {}
        for fact, names in value.items():
            listed = names if isinstance(names, list) else [names]
            if fact not in FACTS:
                hint = suggest(str(fact), FACTS, f"use {', '.join(FACTS)}")
                self._object_to(("columns", fact), f"{quote_value(fact)} is not a fact of a call{hint}", key=True)
            elif not listed or not all(isinstance(name, str) and name for name in listed):
                self._object_to(
                    ("columns", fact), f"{fact}: {quote_value(names)} is not accepted; use a column's name, or a list"
                )
            else:
                columns[fact] = tuple(listed)
        if not self._problems and not columns.keys() & {"keys", "call_flow"}:
            self._object_to(("columns",), "columns: no column has keys; add keys: NAME")
        return columns

    def _read_timezone(self, value: Any) -> str:
        if value == "":
            return ""
        try:
            load_zone(value if isinstance(value, str) else "")
        except ValueError as error:
            self._object_to(("timezone",), f"timezone: {error}" if isinstance(value, str) else _no_zone(value))
            return ""
        return str(value)

    def _object_to(self, path: tuple[Any, ...], message: str, *, key: bool = False) -> None:
        self._problems.append(self._document.problem_at(path, message, key=key))


def _no_zone(value: object) -> str:
    return f"timezone: {quote_value(value)} is not a time zone; use an IANA name such as Europe/London"
