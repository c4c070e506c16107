"""How values are written in a receptionist file: in its author's way where there is one, else quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from simulator.config.receptionist import Destination, Entry
from simulator.config.values import UNKNOWN
from simulator.load.save import quoted
from simulator.remote.seen.names import Names
from simulator.remote.seen.wanted import EMPTY, SAYS_NOT, Unsaid
from simulator.wire import vr
from simulator.wire.reading import wire_seconds

_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
_BARE = re.compile(r"[0-9]+(\.0*)?")
_WORD = re.compile(r"(?!(?:null|true|false|yes|no|on|off)$)[a-z][a-z_]*")
_NUMBERS = vr.SECONDS_FIELDS | {"wrong_keys_allowed", "silences_allowed"}
_TYPES = frozenset(field.removesuffix("id") + "type" for field in vr.ID_FIELDS)


class Spelling:
    """Values of fields as text. ``is_json``: the file is JSON, where a word has quotes, ``UNKNOWN`` too.

    ``old`` is how a value was written before; empty: it was not there.
    """

    def __init__(self, names: Names, *, is_json: bool = False) -> None:
        self.names = names
        self.is_json = is_json

    def field(self, field: str, value: Any, fields: Mapping[str, Any], old: str = "") -> str:
        """A value of a receptionist but its entries; ``fields`` has the others."""
        if isinstance(value, Unsaid):
            return self.word(UNKNOWN)
        if value is None and field in vr.ID_FIELDS | _TYPES | _NUMBERS:
            return "null"
        if field in _NUMBERS:
            number = str(wire_seconds(float(value)))
            return quoted(number) if old[:1] in ("'", '"') else number
        if field in vr.RECORDING_FIELDS:
            return self.text(self._named(self.names.called(value), value, old) if value else "0", old)
        if field in vr.ID_FIELDS:
            kind = fields.get(field.removesuffix("id") + "type")
            return self.id(Destination(kind, value), old) if isinstance(kind, str) else self.text(value, old)
        return self.word(value) if field in _TYPES or field == "destination_type" else quoted(value or "")

    def id(self, destination: Destination, old: str = "") -> str:
        """The id of a destination, as its name where the author writes names."""
        return self.text(self._named(self.names.led(destination), destination.id, old), old)

    def text(self, text: str, old: str = "") -> str:
        """An id: in quotes, unless a bare number was there and is again."""
        return text if _BARE.fullmatch(old) and _NUMBER.fullmatch(text) else quoted(text)

    def word(self, text: str) -> str:
        """A type: bare where it is a plain word."""
        bare = _WORD.fullmatch(text) or text == UNKNOWN
        return text if bare and not self.is_json else quoted(text)

    def entry(self, entry: Entry, *, option: bool = True) -> str:
        """An entry in braces."""
        fields = [("option", quoted(entry.option))] if option else []
        fields += [("destination_type", self.word(entry.destination_type))]
        fields += [("destination_id", self.id(entry.destination))]
        fields += [("template_id", quoted(entry.template_id))] if entry.template_id else []
        inside = ", ".join(f"{quoted(name) if self.is_json else name}: {value}" for name, value in fields)
        return f"{{{inside}}}"

    def listed(self, entries: Iterable[Entry], *, indent: int | None, line_end: str = "\n") -> str:
        """All entries: one a line, ``indent`` deep, starting on the next line; None: in brackets."""
        written = [self.entry(entry) for entry in entries]
        if indent is None or not written:
            return f"[{', '.join(written)}]"
        return "".join(f"{line_end}{' ' * indent}- {one}" for one in written)

    def _named(self, name: str, id: str, old: str) -> str:
        """The name where its author wrote a name or nothing, else the id."""
        bare = old.strip("\"'")
        return name if bare[:1] in ("@", "") or bare == UNKNOWN else id


def file_text(id: str, fields: Mapping[str, Any], spelling: Spelling) -> str:
    """A whole receptionist file. What is unsaid is ``UNKNOWN``, with the reason; what is empty is left out."""
    lines = [f"id: {quoted(id)}"]
    for field, value in fields.items():
        wire = vr.WRITE_NAMES[field]
        if isinstance(value, Unsaid):
            lines.append(f"{wire}: {UNKNOWN}  # {value.why or SAYS_NOT}")
        elif field == "entries" and value is not None:
            lines.append(f"{wire}:{'' if value else ' '}{spelling.listed(value, indent=2)}")
        elif value not in EMPTY:
            lines.append(f"{wire}: {spelling.field(field, value, fields)}")
    return "\n".join(lines) + "\n"
