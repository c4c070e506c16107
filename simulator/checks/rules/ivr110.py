"""Menu with no entries.

## What it does

Reports a ``multiple`` whose list of entries is empty.

## Why is it bad

Every key is wrong. Callers hear the greeting, press whatever they like, and end up at a fall-back.

## Example

    destination_type: multiple
    entries: []

## Use instead

    destination_type: single
    forward_destination_type: extension
    forward_destination_id: "2001"

## Source

The provider's document requires entries for ``multiple``; that they may not be empty follows from what they are
for.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR110", "menu-without-entries", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for menus in which nothing can be chosen."""
    for key, menu in subject.menus():
        if not menu.entries:
            message = f"{key} is a menu without entries, so every key is wrong; add entries, or make it a single"
            yield subject.finding(RULE, key, ("entries",), message)
