"""Option is listed twice.

## What it does

Explains what loading says of two entries of a menu with the same keys (``1`` and ``"1"`` are alike). It is not
looked for here: such a flow does not load, and every command says so with the line (exit code 2).

## Why is it bad

Only one of the two can be meant, and which one the provider keeps is not documented.

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

from simulator.checks.rule import CheckedFlow, Finding, Rule

RULE = Rule("IVR107", "option-listed-twice", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Find nothing: loading refuses such a menu."""
    return iter(())
