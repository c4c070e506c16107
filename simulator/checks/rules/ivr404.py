"""Menu without an operator on 0.

## What it does

Reports a menu that has entries but none for the key 0. IVR405 judges where 0 leads.

## Why is it bad

0 is the key that people press when they are lost: it means the operator in most menus that they have ever called.
If it is not an option it counts as a wrong key, and the last wrong key ends the menu.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: department, destination_id: "@Support"}

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: department, destination_id: "@Support"}
      - {option: "0", destination_type: extension, destination_id: "@Reception"}

## Source

ISO/IEC 13714 (in its published summary): where possible 0 gives help or an operator. W3C, Cognitive
Accessibility Design Pattern *Let Users Avoid Navigating Voice Menus*: a reserved digit, such as 0, that
leads to a person at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR404", "no-operator-on-0", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for 0 in every menu."""
    for key, menu in subject.menus():
        if menu.entries and "0" not in menu.own_options:
            yield subject.finding(
                RULE, key, ("entries",), Shared("", Item("", key), _write_message), cause=("operator", key)
            )


def _write_message(items: Sequence[Item]) -> str:
    has = "has" if len(items) == 1 else "have"
    return f"{menus(items)} {has} no option 0; callers who are lost press 0 for a person: lead it to one"
