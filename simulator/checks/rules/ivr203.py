"""Timeout is not longer than the wait between two keys.

## What it does

Reports a menu whose wait for the first key is not longer than the engine's wait for the next one
(``interdigit_seconds``, 3 s by default). It applies only under ``collect: prefix``, where there is such a wait.

## Why is it bad

Making up one's mind takes longer than pressing a second key. And if the two waits are the same, nobody can tell
from a call which of them ran out.

## Example

    timeout: 3          # the wait between two keys is 3 s as well

## Use instead

    timeout: 5

## Source

Genesys' documentation: the no-entry timeout must be higher than the inter-digit timeout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import elsewhere
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR203", "timeout-not-above-interdigit", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the wait of every menu."""
    for key, menu in subject.menus():
        semantics = subject.flow.semantics_in(menu)
        # the other ways of collecting keys have no second wait to compare with, and FreeSWITCH's is half of the first
        if semantics.collect != "prefix" or semantics.switch is not None:
            continue
        seconds = menu.timeout_seconds or semantics.zero_timeout_seconds
        if seconds <= semantics.interdigit_seconds:
            between = f"the {semantics.interdigit_seconds:g} s between two keys"
            set_to = f"{subject.field_name(key, ('timeout_seconds',))} is {seconds:g} s"
            shared = Shared(set_to, Item(set_to, key), partial(_write_message, between))
            yield subject.finding(RULE, key, ("timeout_seconds",), shared, cause=("short wait", key))


def _write_message(between: str, items: Sequence[Item]) -> str:
    return f"{items[0].what}{elsewhere(items)}, not above {between}; the first key needs longer, such as 5 s"
