"""Receptionist that no call can reach.

## What it does

Reports a receptionist that callers cannot get to: it is not the entry or one of the ``numbers``, and no key or
fall-back of a reachable receptionist leads to it. Nothing is reported for a provider's response, because any
receptionist in it may have a number of its own.

## Why is it bad

Somebody keeps its recordings up to date, and nobody ever hears them. More often it is the trace of a slip: the key
that should lead there leads somewhere else.

## Example

    entry: main
    receptionists: {main: main.yaml, billing: billing.yaml}   # nothing in main.yaml leads to billing

## Use instead

    # main.yaml
    entries:
      - {option: "2", destination_type: virtual_receptionist, destination_id: "@billing"}

## Source

No outside source: a fact about the flow, found on the graph of all its places and moves.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR101", "unreachable-receptionist", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for receptionists that no call reaches."""
    for key in subject.flow.receptionists:
        if key not in subject.reachable:
            message = (
                f"no call can reach {key}: no key, fall-back or number leads there; lead a key to it, or remove it"
            )
            yield subject.finding(RULE, key, ("name",), message)
