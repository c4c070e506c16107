"""Options announced out of order, or the key before its purpose.

## What it does

Reads the greeting's script and reports two things: keys 1 to 9 that are not announced in ascending order (0, ``*``
and ``#`` may come anywhere), and options whose key comes before what it is for, as in "press 1 for sales". Scripts
are read in the languages that IVR303 lists.

## Why is it bad

Callers listen for their matter, not for numbers. By the time they hear "sales" in "press 1 for sales", they have
forgotten the 1. And a caller who hears 3 before 2 believes that they have missed something.

## Example

    script: "Press 2 for support. Press 1 for sales."

## Use instead

    script: "For sales, press 1. For support, press 2."

## Source

ISO/IEC 13714 (in its published summary): options in ascending order, the function before the key. W3C,
Cognitive Accessibility Design Pattern on voice menus: say what an option is for before the number to press.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names, menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import menu_greetings

RULE = Rule("IVR305", "announced-out-of-order", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Read every menu's greeting."""
    for key, _, id, reading in menu_greetings(subject):
        from simulator.checks.scripts.reader import STAY

        faults = []
        numbers = [code for code in reading.keys if code in tuple("123456789")]
        if numbers != sorted(numbers):
            faults.append(f"announces the keys in the order {', '.join(numbers)}; announce them in ascending order")
        early = next((item for item in reading.announced if item.function_first is False and item.key != STAY), None)
        if early is not None:
            faults.append(f'says key {early.key} before what it is for ("{early.label[:60]}"); say the purpose first')
        if not faults:
            continue
        name, cause = subject.names.recording_name(id), ("order of keys", key) if numbers != sorted(numbers) else ()
        problem = "the key before its purpose" if len(faults) == 1 and not cause else key
        words = partial(_write_message, ", and ".join(faults))
        yield subject.finding(RULE, key, ("greeting",), Shared(problem, Item(name, key), words), cause=cause)


def _write_message(faults: str, items: Sequence[Item]) -> str:
    if len(items) == 1:
        return f"{items[0].what}, the greeting of {items[0].where}, {faults}"
    recordings = join_names(item.what for item in items)
    return f"{recordings}, the greetings of {menus(items)}, say keys before what they are for; say the purpose first"
