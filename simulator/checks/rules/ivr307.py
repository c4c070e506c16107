"""The same recording for a retry and for the end.

## What it does

Reports a menu in which one recording plays both while another try is left and when none is, for wrong keys or
for silences.

## Why is it bad

The two moments need other words. "Please try again" is wrong when the call is about to be sent on, and
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

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.checks.spoken import RETRIES

RULE = Rule("IVR307", "same-recording-for-retry-and-final", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Compare the recordings of every menu's retries with those of its end."""
    for key, menu in subject.menus():
        for retry, final, cause in RETRIES:
            id = getattr(menu, final)
            if id is not None and id == getattr(menu, retry):
                message = (
                    f"{subject.names.recording(id)} plays in {key} after a {cause} that leaves another try and after "
                    f"the last one ({subject.name(key, (retry,))}, {subject.name(key, (final,))}): they need "
                    "different words"
                )
                yield subject.finding(RULE, key, (final,), message)
