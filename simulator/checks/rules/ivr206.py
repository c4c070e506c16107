"""More than four attempts for one choice.

## What it does

Reports a menu that lets callers fail more than four times, counting wrong keys and silences separately. There is
one attempt more than retries: ``incorrect_count: 4`` is five attempts (under ``final_on: at_count`` it is four).

## Why is it bad

A caller who has failed three or four times fails the next time too. They need a person, not the same recording
again.

## Example

    incorrect_count: 9

## Use instead

    incorrect_count: 2

## Source

alpines.com: three to four attempts, then a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.check_options import RuleLimit
from simulator.config.receptionist import Receptionist
from simulator.config.switch_menu import switch_menu

RULE = Rule("IVR206", "too-many-attempts", "warning")
ATTEMPTS = RuleLimit("attempts", 4, 1, 100, "how often callers may try one key")
LIMITS = (ATTEMPTS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Count the attempts that every menu allows."""
    most = subject.limit_of(ATTEMPTS)
    for key, menu in subject.menus():
        for field, count, what in (
            ("wrong_keys_allowed", menu.wrong_keys_allowed, "wrong keys"),
            ("silences_allowed", menu.silences_allowed, "silences"),
        ):
            tries = attempts(subject, menu, field)
            if tries > most:
                item = Item(f"{subject.field_name(key, (field,))}: {count}", key)
                shared = Shared((tries, what), item, partial(_write_message, tries, what, most))
                cause = ("many silences", key) if field == "silences_allowed" else ()
                yield subject.finding(RULE, key, (field,), shared, cause=cause)


def _write_message(tries: int, what: str, most: float, items: Sequence[Item]) -> str:
    set_to = items[0].what if len(items) == 1 else by_menu(items)
    return f"{set_to} means {tries} attempts before {what} lead on; more than {most:g} only tire callers out"


def attempts(subject: CheckedFlow, menu: Receptionist, field: str) -> int:
    """Return how often a caller may try, with the retries of this field."""
    if menu.engine.switch is not None:
        values = switch_menu(menu)
        return values.failures if field == "wrong_keys_allowed" else values.timeouts
    count: int = getattr(menu, field) or 0
    # under at_count the count itself is the last mistake, and a count of 0 still allows one
    return max(count, 1) if subject.flow.semantics_in(menu).final_on == "at_count" else count + 1
