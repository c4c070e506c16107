"""Option that the provider's document does not show.

## What it does

Reports an option that is ``*``, ``#`` or longer than one digit.

## Why is it bad

The provider documents an option as a number and shows single digits only. Other options may be refused, cut off, or
understood differently: ``*`` and ``#`` have a meaning of their own in many engines.

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

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu, elsewhere
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR601", "undocumented-option", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every option."""
    for key, menu in subject.menus():
        for index, option in enumerate(menu.own_options):
            if len(option) > 1 or option in "*#":
                shared = Shared("", Item(option, key), _write_message)
                yield subject.finding(RULE, key, ("entries", index, "option"), shared, cause=("option", key, option))


def _write_message(items: Sequence[Item]) -> str:
    what, it = f"option {items[0].what}{elsewhere(items)} is", "it"
    if len({item.what for item in items}) > 1:
        what, it = f"options {by_menu(items)} are", "them"
    return f"{what} not documented by the provider, which shows single digits; try {it} before you rely on {it}"
