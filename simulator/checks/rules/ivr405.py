"""Key 0 does not lead to a person.

## What it does

Reports an entry 0 that leads to a menu, to a voicemail, to a hang-up, or to a destination where, as the catalogue
says, a machine, a menu or nobody answers. Announcements on the way are passed through. A destination without
``answers`` counts as perhaps a person, unless its type is voicemail.

## Why is it bad

People press 0 for an operator, often before the greeting has ended. If anything else answers, they do not know
where they are.

## Example

    - {option: "0", destination_type: virtual_receptionist, destination_id: "@opening-hours"}

## Use instead

    - {option: "4", destination_type: virtual_receptionist, destination_id: "@opening-hours"}
    - {option: "0", destination_type: extension, destination_id: "@Reception"}

## Source

ISO/IEC 13714 (in its published summary): where possible 0 gives help or an operator. W3C, Cognitive
Accessibility Design Pattern *Let Users Avoid Navigating Voice Menus*: a reserved digit, such as 0, that goes
directly to a person. The two differ in *help*: the standard would also allow a help menu on 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR405", "0-is-not-the-operator", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look where 0 leads in every menu."""
    from simulator.checks.menu_levels import eventual_target, is_operator

    flow = subject.flow
    for key, menu in subject.menus():
        for index, entry in enumerate(menu.entries or ()):
            if entry.option != "0" or is_operator(flow, entry.destination):
                continue
            end = eventual_target(flow, entry.destination)
            if end.menu is None and end.destination.names_receptionist:
                continue  # it leads nowhere: IVR104
            there = subject.names.destination_name(end.destination)
            shared = Shared(there, Item("0", key), partial(_write_message, there))
            yield subject.finding(RULE, key, ("entries", index, "destination_id"), shared, cause=("operator", key))


def _write_message(there: str, items: Sequence[Item]) -> str:
    return (
        f"0 in {menus(items)} leads to {there}, not to a person; "
        "callers press 0 for an operator: lead 0 to one, and move this to another key"
    )
