"""Receptionist that no call can reach.

## What it does

Reports a receptionist to which no caller comes: neither the entry nor a number of ``numbers`` is it
or leads to it, over any choice and any mistake. In a provider's answer nothing is reported, because any of its
receptionists may have a number of its own.

## Why is it bad

Its recordings are paid for and kept up to date for nobody. More often it is the trace of a slip: the key that
was to lead there leads elsewhere.

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

from simulator.checks.rule import CheckedFlow, Finding, Rule

RULE = Rule("IVR101", "unreachable-receptionist", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for receptionists that are behind no way in."""
    for key in subject.flow.receptionists:
        if key not in subject.reachable:
            message = (
                f"no call can reach {key}: no choice, no mistake and no number leads there; lead to it, or remove it"
            )
            yield subject.finding(RULE, key, ("name",), message)
