"""The script says that the menu has changed.

## What it does

Reports a recording that is used and whose script says that the menu or its options have changed.

## Why is it bad

It is true for a few weeks, for people who know the menu by heart. Everybody else, for years, waits for it to end
before the first option comes. It does not make people listen: they have heard it everywhere.

## Example

    script: "Please listen carefully, as our menu options have changed. For sales, press 1."

## Use instead

    script: "For sales, press 1."

## Source

Avaya's guidance on menus: only after a change, and not for long. Since nobody can see from a flow when it
changed, this is a reminder; while it is true, silence it with the date until which it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import first_phrase, heard_scripts, script_field

RULE = Rule("IVR311", "menu-has-changed", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for the phrase in every script that is used."""
    for script in heard_scripts(subject):
        phrase = first_phrase(script.recording.script, script.language.changed)
        if phrase:
            shared = Shared(phrase, Item(script.name, script.id), partial(_write_message, phrase))
            yield subject.recording_finding(RULE, script.id, script_field(script.recording), shared)


def _write_message(phrase: str, items: Sequence[Item]) -> str:
    says = f"{join_names(item.what for item in items)} {'says' if len(items) == 1 else 'say'}"
    advice = "drop it once the change is a few weeks old"
    return f'{says} "{phrase}", and every caller waits for it: {advice}'
