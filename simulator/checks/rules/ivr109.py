"""Entry leads straight back to the menu it is in.

## What it does

Reports an entry of a menu whose destination is that menu itself.

## Why is it bad

The caller presses the key and hears the menu from its beginning, with fresh counters. Silence is enough to hear the
options again, and a caller who takes this key for the way to a person goes round for as long as they believe in it.
It is usually a slip: a copied line whose destination was not changed.

## Example

    # main.yaml
    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: "9", destination_type: virtual_receptionist, destination_id: "@main"}

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: "9", destination_type: extension, destination_id: "2001"}

Where a key is meant to repeat the menu, say so in its greeting: an entry whose label in the script mentions hearing
the options again is not reported. Where the greeting has no script, silence the finding on the entry's line:

    # ivrsim: ignore IVR109 because the greeting offers 9 to hear the options again

## Source

W3C, Making Content Usable for People with Cognitive and Learning Disabilities, section on voice menus:
callers must be able to hear the options again. It asks for the repeat, not for a key; so this rule is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.spoken_scripts import repeat_keys

RULE = Rule("IVR109", "entry-leads-back-to-its-menu", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every entry of every menu."""
    for key, menu in subject.menus():
        repeats = repeat_keys(subject.flow, menu)
        for index, entry in enumerate(menu.entries or ()):
            # a key that the greeting offers for hearing the options again is meant to lead back
            if subject.flow.receptionist_for(entry.destination) == key and entry.option not in repeats:
                back = f"key {entry.option} leads straight back to {key}, the menu it is in"
                place = ("entries", index, "destination_id")
                yield subject.finding(RULE, key, place, f"{back}; lead it somewhere else, or remove it")
