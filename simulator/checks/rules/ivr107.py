"""Option is listed twice.

## What it does

Explains an error that loading reports: two entries of a menu have the same keys (``1`` and ``"1"`` are the same).
``ivrsim check`` does not look for it, because such a flow does not load: every command names the line and ends with
exit code 2.

## Why is it bad

Only one of the two can work, and no document says which one the provider keeps.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: 1, destination_type: extension, destination_id: "2001"}

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: "2", destination_type: extension, destination_id: "2001"}

## Source

No outside source: a fact about the menu.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR107", "option-listed-twice", "error")
BY_LOADING = True
"""Loading reports it, so that no comment silences it."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Find nothing: loading refuses such a menu."""
    return iter(())
