"""The result of decoding a document, and the rules that all codecs share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Literal

from simulator.config.value_rules import EXACT_INTEGER_MOST, parse_option
from simulator.fast_classes import dataclass

Reads = Literal["minimal", "menu", "full"]
READS: tuple[Reads, ...] = ("minimal", "menu", "full")
"""How much a response includes: the documented fields, the entries as well, or everything."""

Path = tuple[str | int, ...]


@dataclass(slots=True)
class DecodedDocument:
    """A document in the model's names, not yet validated.

    ``lacks`` names the model's fields that the document does not carry, ``extra`` the wire names
    that no field of the model stands for. ``path`` leads from a place in ``fields`` back to the
    place in the document; ``entry_arrays`` names the array that holds a field of all entries, where
    the document has arrays in place of entries.
    """

    fields: dict[str, Any]
    lacks: tuple[str, ...] = ()
    extra: tuple[Path, ...] = ()
    paths: dict[str, Path] = field(default_factory=dict)
    entry_paths: tuple[Path, ...] = ()
    entry_names: Mapping[str, str] = field(default_factory=dict)
    entry_arrays: Mapping[str, str] = field(default_factory=dict)

    def document_path(self, place: Path) -> Path:
        """The path in the document of a path in the model, as far as the document holds it."""
        match place:
            case ():
                return ()
            case ("entries", int(index), *inner) if self.entry_arrays:
                name = str(inner[0]) if inner else "option"
                return (self.entry_arrays.get(name, name), index)
            case ("entries", int(index), *inner) if self.entry_paths:
                return (*self.entry_paths[index], *(self.entry_names.get(str(step), step) for step in inner[:1]))
        name = str(place[0])
        return (*self.paths.get(name, (name,)), *place[1:])


def wire_number(id: str, *, numbers: bool = True) -> int | str:
    """An id as it is sent: a number where the text is a canonical one, else the text.

    Numbers past 2^53 would lose digits in a JSON reader, so they stay text.
    """
    # A leading zero belongs to the id (agents have such ids), and a number would lose it.
    canonical = id.isascii() and id.isdecimal() and (id == "0" or id[0] != "0")
    if numbers and canonical and len(id) <= 16 and int(id) <= EXACT_INTEGER_MOST:
        return int(id)
    return id


def wire_seconds(seconds: float) -> int | float:
    """Seconds as they are sent: whole ones without a fraction."""
    return int(seconds) if seconds.is_integer() else seconds


def list_entries(value: Any) -> tuple[Any, tuple[str | int, ...]]:
    """Entries as a list, with each one's step in the document.

    The provider calls them an *object* and every sibling a list: both are taken. In an object
    the key is the option.
    """
    if not isinstance(value, dict):
        steps = range(len(value)) if isinstance(value, list) else ()
        return value, tuple(steps)
    # An option in the entry wins here; keyed_otherwise reports where it differs from the key.
    entries = [{"option": option, **entry} if isinstance(entry, dict) else entry for option, entry in value.items()]
    return entries, tuple(value)


def keyed_otherwise(entries: Mapping[str, Any]) -> Iterator[str]:
    """The keys of an object of entries whose entry names other keys than the object does."""
    for option, entry in entries.items():
        if isinstance(entry, dict) and _normal_option(entry.get("option", option)) != _normal_option(option):
            yield option


def _normal_option(option: Any) -> Any:
    """An option in its one form: ``1``, ``1.0`` and ``"1"`` are alike; as it is where it is none."""
    try:
        return parse_option(option)
    except ValueError:
        return option
