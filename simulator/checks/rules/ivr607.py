"""Name or description is longer than its column.

## What it does

Reports a name of more than 50 characters and a description of more than 150.

## Why is it bad

The engine behind such menus stores them in columns of that width: longer text is cut off or refused, and two names
that differ only at the end become the same.

## Example

    name: Main menu of the head office, by day, until the new number is live

## Use instead

    name: Main menu, by day

## Source

FreePBX' IVR module: columns ``name`` varchar(50) and ``description`` varchar(150). The provider's document
gives no limits.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR607", "name-too-long", "warning")


COLUMNS = (("name", 50), ("description", 150))


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Measure names and descriptions."""
    for key, item in subject.flow.receptionists.items():
        for field, most in COLUMNS:
            length = len(getattr(item, field))
            if length > most:
                message = f"{subject.field_name(key, (field,))} has {length:,} characters; more than {most} may be cut"
                yield subject.finding(RULE, key, (field,), message)
