"""Destinations as FreePBX writes them (``context,extension,priority``) -> destinations of a flow."""

from __future__ import annotations

import re
from typing import Literal

from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination
from simulator.config.value_rules import UNKNOWN
from simulator.fast_classes import NamedTuple

MENU_TYPE = "virtual_receptionist"
"""The type of the destinations that are receptionists of the flow."""

Table = Literal["ivr", "announcement", "time condition", "ring group", "extension", ""]
"""The table that has what a destination names; empty: none that an import reads."""

_PATTERNS: tuple[tuple[str, str, Table], ...] = (
    (r"ivr-([0-9]+),[^,]*,[^,]+", MENU_TYPE, "ivr"),
    (r"app-announcement-([0-9]+),[^,]*,[^,]+", MENU_TYPE, "announcement"),
    (r"timeconditions,([0-9]+),[^,]+", "time_condition", "time condition"),
    (r"ext-group,([0-9]+),[^,]+", "department", "ring group"),
    (r"from-did-direct,([0-9]+),[^,]+", "extension", "extension"),
    (r"ext-local,vm[busi]([0-9]+),[^,]+", "voicemail", ""),
    (r"ext-queues,([0-9]+),[^,]+", "inbound_queue", ""),
)
_VOICEMAIL = {"b": "busy", "u": "unavailable", "s": "no message", "i": "instructions only"}
_ENDS = ("congestion", "busy", "zapateller", "musiconhold", "ring", "no-service")
NOWHERE = Destination("extension", "")
"""Where an empty destination leads: nowhere, and the call drops."""

UNKNOWN_TYPE = "custom_dialplan"
"""The type of what lies in a context that is not known: calls may go on from there."""


class ReadDestination(NamedTuple):
    """A destination of the flow, the table and the id of what it names, and what is to be said of it."""

    destination: Destination
    table: Table = ""
    id: str = ""
    note: str = ""
    noticeable: bool = False


def announcement_id(id: str) -> str:
    """Return the id of an announcement as a receptionist: IVRs have numbers of their own."""
    return f"announcement-{id}"


def group_message_id(id: str) -> str:
    """Return the id of the receptionist that plays what callers hear before a ring group rings."""
    return f"ring-group-{id}-message"


def read_destination(written: str) -> ReadDestination:
    """Return what a destination means.

    >>> read_destination("ext-group,600,1").destination
    Destination(type='department', id='600')
    """
    if not written:
        return ReadDestination(NOWHERE, note="it is empty, so the call drops there")
    for pattern, kind, table in _PATTERNS:
        match = re.fullmatch(pattern, written, re.ASCII)
        if match is None:
            continue
        id = match.group(1)
        if kind == "voicemail":
            message = _VOICEMAIL[written.partition(",vm")[2][:1]]
            return ReadDestination(
                Destination(kind, id), note=f"the mailbox; its greeting there ({message}) is not kept"
            )
        return ReadDestination(Destination(kind, announcement_id(id) if table == "announcement" else id), table, id)
    context, _, rest = written.partition(",")
    name = rest.partition(",")[0]
    if context == "app-blackhole" and name == "hangup":
        return ReadDestination(Destination(HANGUP, HANGUP_ID))
    if context == "app-blackhole" and name in _ENDS:
        return ReadDestination(Destination("app-blackhole", name))
    id = written.replace("||", "|").lstrip("@")  # which a flow takes for the beginning of a name
    id = id if id not in ("", UNKNOWN) else f"context {id}"
    note = f"ivrsim does not know the context {context[:60]}: the call ends there, as far as the flow knows"
    return ReadDestination(Destination(UNKNOWN_TYPE, id), note=note, noticeable=True)
