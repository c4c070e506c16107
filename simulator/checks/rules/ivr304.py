"""A configured key that the greeting never announces.

## What it does

Reports an entry whose key the script of the menu's greeting does not offer. Where the script names the number
(or star, or hash) in any other way, nothing is said: the reader may have missed the offer. A menu whose greeting
has no script is left alone (IVR507), and so is one without a greeting (IVR302). What only a retry recording
announces counts as not announced: most callers never hear it. An entry whose key the script says is not
available ("option 3 is no longer available") is reported as well.

Scripts are read in English, French, German, Hindi (in Devanagari and in Latin letters), Portuguese and Spanish,
sentence by sentence. A greeting of which any part is in another language is left alone (IVR314): the key may be
announced there.

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

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.checks.spoken import greetings

RULE = Rule("IVR304", "key-that-the-greeting-never-announces", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look for every key in the greeting's script."""
    for key, menu, id, reading in greetings(subject):
        for index, entry in enumerate(menu.entries or ()):
            if entry.option in reading.withdrawn and entry.option not in reading.keys:
                yield subject.finding(
                    RULE, key, ("entries", index, "option"), _withdrawn(subject, key, id, entry.option)
                )
                continue
            if reading.unread:
                continue
            if entry.option not in reading.keys and entry.option not in reading.named:
                message = (
                    f"{subject.names.recording(id)}, the greeting of {key}, never announces key {entry.option}: "
                    "say it there, or take the entry out"
                )
                yield subject.finding(RULE, key, ("entries", index, "option"), message)


def _withdrawn(subject: Subject, key: str, id: str, option: str) -> str:
    greeting = f"{subject.names.recording(id)}, the greeting of {key}"
    return (
        f"{greeting}, says that key {option} is not available, but it works: take the entry out, or say what it is for"
    )
