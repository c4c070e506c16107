"""First mistake ends the menu.

## What it does

Reports a menu in which the first wrong key, or the first silence, already leads to the fall-back destination:
no retry is allowed.

## Why is it bad

A slip of the finger, a lorry passing by, and the caller is out of the menu without having heard why.

## Example

    incorrect_count: 0

## Use instead

    incorrect_count: 2

## Source

alpines.com: three to four attempts. W3C COGA: errors are to be forgiven.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.checks.rules.ivr206 import attempts

RULE = Rule("IVR207", "no-second-chance", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look for menus that forgive nothing."""
    for key, menu in subject.menus():
        for field, count, what in (
            ("wrong_keys_allowed", menu.wrong_keys_allowed, "wrong key"),
            ("silences_allowed", menu.silences_allowed, "silence"),
        ):
            if attempts(subject, count or 0) == 1:
                name = subject.name(key, (field,))
                message = f"{name}: {count} gives no second chance: the first {what} ends the menu; 2 retries are usual"
                yield subject.finding(RULE, key, (field,), message)
