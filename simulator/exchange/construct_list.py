"""Every construct of a source: carried into the flow, carried with a difference, or not carried.

A ``SourceRow`` knows what was said of each of its fields; whatever nobody spoke of is listed as not carried when the
import ends, so that nothing of a source can be dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, Literal

from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.fast_classes import NamedTuple, dataclass

Fate = Literal["carried", "different", "not carried"]
"""What became of a construct."""

UNKNOWN_FIELD = "ivrsim does not know this field"
EMPTY_VALUES = ("", "0")
"""Values of a field that say nothing: the database's defaults."""


class Construct(NamedTuple):
    """One field of a source (or, without ``field``, a whole part of it), and what became of it.

    ``file`` and ``place`` say where it is. ``noticeable`` tells that callers could notice what is lost.
    """

    fate: Fate
    file: str
    place: str
    field: str
    value: str
    note: str = ""
    noticeable: bool = False

    @property
    def json(self) -> dict[str, object]:
        """Return it as data."""
        return {
            "fate": self.fate,
            "file": self.file,
            "place": self.place,
            "field": self.field or None,
            "value": self.value,
            "note": self.note or None,
            "noticeable": self.noticeable,
        }


@dataclass(slots=True)
class SourceRow:
    """One row of a source: a record of a table, with its place."""

    file: str
    place: str
    values: Mapping[str, Any]
    constructs: dict[str, Construct] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field's value as text; empty where it is null or absent. Raises ``FlowError``."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return "1" if value else "0"
        if value is None or isinstance(value, (str, int, float)):
            return "" if value is None else str(value).strip()
        raise self.refuse(name, f"{quote_value(value)} is not a text")

    def is_on(self, name: str) -> bool:
        """Return whether a switch is on."""
        return self.text(name).lower() in ("1", "yes", "true", "checked", "on", "enabled")

    def require(self, names: Iterable[str]) -> None:
        """Raise ``FlowError`` where columns are missing."""
        missing = [name for name in names if name not in self.values]
        if missing:
            columns = "column" if len(missing) == 1 else "columns"
            raise self.refuse("", f"lacks the {columns} {', '.join(missing)}")

    def refuse(self, name: str, message: str) -> FlowError:
        """Return the error for a field of this row."""
        where = f"{self.place} {name}" if name else self.place
        return FlowError([Problem(self.file, 0, 0, f"{where}: {message}" if name else f"{where} {message}")])

    def carry(self, *names: str, note: str = "") -> None:
        """Say that fields are in the flow as they are here."""
        for name in names:
            if name in self.values:
                self._settle("carried", name, note)

    def change(self, name: str, note: str, *, noticeable: bool = False) -> None:
        """Say that a field is in the flow with a difference."""
        self._settle("different", name, note, noticeable=noticeable)

    def drop(self, name: str, note: str, *, noticeable: bool = False) -> None:
        """Say that a field is not in the flow; empty, it is no loss."""
        if name in self.values:
            lost = noticeable and self.text(name) not in EMPTY_VALUES
            self._settle("not carried", name, note, noticeable=lost)

    def drop_rest(self, note: str, *, noticeable: bool = False) -> None:
        """Say the same of every field of which nothing was said."""
        for name in [*self.values]:
            if name not in self.constructs:
                self.drop(name, note, noticeable=noticeable)

    def finish(self) -> Iterator[Construct]:
        """Yield what became of every field, in the row's order."""
        for name, value in self.values.items():
            if name in self.constructs:
                yield self.constructs[name]
                continue
            is_empty = value is None or str(value).strip() in EMPTY_VALUES
            note = f"{UNKNOWN_FIELD}; it is empty" if is_empty else UNKNOWN_FIELD
            yield Construct("not carried", self.file, self.place, name, _shown(value), note, not is_empty)

    def _settle(self, fate: Fate, name: str, note: str, *, noticeable: bool = False) -> None:
        self.constructs[name] = Construct(
            fate, self.file, self.place, name, _shown(self.values.get(name)), note, noticeable
        )


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, int, float)):
        text = str(value)
        return text if len(text) <= 200 else f"{text[:197]}..."
    return quote_value(value)


def list_constructs(rows: Iterable[SourceRow]) -> list[Construct]:
    """Return what became of every field of every row."""
    return [construct for row in rows for construct in row.finish()]
