"""Timeout 0 means the engine's own wait.

## What it does

Reports a menu with ``timeout: 0``.

## Why is it bad

0 does not mean "no wait": the engine waits for its own default of 10 s, which is the most that callers put up with.
Whoever wrote 0 meant something else, or wants 10 s and should say so.

## Example

    timeout: 0

## Use instead

    timeout: 5

## Source

Measured on a real Asterisk under FreePBX: 10 s (the setting ``zero_timeout_seconds``). The provider's document
is silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import elsewhere
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR201", "timeout-zero", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the wait of every menu."""
    for key, menu in subject.menus():
        if menu.timeout_seconds == 0:
            engine = subject.flow.semantics_in(menu).zero_timeout_seconds
            name = subject.field_name(key, ("timeout_seconds",))
            shared = Shared(name, Item(name, key), partial(_write_message, engine))
            yield subject.finding(RULE, key, ("timeout_seconds",), shared)


def _write_message(engine: float, items: Sequence[Item]) -> str:
    return (
        f"{items[0].what}: 0{elsewhere(items)} does not mean no wait: the engine waits its own {engine:g} s; "
        "write the seconds you want"
    )
