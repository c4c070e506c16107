"""Schedule that is never closed.

## What it does

Reports a schedule that is open at every moment of every day, holidays included. A schedule that is open around the
clock but closed on holidays is not reported, nor is a switch.

## Why is it bad

The closed branch is never taken, so its recordings and the people who should answer there are never used. Usually a
line covers more than was meant, such as ``daily 00:00-24:00``.

## Example

    schedules:
      office:
        open: ["daily 00:00-24:00"]

## Use instead

    schedules:
      office:
        open: ["Mon-Fri 09:00-17:00"]

If you are open at all hours, lead calls to the open branch without asking a schedule.

## Source

No outside source: a fact about the schedule.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.schedule_hours import timed_schedules

RULE = Rule("IVR702", "schedule-never-closed", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Ask every schedule for its answers."""
    for schedule, answers in timed_schedules(subject.flow):
        if answers == {"open"}:
            message = (
                f"{schedule.key} is open at all times, so its closed branch is never taken; "
                "limit its hours, or lead calls to the open branch without asking it"
            )
            yield subject.document_finding(RULE, ("schedules", schedule.key, "open"), message)
