"""Keys of a menu leave gaps, or do not ascend.

## What it does

Reads the one-digit entries in the order of the file and reports a menu whose keys are not 1, 2, 3 and so on: a
number is left out, or a smaller key comes after a greater one. 0, ``*``, ``#`` and codes of several keys do not
count; neither does 9 if it ends the call or leads back, because those keys are reserved by custom. IVR305 judges
the order in which the greeting announces them.

## Why is it bad

People count along while they listen. After 1 and 2 they expect 3. If it is missing they think that they have
misheard, or that something is kept from them, and press it.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "4", destination_type: department, destination_id: "@Support"}
      - {option: "2", destination_type: department, destination_id: "@Accounts"}

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: department, destination_id: "@Support"}
      - {option: "3", destination_type: department, destination_id: "@Accounts"}

If regular callers know a key by heart, keep it, and silence the finding with that reason.

## Source

ISO/IEC 13714 (in its published summary): options in ascending order of their numbers, without gaps; 0 for
help or an operator; 9, where possible, to hang up.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import MenuLevels, checked_target
from simulator.checks.rule import Finding, Rule
from simulator.config.receptionist import Entry, Receptionist

RULE = Rule("IVR406", "keys-with-gaps-or-out-of-order", "warning")

_DIGITS = frozenset("123456789")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Read the keys of every menu in their order."""
    layout = subject.levels
    for key, menu in subject.menus():
        places = _counted_keys(layout, key, menu)
        keys = [number for number, _ in places]
        missing = [number for number in range(1, max(keys, default=0)) if number not in keys]
        if missing:
            index = next(index for number, index in places if number > missing[0])
            after = f"after {missing[0] - 1} comes" if missing[0] > 1 else "the first key is"
            greater = min(number for number in keys if number > missing[0])
            message = f"the keys of {key} leave a gap: {after} {greater}; callers count along, and press {missing[0]}"
            cause = ("announced key", key, str(missing[0]))
            yield subject.finding(
                RULE, key, ("entries", index, "option"), f"{message}: number them 1, 2, 3 and so on", cause=cause
            )
            continue
        for (before, _), (number, index) in pairwise(places):
            if number < before:
                descends = f"the keys of {key} do not ascend: {number} comes after {before}"
                message = f"{descends}; list them in ascending order"
                yield subject.finding(RULE, key, ("entries", index, "option"), message, cause=("order of keys", key))
                break


def _counted_keys(layout: MenuLevels, key: str, menu: Receptionist) -> list[tuple[int, int]]:
    """The keys along which callers count, each with the place of its entry, in the order of the file."""
    return [
        (int(entry.option), index)
        for index, entry in enumerate(menu.entries or ())
        if entry.option in _DIGITS and (entry.option != "9" or not _is_kept(layout, key, entry))
    ]


def _is_kept(layout: MenuLevels, key: str, entry: Entry) -> bool:
    """Return whether this is the 9 that ends the call, repeats the menu, or leads back."""
    menu, end = checked_target(layout.subject, entry.destination)
    if menu is None:
        return end.hangs_up
    return menu == key or (key in layout.levels and layout.leads_back(key, menu))
