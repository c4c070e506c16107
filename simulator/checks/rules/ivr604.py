"""Destination type that no document of the provider names.

## What it does

Reports a destination type that is in none of the provider's vocabularies (menus, answers, number routing).

## Why is it bad

A misspelt type is refused, or taken and never connected. In the simulation the call ends there, whatever it is.

## Example

    invalid_destination_type: extention

## Use instead

    invalid_destination_type: extension

## Source

The provider's documents. They differ by endpoint and the vocabulary is open: a type that works for you may be
ignored here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.base import Finding, Item, Rule, Shared, Subject
from simulator.checks.merging import elsewhere
from simulator.errors import nearest

RULE = Rule("IVR604", "unknown-destination-type", "warning")


KNOWN = (
    "extension",
    "voicemail",
    "department",
    "timegroup",
    "ivr",
    "time_condition",
    "hangup",
    "virtual_receptionist",
    "ringgroup",
    "agent",
    "agent_extension",
    "auto_attend",
    "auto_attendant",
    "inbound_queue",
    "dialer_queue",
    "api_dialplan",
    "custom_dialplan",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Look at every destination that has an effect."""
    for key in subject.flow.receptionists:
        for place, destination in subject.destination_places(key):
            if destination.type.lower() not in KNOWN:
                near = nearest(destination.type, KNOWN)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(KNOWN[:7])}, ..."
                at = (*place[:-1], str(place[-1]).removesuffix("id") + "type")
                shared = Shared(destination.type, Item(repr(destination.type), key), partial(_message, hint))
                yield subject.finding(RULE, key, at, shared)


def _message(hint: str, items: Sequence[Item]) -> str:
    return f"{items[0].what}{elsewhere(items)} is no destination type of the provider; {hint}"
