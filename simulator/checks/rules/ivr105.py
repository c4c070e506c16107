"""Destination id is blank.

## What it does

Reports a destination whose id is empty text (``""``) or only spaces.

## Why is it bad

The engine goes to a place without a name, and the call is dropped there. The field looks filled in, so neither the
provider's form nor a review notices.

## Example

    timeout_destination_type: extension
    timeout_destination_id: ""

## Use instead

    timeout_destination_type: extension
    timeout_destination_id: "2001"

## Source

FreePBX issue tracker #767: a Goto with a blank destination kills the call.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR105", "blank-destination", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every destination that has an effect."""
    for key, place, destination in subject.every_destination():
        if not destination.id.strip():
            blank = f"{subject.field_name(key, place)} is blank, so a call sent there is dropped"
            message = f"{blank}; write the id of the {destination.type}"
            yield subject.finding(RULE, key, place, message)
