"""First mistake ends the menu.

## What it does

Reports a menu in which the first wrong key, or the first silence, already leads to the fall-back destination
because no retry is allowed. Silence that the greeting offers as a choice ("or stay on the line for reception") is
not a mistake.

## Why is it bad

A finger slips, a lorry drives by, and the caller is out of the menu without having heard why.

## Example

    incorrect_count: 0

## Use instead

    incorrect_count: 2

## Source

alpines.com: three to four attempts. W3C COGA: errors are to be forgiven.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.rules.ivr206 import attempts
from simulator.checks.spoken_scripts import silence_offer

RULE = Rule("IVR207", "no-second-chance", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for menus that forgive nothing."""
    for key, menu in subject.menus():
        if menu.engine.switch is not None:  # IVR120 speaks of FreeSWITCH's menus, where a count of 0 means 3
            continue
        for field, count, what in (
            ("wrong_keys_allowed", menu.wrong_keys_allowed, "wrong key"),
            ("silences_allowed", menu.silences_allowed, "silence"),
        ):
            silent = field == "silences_allowed"
            if attempts(subject, menu, field) != 1 or (silent and silence_offer(subject.flow, menu)):
                continue
            shared = Shared(
                "", Item(f"{subject.field_name(key, (field,))}: {count}", key), partial(_write_message, what)
            )
            yield subject.finding(RULE, key, (field,), shared, cause=("silence retries", key) if silent else ())


def _write_message(what: str, items: Sequence[Item]) -> str:
    if len(items) == 1:
        return f"{items[0].what} gives no second chance: the first {what} ends the menu; 2 retries are usual"
    mistake = what if len({item.what for item in items}) == 1 else "mistake"
    return f"{by_menu(items)} give no second chance: the first {mistake} ends the menu; 2 retries are usual"
