"""The spelling of values in a receptionist file: its author's where there is one, else quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from simulator.config.receptionist import Destination, Entry
from simulator.config.value_rules import UNKNOWN
from simulator.provider.live.id_names import IdNames
from simulator.provider.live.live_fields import EMPTY, SAYS_NOT, Unsaid
from simulator.text.yaml_quotes import quote_yaml
from simulator.wire import vr
from simulator.wire.decoding import wire_seconds

_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
_BARE = re.compile(r"[0-9]+(\.0*)?")
_WORD = re.compile(r"(?!(?:null|true|false|yes|no|on|off)$)[a-z][a-z_]*")
_NUMBERS = vr.SECONDS_FIELDS | {"wrong_keys_allowed", "silences_allowed"}
_TYPES = frozenset(field.removesuffix("id") + "type" for field in vr.ID_FIELDS)


class Spelling:
    """Values of fields as text. ``is_json``: the file is JSON, where a word has quotes, ``UNKNOWN`` too.

    ``old`` is how a value was written before; empty: it was not there.
    """

    def __init__(self, names: IdNames, *, is_json: bool = False) -> None:
        self.names = names
        self.is_json = is_json

    def spell_field(self, field: str, value: Any, fields: Mapping[str, Any], old: str = "") -> str:
        """A value of a receptionist but its entries; ``fields`` has the others."""
        if isinstance(value, Unsaid):
            return self.spell_word(UNKNOWN)
        if value is None and field in vr.ID_FIELDS | _TYPES | _NUMBERS:
            return "null"
        if field in _NUMBERS:  # quoted where its author quotes it: only the value is to differ
            number = str(wire_seconds(float(value)))
            return quote_yaml(number) if old[:1] in ("'", '"') else number
        if field in vr.RECORDING_FIELDS:
            return self.spell_text(
                self._name_or_id(self.names.recording_name(value), value, old) if value else "0", old
            )
        if field in vr.ID_FIELDS:
            kind = fields.get(field.removesuffix("id") + "type")
            return (
                self.spell_id(Destination(kind, value), old) if isinstance(kind, str) else self.spell_text(value, old)
            )
        return self.spell_word(value) if field in _TYPES or field == "destination_type" else quote_yaml(value or "")

    def spell_id(self, destination: Destination, old: str = "") -> str:
        """The id of a destination, as its name where the author writes names."""
        return self.spell_text(self._name_or_id(self.names.destination_name(destination), destination.id, old), old)

    def spell_text(self, text: str, old: str = "") -> str:
        """An id: in quotes, unless a bare number was there and is again."""
        return text if _BARE.fullmatch(old) and _NUMBER.fullmatch(text) else quote_yaml(text)

    def spell_word(self, text: str) -> str:
        """A type: bare where it is a plain word."""
        bare = _WORD.fullmatch(text) or text == UNKNOWN
        return text if bare and not self.is_json else quote_yaml(text)

    def spell_entry(self, entry: Entry, *, option: bool = True) -> str:
        """An entry in braces."""
        fields = [("option", quote_yaml(entry.option))] if option else []
        fields += [("destination_type", self.spell_word(entry.destination_type))]
        fields += [("destination_id", self.spell_id(entry.destination))]
        fields += [("template_id", quote_yaml(entry.template_id))] if entry.template_id else []
        inside = ", ".join(f"{quote_yaml(name) if self.is_json else name}: {value}" for name, value in fields)
        return f"{{{inside}}}"

    def spell_entries(self, entries: Iterable[Entry], *, indent: int | None, line_end: str = "\n") -> str:
        """All entries: one a line, ``indent`` deep, starting on the next line; None: in brackets."""
        written = [self.spell_entry(entry) for entry in entries]
        if indent is None or not written:
            return f"[{', '.join(written)}]"
        return "".join(f"{line_end}{' ' * indent}- {line}" for line in written)

    def _name_or_id(self, name: str, id: str, old: str) -> str:
        """The name where its author wrote a name or nothing, else the id."""
        bare = old.strip("\"'")
        return name if bare[:1] in ("@", "") or bare == UNKNOWN else id


def file_text(id: str, fields: Mapping[str, Any], spelling: Spelling) -> str:
    """A whole receptionist file. What is unsaid is ``UNKNOWN``, with the reason; what is empty is left out."""
    lines = [f"id: {quote_yaml(id)}"]
    for field, value in fields.items():
        wire = vr.WRITE_NAMES[field]
        if isinstance(value, Unsaid):
            lines.append(f"{wire}: {UNKNOWN}  # {value.why or SAYS_NOT}")
        elif field == "entries" and value is not None:
            lines.append(f"{wire}:{'' if value else ' '}{spelling.spell_entries(value, indent=2)}")
        elif value not in EMPTY:
            lines.append(f"{wire}: {spelling.spell_field(field, value, fields)}")
    return "\n".join(lines) + "\n"
