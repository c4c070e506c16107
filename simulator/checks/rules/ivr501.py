"""Menu gives up without a warning.

## What it does

Follows a caller who says nothing through a menu, and reports a menu that is over before any retry recording has
played to them: ``timeout_retries`` leaves no second try, or there is no ``timeout_retry_recording``. Playing the
greeting again is not a warning. A menu whose greeting offers silence as a choice ("or stay on the line for
reception") does not give up, so it is not reported.

## Why is it bad

People who need longer to understand, to find the key or to move can only ask for more time if they are told that it
is running out.

## Example

    timeout: 5
    timeout_retries: 0
    timeout_destination_type: extension
    timeout_destination_id: "@Reception"

## Use instead

    timeout: 5
    timeout_retries: 2
    timeout_retry_recording: "@are-you-there"     # "Are you still there? Please choose from this list."
    timeout_destination_type: extension
    timeout_destination_id: "@Reception"

## Source

US Section 508, 36 CFR 1194.23(d) (the standards of 2000): interactive voice response that requires a
response within a time gives an alert when the time is about to run out, and time enough to ask for more.
The rule knows no recording that plays *before* a wait ends, since these menus have none; it takes the one
after a silence for the alert.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import silence_offer

RULE = Rule("IVR501", "gives-up-without-a-warning", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Follow a silent caller through the rounds of every menu."""
    from simulator.checks.silent_caller import silent_rounds
    from simulator.tables.menu_rows import PARTS

    retry = PARTS.index("silence_retry_recording")
    for key, menu in subject.menus():
        rounds = silent_rounds(subject.survey, key)
        if not menu.entries or any(retry in round_.prompts for round_ in rounds) or silence_offer(subject.flow, menu):
            continue
        # with one round there is no moment for a warning; with more there is one, and no recording
        field = "silences_allowed" if len(rounds) == 1 else "silence_retry_recording"
        cause = "silence retries" if len(rounds) == 1 else "retry recording"
        shared = Shared(field, Item(subject.field_name(key, (field,)), key), partial(_write_message, len(rounds)))
        yield subject.finding(RULE, key, (field,), shared, cause=(cause, key))


def _write_message(rounds: int, items: Sequence[Item]) -> str:
    give, it = ("gives", "it") if len(items) == 1 else ("give", "them")
    what = f"the first silence ends {it}" if rounds == 1 else "no recording plays after a silence"
    advice = f"{'raise' if rounds == 1 else 'set'} {items[0].what}"
    return f"{menus(items)} {give} up without a warning: {what}; slow callers cannot ask for more time: {advice}"
