"""Words that callers may misunderstand.

## What it does

Reports a recording that is used and whose script tells callers to *dial*, *push* or *key* something on this menu,
or talks about being *disconnected*. Dialling another telephone number is fine, and so is the star *key*. English
only.

## Why is it bad

Dialling and pushing are what people do with another telephone and with another kind of button, and *key* is a thing
before it is an action. The words that everybody understands alike are *press* for one key, *enter* for several, and
*end the call*.

## Example

    script: "For sales, dial 1. Key in your account number, or you will be disconnected."

## Use instead

    script: "For sales, press 1. Enter your account number, or the call will end."

## Source

ISO/IEC 13714 (in its published summary): use *press*, *enter* and *end the call*; avoid *dial*, *key*, *push*
and *disconnect*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import heard_scripts, script_field

RULE = Rule("IVR313", "forbidden-words", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for the words in every script that is used."""
    for script in heard_scripts(subject):
        from simulator.checks.scripts.word_advice import forbidden_words

        replacements = forbidden_words(script.recording.script)
        if replacements:
            words = " and ".join(f'"{word}" (say {better})' for word, better in replacements.items())
            shared = Shared(words, Item(script.name, script.id), partial(_write_message, words))
            yield subject.recording_finding(RULE, script.id, script_field(script.recording), shared)


def _write_message(words: str, items: Sequence[Item]) -> str:
    says = f"{join_names(item.what for item in items)} {'says' if len(items) == 1 else 'say'}"
    return f"{says} {words}: callers may misunderstand"
