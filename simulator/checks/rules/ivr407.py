"""No way back from a nested menu.

## What it does

Reports a menu that callers reach through another one, counted as in IVR402, if none of its keys leads back. A way
back leads to a menu that callers have come through; where several menus lead here, to one of those or to the first
menu. Any key will do; ``*`` is the usual one, but the provider does not document it (IVR601). A key that leads to
the menu itself or to another branch is not a way back, and neither is the end of the retries.

## Why is it bad

A caller who took the wrong branch can only hang up, call again, and hear everything once more.

## Example

    # billing.yaml, which key 2 of main leads to
    entries:
      - {option: "1", destination_type: department, destination_id: "@Bill payments"}
      - {option: "0", destination_type: extension, destination_id: "@Reception"}

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "@Bill payments"}
      - {option: "2", destination_type: virtual_receptionist, destination_id: "@main"}  # the way back
      - {option: "0", destination_type: extension, destination_id: "@Reception"}

and say so in its greeting.

## Source

ISO/IEC 13714 (in its published summary): ``*`` stops what is going on and takes the caller one or more
steps back. Others keep 9 for it, for which the standard has the hang-up; so this rule asks for the way, not
for the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import MenuLevels
from simulator.checks.merging import join_names, menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR407", "no-way-back", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for a way back in every menu that callers reach through another."""
    layout = subject.levels
    for key, menu in subject.menus():
        before = layout.levels[key].before if key in layout.levels else None
        if not menu.entries or before is None:
            continue
        if any(entry.destination.leads_back for entry in menu.entries):
            continue
        if not any(layout.leads_back(key, target) for _, target in layout.menu_choices(key)):
            shared = Shared("", Item(before, key), partial(_write_message, layout))
            yield subject.finding(RULE, key, ("entries",), shared)


def _write_message(layout: MenuLevels, items: Sequence[Item]) -> str:
    if len(items) == 1:
        before, key = items[0]
        return (
            f"no key of {key} leads back (callers come by {layout.path_words(key)}); a caller who took a wrong turn "
            f"can only hang up: give it a key that leads to {before}"
        )
    befores = {item.what for item in items}
    there = items[0].what if len(befores) == 1 else "the menu before it"
    ways = menus(items) if len(befores) == 1 else join_names(f"{item.where} (after {item.what})" for item in items)
    return (
        f"no key of {ways} leads back; a caller who took a wrong turn can only hang up: "
        f"give each a key that leads to {there}"
    )
