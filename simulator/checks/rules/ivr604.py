"""Destination type that no document of the provider names.

## What it does

Reports a destination type that is in none of the provider's vocabularies (menus, responses, number routing).

## Why is it bad

A misspelt type is refused, or accepted and never connected. In the simulation the call ends there, whatever it is.

## Example

    invalid_destination_type: extention

## Use instead

    invalid_destination_type: extension

## Source

The provider's documents. They differ by endpoint, and the vocabulary is open: if a type works for you, ignore this
rule for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.catalogue_gaps import gaps
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import elsewhere
from simulator.checks.rule import FLOW_FILE, Finding, Item, Rule, Shared
from simulator.config.receptionist import Destination
from simulator.words.suggestion import suggest

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


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every destination that has an effect; with a pulled catalogue, IVR114 reports what is not in it."""
    missing = gaps(subject) if subject.flow.pulled else {}
    for key, place, destination in subject.every_destination():
        if destination.leads_back:
            continue  # no provider's, but flow.yaml's own; a plan says that it cannot be pushed
        if destination.type.lower() not in KNOWN and destination.canonical not in missing:
            hint = _suggest_type(destination)
            # the type is what has to change, so the finding stands there and not at the id
            at = (*place[:-1], str(place[-1]).removesuffix("id") + "type") if key else place
            item = Item(repr(destination.type), key or FLOW_FILE)
            shared = Shared(destination.type, item, partial(_write_message, hint))
            yield subject.finding(RULE, key, at, shared)


def _write_message(hint: str, items: Sequence[Item]) -> str:
    return f"{items[0].what}{elsewhere(items)} is not a destination type of the provider{hint}"


def _suggest_type(destination: Destination) -> str:
    """Say what is meant: a type that is spelt like it, or the type that stands in the place of the id."""
    if destination.id.lower() in KNOWN:
        return f"; type and id are swapped: write {destination.id} and {destination.type}"
    return suggest(destination.type, KNOWN, f"use {', '.join(KNOWN[:7])}, ...")
