"""The same recording for a retry and for the end.

## What it does

Reports a menu in which the same recording plays both while another try is left and when none is, for wrong keys or
for silences.

## Why is it bad

The two moments need different words. "Please try again" is wrong when the call is about to be sent on, and
"goodbye" is wrong when the caller may choose once more.

## Example

    invalid_recording: "245"
    recording_invalid: "245"

## Use instead

    invalid_recording: "244"      # "Sorry, that was not one of the choices."
    recording_invalid: "246"      # "We will now put you through to reception."

## Source

The provider's own sample answer has recording 245 in both places, so it is easily copied. That the two should
differ is this project's judgement, after the provider's descriptions of the two fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import RETRIES

RULE = Rule("IVR307", "same-recording-for-retry-and-final", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare the recordings of every menu's retries with those of its end."""
    for key, menu in subject.menus():
        for retry, final, cause in RETRIES:
            id = getattr(menu, final)
            if id is not None and id == getattr(menu, retry):
                recording = subject.names.recording_name(id)
                fields = f"({subject.field_name(key, (retry,))}, {subject.field_name(key, (final,))})"
                message = partial(_write_message, cause, recording, fields)
                yield subject.finding(RULE, key, (final,), Shared("", Item(f"{recording} {fields}", key), message))


def _write_message(cause: str, recording: str, fields: str, items: Sequence[Item]) -> str:
    if len(items) == 1:
        where = f"plays in {items[0].where} after a {cause}"
        again = f"that leaves another try and after the last one {fields}"
        return f"{recording} {where} {again}: they need different words"
    again = "after a mistake that leaves another try and after the last one"
    plays = "plays" if len({item.what for item in items}) == 1 else "each play"
    return f"{by_menu(items)} {plays} {again}: they need different words"
