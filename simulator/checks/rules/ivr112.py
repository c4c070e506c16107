"""Receptionists that go round without a pause.

## What it does

Reports a cycle of receptionists that a call runs through without any time passing: singles without a greeting that
forward to each other, or menus that give up at once.

## Why is it bad

No key ends it and nothing slows it down: the engine goes round as fast as it can until it cuts the call off or runs
out of memory.

## Example

    # one.yaml                                    # two.yaml
    destination_type: single                      destination_type: single
    forward_destination_type: virtual_receptionist  forward_destination_type: virtual_receptionist
    forward_destination_id: "@two"                forward_destination_id: "@one"

## Use instead

    # two.yaml
    destination_type: single
    forward_destination_type: department
    forward_destination_id: "108000"

## Source

No outside source: a fact about the flow, found on the graph of all its places and moves.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.loop_findings import cycle_words, loops_of_kind
from simulator.checks.rule import CheckedFlow, Finding, Rule

RULE = Rule("IVR112", "round-without-a-wait", "error")


INSTEAD = "play a greeting, or lead callers somewhere else"


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the cycles that such callers are caught in."""
    for loop in loops_of_kind(subject, "zero-time"):
        cycle = cycle_words(subject, loop)
        # no caller is named: nobody can press a key where no time passes
        message = f"calls go round here without a pause: {cycle}; {INSTEAD}"
        yield subject.finding(RULE, loop.receptionists[0], (loop.fields[0],), message)
