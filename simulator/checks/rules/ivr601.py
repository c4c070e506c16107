"""Option that the provider's document does not show.

## What it does

Reports an option that is ``*``, ``#`` or longer than one digit.

## Why is it bad

The provider documents an option as a number and shows single digits only. Others may be refused, cut, or taken
otherwise: ``*`` and ``#`` have a meaning of their own in many engines.

## Example

    entries:
      - {option: "*", destination_type: virtual_receptionist, destination_id: "@main"}

## Use instead

    entries:
      - {option: "9", destination_type: virtual_receptionist, destination_id: "@main"}

## Source

The provider's documentation of ``entries[].option`` (a number). Against it: W3C COGA reserves ``*`` for the way
back. Which of the two weighs more is yours to say; try it with one call, then ignore this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject

RULE = Rule("IVR601", "undocumented-option", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at every option."""
    for key, menu in subject.menus():
        for index, option in enumerate(menu.options):
            if len(option) > 1 or option in "*#":
                message = f"option {option} is not what the provider's document shows, which is one digit"
                yield subject.finding(
                    RULE, key, ("entries", index, "option"), f"{message}; try it before you rely on it"
                )
