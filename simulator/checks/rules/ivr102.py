"""Silent caller never gets out.

## What it does

Reports a cycle of receptionists in which a caller who does nothing goes round forever, once all retries are used
up. It may be a single menu whose time-out destination is itself, or a circle of several. Only receptionists that a
call can reach are considered.

## Why is it bad

Callers who cannot press keys (an old telephone, an unsteady hand, a child, an alarm system) never get to anybody,
and the line stays busy until they give up. A call that nobody ends may be billed for hours.

## Example

    # main.yaml
    timeout_retries: 2
    timeout_destination_type: virtual_receptionist
    timeout_destination_id: "@main"

## Use instead

    timeout_destination_type: extension
    timeout_destination_id: "2001"         # a person

## Source

W3C, Making Content Usable for People with Cognitive and Learning Disabilities (voice menus): an error leads to
a person, never into a circle. That nobody gets out is proved over every place of the flow, not sampled.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.loop_findings import cycle_words, loops_of_kind
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR102", "silent-caller-never-gets-out", "error")


INSTEAD = "send such callers to a person or a voicemail instead"


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the cycles that such callers are caught in."""
    for loop in loops_of_kind(subject, "silent"):
        cycle = cycle_words(subject, loop)
        message = f"a caller who stays silent goes round forever: {cycle}; {INSTEAD}"
        yield subject.finding(RULE, loop.receptionists[0], (loop.fields[0],), message)
