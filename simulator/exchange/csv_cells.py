"""The cells of a spreadsheet of menus: its columns and rows, and how destinations and recordings are written in them.

One row is one key of a menu. The other rows of a menu have words for keys: its greeting, and what wrong keys and
silence lead to. Rows of ``(flow)`` are about no menu. A text that would be read otherwise is written as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any, Literal

from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination
from simulator.fast_classes import NamedTuple
from simulator.provider.pull.new_keys import slug_of

COLUMNS = ("menu", "key", "destination", "prompt", "recording", "seconds", "tries", "wait", "settings")
"""The columns that are written. Those who keep a sheet by hand need the first three."""

FLOW_ROWS = "(flow)"
"""The menu of rows that are about no menu."""

RowKey = Literal["greeting", "wrong key", "last wrong key", "silence", "last silence"]

KEY_WORDS: dict[str, RowKey] = {
    **dict.fromkeys(("greeting", "welcome", "prompt"), "greeting"),
    **dict.fromkeys(("wrong key", "wrong keys", "invalid", "i"), "wrong key"),
    **dict.fromkeys(("last wrong key", "final wrong key"), "last wrong key"),
    **dict.fromkeys(("silence", "timeout", "no key", "t"), "silence"),
    **dict.fromkeys(("last silence", "final silence"), "last silence"),
}
"""The words for rows of a menu that are not keys, as people write them."""

HEADINGS = {
    **{name: name for name in COLUMNS},
    **dict.fromkeys(("option", "digit", "press"), "key"),
    **dict.fromkeys(("goes to", "leads to", "to", "target"), "destination"),
    **dict.fromkeys(("prompt text", "text", "script", "words"), "prompt"),
    **dict.fromkeys(("retries",), "tries"),
    **dict.fromkeys(("timeout",), "wait"),
}
"""The headings that are understood, in small letters, each with its column."""

_HANG_UPS = ("hang up", "hangup", "hangs up", "end call", "ends the call")
_SPOKEN = re.compile(r"(ext|extension|voicemail|mailbox|queue)\.?\s*#?([0-9]+)", re.IGNORECASE)
_SPOKEN_TYPES = {"ext": "extension", "mailbox": "voicemail", "queue": "inbound_queue"}
_ADDRESS = re.compile(r"(?:(.*?) )?\(([^()|]+)\|\|([^()]*)\)|([^()|]+)\|\|([^()]*)", re.DOTALL)
_NAMED_ID = re.compile(r"(.*?) \(([^()]+)\)", re.DOTALL)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""The beginnings of a cell that a spreadsheet may take for a formula; a ' before them says that it is none."""


class SheetDestination(NamedTuple):
    """A destination with its name (empty: none), and what was assumed to read it so (empty: nothing)."""

    destination: Destination
    name: str = ""
    assumed: str = ""


class SheetRecording(NamedTuple):
    """A recording's id with its name; empty: none."""

    id: str
    name: str = ""


def protect_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unprotect_cell(cell: str) -> str:
    """Return the text of a cell."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def spell_destination(destination: Destination, name: str) -> str:
    """Return a destination as a cell: ``Booking desk (department||108000)``."""
    if destination == Destination(HANGUP, HANGUP_ID) and not name:
        return _HANG_UPS[0]
    text = f"{name} ({destination})" if name else str(destination)
    plain = text.isprintable() and parse_destination(text)[:2] == (destination, name)
    return text if plain else json.dumps([*destination, name])


def parse_destination(text: str) -> SheetDestination:
    """Return the destination of a cell that is not a menu's name.

    >>> parse_destination("ext 101").destination, parse_destination("Sales").destination
    (Destination(type='extension', id='101'), Destination(type='department', id='sales'))
    """
    text = text.strip()
    if text.lower() in _HANG_UPS:
        return SheetDestination(Destination(HANGUP, HANGUP_ID))
    parts = _json_texts(text, 3)
    if parts is not None:
        return SheetDestination(Destination(parts[0], parts[1]), parts[2])
    if (match := _ADDRESS.fullmatch(text)) is not None:
        name, kind, id, plain_kind, plain_id = match.groups()
        if kind is not None:
            return SheetDestination(Destination(kind.strip(), id.strip()), name or "")
        return SheetDestination(Destination(plain_kind.strip(), plain_id.strip()))
    if (match := _SPOKEN.fullmatch(text)) is not None:
        word = match.group(1).lower()
        return SheetDestination(Destination(_SPOKEN_TYPES.get(word, word), match.group(2)))
    if text.isdecimal() and text.isascii():
        return SheetDestination(Destination("extension", text), assumed=f"{text} is taken for an extension")
    assumed = f"{text!r} is no menu of the sheet, and is taken for a department of that name"
    return SheetDestination(Destination("department", slug_of(text) or "department"), text, assumed)


def spell_recording(id: str, name: str) -> str:
    """Return a recording as a cell: ``greeting (19549)``."""
    text = f"{name} ({id})" if name else id
    return text if text.isprintable() and parse_recording(text) == (id, name) else json.dumps([id, name])


def parse_recording(text: str) -> SheetRecording:
    """Return the recording of a cell."""
    text = text.strip()
    parts = _json_texts(text, 2)
    if parts is not None:
        return SheetRecording(parts[0], parts[1])
    match = _NAMED_ID.fullmatch(text)
    return SheetRecording(match.group(2), match.group(1)) if match else SheetRecording(text)


def _json_texts(text: str, number: int) -> list[str] | None:
    """Return the texts of a JSON list of so many; None where it is none."""
    if not text.startswith("["):
        return None
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list) and len(value) == number and all(isinstance(item, str) for item in value):
        return value
    return None
