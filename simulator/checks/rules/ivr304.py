"""A configured key that the greeting never announces.

## What it does

Reports an entry whose key the script of the menu's greeting does not offer, and an entry whose key the script says
is not available ("option 3 is no longer available"). A key that only a retry recording announces counts as not
announced, because most callers never hear it.

Not reported: a key whose number (or star, or hash) the script mentions in any other way, because the reader may
have missed the offer; a menu whose greeting has no script (IVR507), or without a greeting (IVR302); and extension
numbers if the script says "if you know the extension, dial it at any time", which announces them all.

Scripts are read in English, French, German, Hindi (in Devanagari and in Latin letters), Portuguese and Spanish,
sentence by sentence. A greeting with any part in another language is skipped (IVR314), because the key may be
announced there.

## Why is it bad

Nobody can know the key. Either the option is new and the recording is old, or the key is kept for the few who know
it, while everybody else can get there by a slip.

## Example

    # greeting: "For sales, press 1."
    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: department, destination_id: "@Support"}

## Use instead

Announce it in the greeting, or remove the entry:

    script: "For sales, press 1. For support, press 2."

If only a few people should know the key, silence the finding on the entry's line, with that reason.

## Source

This project's own: what is announced and what is configured must agree. How well the scripts are read was
measured: see the docstring of ``simulator.checks.scripts.reader``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import is_extension
from simulator.checks.merging import codes
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import menu_greetings, offers_extensions

RULE = Rule("IVR304", "key-that-the-greeting-never-announces", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for every key in the greeting's script."""
    for key, menu, id, reading in menu_greetings(subject):
        greeting = f"{subject.names.recording_name(id)}, the greeting of {key}"
        dialled = offers_extensions(subject.flow, id)
        for index, entry in enumerate(menu.entries or ()):
            item = Item(entry.option, key)
            if entry.option in reading.withdrawn and entry.option not in reading.keys:
                gone = Shared(("withdrawn", key), item, partial(_withdrawn_message, greeting))
                yield subject.finding(RULE, key, ("entries", index, "option"), gone)
            elif reading.unread or (dialled and is_extension(entry)):
                continue
            # a number that is spoken at all may be an offer that the reader missed: do not accuse it
            elif entry.option not in reading.keys and entry.option not in reading.named:
                shared = Shared(key, item, partial(_write_message, greeting))
                yield subject.finding(RULE, key, ("entries", index, "option"), shared)


def _write_message(greeting: str, items: Sequence[Item]) -> str:
    key, it, entry = ("key", "it", "entry") if len(items) == 1 else ("keys", "them", "entries")
    options = codes(item.what for item in items)
    return f"{greeting}, never announces {key} {options}: announce {it} there, or remove the {entry}"


def _withdrawn_message(greeting: str, items: Sequence[Item]) -> str:
    options = codes(item.what for item in items)
    if len(items) == 1:
        are, they, entry = f"key {options} is not available, but it works", "it is", "entry"
    else:
        are, they, entry = f"keys {options} are not available, but they work", "they are", "entries"
    return f"{greeting}, says that {are}: remove the {entry}, or say what {they} for"
