"""Timeout under 3 s or over 10 s.

## What it does

Reports a menu that waits less than 3 s or more than 10 s for a key. 0 has a rule of its own (IVR201).

## Why is it bad

Under 3 s, slow hands and people who think get a time-out. Over 10 s, silence is taken for a dead line.

## Example

    timeout: 1

## Use instead

    timeout: 5

## Source

ISO/IEC 13714 (summary): 3 to 10 s, by how hard the choice is. Genesys' default is 5 s, Asterisk's 10 s.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject

RULE = Rule("IVR202", "timeout-too-short-or-long", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at the wait of every menu."""
    shortest, longest = subject.limit("timeout_shortest"), subject.limit("timeout_longest")
    for key, menu in subject.menus():
        seconds = menu.timeout_seconds or 0
        if seconds and not shortest <= seconds <= longest:
            why = "too short to think and press" if seconds < shortest else "so long that the line seems dead"
            name = subject.name(key, ("timeout_seconds",))
            message = f"{name} is {seconds:g} s, {why}; {shortest:g} to {longest:g} s are usual"
            yield subject.finding(RULE, key, ("timeout_seconds",), message)
