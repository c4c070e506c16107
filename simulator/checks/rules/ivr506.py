"""Error ends the call.

## What it does

Reports a menu that hangs up on callers whose wrong keys or silences are used up, at once or after announcements.
IVR410 reports such a destination together with others that are no help; this rule is only about the hang-up, so
that the ruleset ``accessible`` can make it an error.

## Why is it bad

People who hear badly, forget, or press slowly make most of the errors. Cutting them off for one, without a word to
anybody, keeps them from the service altogether: when they call again, the same happens.

## Example

    incorrect_count: 2
    invalid_destination_type: hangup
    invalid_destination_id: "1"

## Use instead

    incorrect_count: 2
    invalid_destination_type: extension
    invalid_destination_id: "@Reception"

## Source

W3C, Cognitive Accessibility Design Pattern *Let Users Avoid Navigating Voice Menus*: allow for easy error
recovery, and a human within easy reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import checked_target
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR506", "error-ends-the-call", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for a hang-up after the retries of every menu."""
    for key, _, wrong, silent in subject.ways_out:
        ends = (
            ("wrong_key_destination_id", "wrong keys", wrong),
            ("silence_destination_id", "silences", silent),
        )
        cut = [(field, cause) for field, cause, to in ends if to and checked_target(subject, to).destination.hangs_up]
        if cut:
            causes = " and ".join(cause for _, cause in cut)
            shared = Shared(causes, Item("", key), partial(_write_message, causes))
            yield subject.finding(RULE, key, (cut[0][0],), shared, cause=("hang-up", key))


def _write_message(causes: str, items: Sequence[Item]) -> str:
    advice = "lead them to a person, or to a voicemail"
    return f"{causes} in {menus(items)} end the call; callers who make mistakes are cut off: {advice}"
