"""Caller over a relay or a text telephone comes too late.

## What it does

Plays a caller who presses each key 15 seconds after the menu starts listening, and reports each menu that never
takes a key from them, in any round: the menu is over by then, or the key always falls into a recording that does
not listen. A key that counts in a later round is in time. A menu that is over by then is not reported if its
greeting offers silence as a choice ("or stay on the line for reception").

## Why is it bad

A relay operator hears the prompt, types it, waits for the caller to reply, and presses the key. Text telephones and
interpreters take as long. Such callers cannot choose anything at all.

## Example

    timeout: 3
    timeout_retries: 1       # greeting 8 s; the menu is over 14 s after it first waited

## Use instead

    timeout: 8
    timeout_retries: 2

## Source

AS/NZS 4263:2003, scope, note 2: systems are used through relay operators, who listen, type, and wait for
the answer; it asks designers to consider them and gives no number. The 15 s are this project's assumption.
US Section 508, 36 CFR 1194.23(c) (the standards of 2000): voice menus are usable with text telephones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import silence_offer

RULE = Rule("IVR502", "relay-caller-comes-too-late", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Press 15 s late in every menu."""
    from simulator.checks.silent_caller import listens_for
    from simulator.core.places import to_milliseconds
    from simulator.graph.plain_words import duration_words
    from simulator.graph.reach.slow_callers import RELAY_SECONDS, round_taken

    for key, menu in subject.menus():
        tries = subject.survey.tries_of(key)
        if tries is None or not any(exit.cause == "choice" for exit in subject.survey.summary_of(key).exits):
            continue
        if round_taken(tries, to_milliseconds(RELAY_SECONDS)) is None:
            lasts = listens_for(subject.survey, key)
            is_over = lasts <= to_milliseconds(RELAY_SECONDS)
            if is_over and silence_offer(subject.flow, menu):
                continue
            why = (
                f"it is over {duration_words(lasts)} after it starts listening"
                if is_over
                else "by then a recording plays that takes no key"
            )
            more = f" or {subject.field_name(key, ('silences_allowed',))}" if is_over else ""
            advice = f"{why}; raise {subject.field_name(key, ('timeout_seconds',))}{more}"
            shared = Shared(advice, Item("", key), partial(_write_message, RELAY_SECONDS, advice))
            cause = ("silence retries", key) if is_over else ()
            yield subject.finding(RULE, key, ("timeout_seconds",), shared, cause=cause)


def _write_message(seconds: float, advice: str, items: Sequence[Item]) -> str:
    late = f"a caller over a relay, who presses keys {seconds:g} s late"
    return f"{late}, can choose nothing in {menus(items)}: {advice}"
