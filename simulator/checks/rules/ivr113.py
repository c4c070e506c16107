"""Silence and wrong keys both end in a hang-up.

## What it does

Reports a menu whose two fall-back destinations are both ``hangup``.

## Why is it bad

Callers who cannot handle the menu are thrown out, whichever way they fail. They call again, or never.

## Example

    invalid_destination_type: hangup
    invalid_destination_id: "1"
    timeout_destination_type: hangup
    timeout_destination_id: "1"

## Use instead

    invalid_destination_type: extension
    invalid_destination_id: "2001"
    timeout_destination_type: extension
    timeout_destination_id: "2001"

## Source

W3C COGA: an error must not end the call; design guides say the same (never hang up on a caller).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR113", "both-fall-backs-hang-up", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the fall-backs of every menu."""
    for key, _, wrong, silent in subject.ways_out:
        if wrong and silent and wrong.hangs_up and silent.hangs_up:
            names = " and ".join(subject.field_name(key, (name,)) for name in _FIELDS)
            shared = Shared(names, Item("", key), partial(_write_message, names))
            yield subject.finding(RULE, key, ("silence_destination_type",), shared, cause=("hang-up", key))


def _write_message(names: str, items: Sequence[Item]) -> str:
    return f"{names} both hang up: a caller who fails in {menus(items)} is cut off; send one of them to a person"


_FIELDS = ("wrong_key_destination_type", "silence_destination_type")
