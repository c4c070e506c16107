"""Timeout is not above the wait between two keys.

## What it does

Reports a menu whose wait for the first key is not longer than the engine's wait for a further one
(``interdigit_seconds``, 3 s unless told), under ``collect: prefix``, where there is such a wait.

## Why is it bad

To make up one's mind takes longer than to press a second key. And where the two are alike, nobody can tell from
a call which of them ran out.

## Example

    timeout: 3          # the wait between two keys is 3 s as well

## Use instead

    timeout: 5

## Source

Genesys' documentation: the no-entry timeout must be higher than the inter-digit timeout.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject

RULE = Rule("IVR203", "timeout-not-above-interdigit", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at the wait of every menu."""
    semantics = subject.flow.semantics
    if semantics.collect != "prefix":
        return
    for key, menu in subject.menus():
        seconds = menu.timeout_seconds or semantics.zero_timeout_seconds
        if seconds <= semantics.interdigit_seconds:
            between = f"the {semantics.interdigit_seconds:g} s between two keys"
            name = subject.name(key, ("timeout_seconds",))
            message = f"{name} is {seconds:g} s, not above {between}; the first key needs longer, such as 5 s"
            yield subject.finding(RULE, key, ("timeout_seconds",), message)
