"""Menu of FreeSWITCH without a greeting waits for no key.

## What it does

Under ``freeswitch`` and ``fusionpbx``, reports a menu with entries that has no greeting (``recording``, greet-long).

## Why is it bad

The engine collects keys while it plays something. With nothing to play it does not wait at all: each turn is a wrong
key at once, and after max-failures of them, in no time, the menu ends. Nobody can choose anything. (With a
``greet_short`` only the first turn is lost.)

## Example

    recording: null
    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}

## Use instead

    recording: "@greeting"           # a second of silence does, where a recording before the menu says it all

## Source

switch_ivr_menu.c 339-341 and 657-667 (signalwire/freeswitch cc93a683), measured on a real FreeSWITCH.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR117", "no-greeting-no-wait", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the greeting of every menu that FreeSWITCH runs."""
    for key, menu in subject.menus():
        if menu.engine.switch is not None and menu.entries and menu.greeting is None:
            yield subject.finding(RULE, key, ("greeting",), Shared("", Item("", key), _write_message))


def _write_message(items: Sequence[Item]) -> str:
    has, it_ends, it = ("has", "it ends", "it") if len(items) == 1 else ("have", "they end", "each")
    waits = "FreeSWITCH then waits for no key: callers can choose nothing"
    return f"{menus(items)} {has} no greeting, and {waits}, and {it_ends} at once; give {it} a recording"
