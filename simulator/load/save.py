"""Flow -> text: the files that ``load`` reads, every key, id and @name quoted.

Quoted, since YAML would make other things of them: ``"#"`` unquoted is a comment, ``"*"`` an alias,
``"050109590001"`` a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from simulator.config.documentation import DEFAULT_DIALECT
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination, Receptionist
from simulator.wire import vr

_UNWRITABLE = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_IDS = frozenset(vr.WRITE_NAMES[field] for field in vr.ID_FIELDS)
_RECORDINGS = frozenset(vr.WRITE_NAMES[field] for field in vr.RECORDING_FIELDS)


def quoted(text: str) -> str:
    """Text between double quotes, as YAML and JSON read it alike; signs that YAML forbids are escaped."""
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def receptionist_text(receptionist: Receptionist, comments: Mapping[str, str] | None = None) -> str:
    """A receptionist file, in the provider's write names; ``comments`` by those names."""
    notes = comments or {}
    body = vr.encode_write(receptionist, numbers=False)
    if receptionist.id is not None:
        body = {"id": receptionist.id, **body}
    lines: list[str] = []
    for wire, value in body.items():
        if value is None or (value == "" and wire not in _IDS) or (value == "0" and wire in _RECORDINGS):
            continue
        note = f"  # {notes[wire]}" if wire in notes else ""
        if wire == "entries":
            lines.append(f"entries:{note}" if value else "entries: []")
            lines += [f"  - {_inline(entry)}" for entry in value]
        else:
            lines.append(f"{wire}: {_scalar(value)}{note}")
    return "\n".join(lines) + "\n"


def flow_text(flow: Flow, files: Mapping[str, str], *, heading: Iterable[str] = ()) -> str:
    """A flow.yaml; ``files`` gives each receptionist's file by its key."""
    lines = [f"# {line}".rstrip() for line in heading]
    lines += [f"entry: {quoted(flow.entry)}"]
    if flow.numbers:
        lines += ["numbers:", *(f"  {quoted(number)}: {quoted(key)}" for number, key in flow.numbers.items())]
    lines += [f"semantics: {inline(flow.semantics.label)}"]
    lines += [f"dialect: {flow.dialect}"] if flow.dialect != DEFAULT_DIALECT else []
    lines += [f"pulled: {quoted(flow.pulled)}"] if flow.pulled else []
    lines += ["receptionists:"]
    lines += [f"  {quoted(key)}: {quoted(file)}" for key, file in files.items()]
    if flow.recordings:
        lines += ["recordings:"]
        lines += [f"  {quoted(id)}: {_recording(known)}" for id, known in flow.recordings.items()]
    if flow.destinations:
        lines += ["destinations:"]
        lines += [_destination(where, known) for where, known in flow.destinations.items()]
    return "\n".join(lines) + "\n"


def _recording(known: Recording) -> str:
    filled = known.model_dump(exclude={"script"} if known.script_file else None)  # loading takes one of the two
    return _inline({name: value for name, value in filled.items() if value not in ("", None)})


def _destination(where: Destination, known: KnownDestination) -> str:
    filled = {name: value for name, value in known.model_dump().items() if value not in (None, {})}
    return f"  {quoted(str(where))}: {_inline(filled)}"


def _inline(fields: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {inline(value)}" for name, value in fields.items()) + "}"


def inline(value: Any) -> str:
    """A value on one line: mappings in braces, text quoted."""
    return _inline(value) if isinstance(value, Mapping) else _scalar(value)


def _scalar(value: Any) -> str:
    """Text quoted; numbers and booleans as they are."""
    return quoted(value) if isinstance(value, str) else json.dumps(value)
