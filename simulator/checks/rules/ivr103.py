"""Caller who only presses wrong keys never gets out.

## What it does

Reports a cycle of receptionists in which a caller who only presses keys that are not entries goes round forever,
once all retries are used up. Only receptionists that a call can reach are considered.

## Why is it bad

A caller who misunderstands the menu never gets to anybody. The retries look like a way out, but each round starts
them afresh.

## Example

    # main.yaml
    incorrect_count: 2
    invalid_destination_type: virtual_receptionist
    invalid_destination_id: "@main"

## Use instead

    invalid_destination_type: extension
    invalid_destination_id: "2001"         # a person

## Source

W3C, Making Content Usable for People with Cognitive and Learning Disabilities (voice menus): an error leads to
a person, never into a circle. That nobody gets out is proved over every place of the flow, not sampled.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.loop_findings import cycle_words, loops_of_kind
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR103", "wrong-keys-never-get-out", "error")


INSTEAD = "send such callers to a person or a voicemail instead"


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the cycles that such callers are caught in."""
    for loop in loops_of_kind(subject, "wrong-keys"):
        cycle = cycle_words(subject, loop)
        message = f"a caller who presses only wrong keys goes round forever: {cycle}; {INSTEAD}"
        yield subject.finding(RULE, loop.receptionists[0], (loop.fields[0],), message)
