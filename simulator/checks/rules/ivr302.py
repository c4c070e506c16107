"""Menu without a greeting.

## What it does

Reports a menu that has entries but no greeting (``recording`` is absent, empty or 0).

## Why is it bad

Callers hear nothing and are expected to press something. They take the line for dead and hang up; those who wait
get the first retry recording, if there is one.

## Example

    name: Main menu
    destination_type: multiple
    recording: null

## Use instead

    recording: "19549"

## Source

provider-api.md of this project: the provider's document lists ``recording`` as required. ISO/IEC 13714 (in its
published summary): every prompt for keys names the choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR302", "menu-without-a-greeting", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every menu's greeting."""
    for key, menu in subject.menus():
        if menu.entries and menu.greeting is None and menu.engine.switch is None:  # FreeSWITCH waits for no key: IVR117
            yield subject.finding(RULE, key, ("greeting",), Shared("", Item("", key), _write_message))


def _write_message(items: Sequence[Item]) -> str:
    has, its, it = ("has", "its", "it") if len(items) == 1 else ("have", "their", "each")
    return f"{menus(items)} {has} no greeting: callers hear nothing and cannot know {its} keys; give {it} a recording"
