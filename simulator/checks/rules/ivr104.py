"""Destination that does not name a receptionist of the flow.

## What it does

Reports a destination whose type means a receptionist (virtual_receptionist, ivr, auto_attendant) and whose id is
neither the key nor the id of one in the flow. If you mean a receptionist outside the flow, say so in the catalogue
(``destinations: {ivr||7927: {answers: menu}}``), and it is no longer reported.

## Why is it bad

The provider may refuse the menu, or accept it and drop every call that gets there. In a simulation the call ends
where in reality another menu might answer.

## Example

    entries:
      - {option: "2", destination_type: virtual_receptionist, destination_id: "7927"}   # deleted last year

## Use instead

    entries:
      - {option: "2", destination_type: virtual_receptionist, destination_id: "@billing"}

## Source

No outside source: a fact about the flow.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.catalogue_gaps import same_id
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.receptionist import Destination
from simulator.words.phrases import list_first
from simulator.words.suggestion import suggest

RULE = Rule("IVR104", "destination-names-no-receptionist", "error")


NAMED = 5
COMPARED = 1000
"""The largest flow whose names are compared with a wrong one; in a larger one that takes too long."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every destination that means a receptionist."""
    flow = subject.flow
    for key, place, destination in subject.every_destination():
        if not destination.names_receptionist or not destination.id.strip():
            continue
        if flow.receptionist_for(destination) is None and destination.canonical not in flow.destinations:
            yield subject.finding(RULE, key, place, _write_message(subject, destination))


def _write_message(subject: CheckedFlow, destination: Destination) -> str:
    receptionists = list(subject.flow.receptionists)
    compared = receptionists if len(receptionists) <= COMPARED else ()
    hint = suggest(destination.id, compared, f"use one of {list_first(receptionists, NAMED)}")
    # the same id under another type is a surer sign of what is meant than a similar name
    others = [str(twin) for twin in same_id(subject, destination)]
    if others:
        hint = f"; the catalogue has {others[0]}: did you mean that?"
    return f"{destination} does not name a receptionist of this flow{hint}"
