"""Return has no menu to go back to.

## What it does

Looks for menus and announcements that lead back to the menu that a call came from (``return||1``, or ``return_after``)
although no call comes to them from a menu.

## Why is it bad

A choice of ``return||1`` then drops the call, and after the last mistake the call goes to the fall-back destination
after all. It works as soon as some menu leads there, so it looks right on the screen, and callers find out.

## Example

    entry: main
    receptionists:
      main:
        entries:
          - {option: "0", destination_type: return, destination_id: "1"}

## Use instead

    main:
      entries:
        - {option: "0", destination_type: virtual_receptionist, destination_id: "@main"}

## Source

FreePBX's ivr module: an entry with "return" goes to its destination where the call was entered from no menu.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.menu_engine import any_returns, can_return

RULE = Rule("IVR119", "return-leads-nowhere", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every receptionist that returns and that calls come to."""
    items = subject.flow.receptionists
    if not any_returns(items.values()):
        return
    survey = subject.survey
    came_from_menus = {survey.origin_of(key) for key in survey.reachable if survey.has_way_back(key)}
    for key, item in items.items():
        if can_return(item) and key in subject.reachable and key not in came_from_menus:
            field = "entries" if item.is_menu else "forward_destination_id"
            yield subject.finding(RULE, key, (field,), Shared("", Item("", key), _write_message))


def _write_message(items: Sequence[Item]) -> str:
    return f"{menus(items)} leads back to the menu that a call came from, but no call comes there from a menu"
