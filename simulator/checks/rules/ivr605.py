"""Hang-up with another id than 1.

## What it does

Reports a destination of type ``hangup`` whose id is not 1. ``--fix`` writes 1.

## Why is it bad

The provider's hang-up always has id 1; any other id is refused, or names something that does not exist.

## Example

    timeout_destination_type: hangup
    timeout_destination_id: "0"

## Use instead

    timeout_destination_type: hangup
    timeout_destination_id: "1"

## Source

The provider's documentation of destinations: ``hangup`` has id 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.receptionist import HANGUP_ID

RULE = Rule("IVR605", "hangup-id-is-not-1", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every hang-up."""
    for key, place, destination in subject.every_destination():
        if destination.hangs_up and destination.id != HANGUP_ID and destination.id.strip():
            name = subject.field_name(key, place)
            message = f"{name} of a hangup is {destination.id[:40]}; the provider's is always {HANGUP_ID}"
            yield subject.finding(RULE, key, place, message, fix=HANGUP_ID)
