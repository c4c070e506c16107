"""A configured key that the greeting never announces.

## What it does

Reports an entry whose key the script of the menu's greeting does not offer. Where the script names the number
(or star, or hash) in any other way, nothing is said: the reader may have missed the offer. A menu whose greeting
has no script is left alone (IVR507), and so is one without a greeting (IVR302). Codes of several keys that lead to
extensions are announced together, by "if you know the extension, dial it at any time". What only a retry recording
announces counts as not announced: most callers never hear it.

## Why is it bad

Nobody can know the key. Either the option is new and the recording is old, or it is kept for the initiated, who
are few, while everybody else can get there by a slip.

## Example

    # greeting: "For sales, press 1."
    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: department, destination_id: "@Support"}

## Use instead

Say it in the greeting, or take the entry out:

    script: "For sales, press 1. For support, press 2."

Where a key is meant to be known to few, silence the finding on the entry's line, with that reason.

## Source

This project's own: what is announced and what is configured must agree. How well the scripts are read was
measured: see the docstring of ``simulator.checks.scripts.reader``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.base import Finding, Item, Rule, Shared, Subject
from simulator.checks.layout import is_extension
from simulator.checks.merging import codes
from simulator.checks.spoken import greetings, offers_extensions

RULE = Rule("IVR304", "key-that-the-greeting-never-announces", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look for every key in the greeting's script."""
    for key, menu, id, reading in greetings(subject):
        greeting = f"{subject.names.recording(id)}, the greeting of {key}"
        dialled = offers_extensions(subject.flow, id)
        for index, entry in enumerate(menu.entries or ()):
            if dialled and is_extension(entry):
                continue
            if entry.option not in reading.keys and entry.option not in reading.named:
                shared = Shared(key, Item(entry.option, key), partial(_message, greeting))
                yield subject.finding(RULE, key, ("entries", index, "option"), shared)


def _message(greeting: str, items: Sequence[Item]) -> str:
    key, it, entry = ("key", "it", "entry") if len(items) == 1 else ("keys", "them", "entries")
    options = codes(item.what for item in items)
    return f"{greeting}, never announces {key} {options}: say {it} there, or take the {entry} out"
