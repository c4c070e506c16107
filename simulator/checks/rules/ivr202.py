"""Timeout under 3 s or over 10 s.

## What it does

Reports a menu that waits less than 3 s or more than 10 s for a key. 0 has a rule of its own (IVR201).

## Why is it bad

Under 3 s, people with slow hands and people who think first get a time-out. Over 10 s, callers take the silence for
a dead line.

## Example

    timeout: 1

## Use instead

    timeout: 5

## Source

ISO/IEC 13714 (summary): 3 to 10 s, by how hard the choice is. Genesys' default is 5 s, Asterisk's 10 s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import elsewhere
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR202", "timeout-too-short-or-long", "warning")
TIMEOUT_SHORTEST = RuleLimit(
    "timeout_shortest", 3, 0.1, 600, "the shortest usual wait for a key, in seconds", whole=False
)
TIMEOUT_LONGEST = RuleLimit(
    "timeout_longest", 10, 0.1, 600, "the longest usual wait for a key, in seconds", whole=False
)
LIMITS = (TIMEOUT_SHORTEST, TIMEOUT_LONGEST)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the wait of every menu."""
    shortest, longest = subject.limit_of(TIMEOUT_SHORTEST), subject.limit_of(TIMEOUT_LONGEST)
    for key, menu in subject.menus():
        seconds = menu.timeout_seconds or 0
        if seconds and not shortest <= seconds <= longest:
            why = "too short to think and press" if seconds < shortest else "so long that the line seems dead"
            set_to = f"{subject.field_name(key, ('timeout_seconds',))} is {seconds:g} s"
            shared = Shared(
                set_to, Item(set_to, key), partial(_write_message, f"{why}; {shortest:g} to {longest:g} s are usual")
            )
            yield subject.finding(RULE, key, ("timeout_seconds",), shared, cause=("short wait", key))


def _write_message(why: str, items: Sequence[Item]) -> str:
    return f"{items[0].what}{elsewhere(items)}, {why}"
