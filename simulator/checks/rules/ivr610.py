"""Field that the provider's document requires is missing.

## What it does

Reports what a menu lacks and the provider's document requires for ``multiple``, beyond what loading asks for:
the four recordings that play after wrong keys and silences. ``push`` refuses such a menu.

## Why is it bad

The provider may refuse the body. And a caller who errs hears only the greeting again, or nothing, and does not
know why.

## Example

    incorrect_count: 2
    # no invalid_recording

## Use instead

    incorrect_count: 2
    invalid_recording: "244"

## Source

The provider's documentation of create and update: required when destination_type is ``multiple``.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.wire import vr

RULE = Rule("IVR610", "required-field-missing", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look at the recordings of every menu."""
    required = [name for name in vr.WRITE_NAMES if name in vr.RECORDING_FIELDS and name != "greeting"]
    for key, menu in subject.menus():
        missing = [field for field in required if getattr(menu, field) is None]
        if missing:
            names = ", ".join(subject.name(key, (field,)) for field in missing)
            message = f"{names} {'is' if len(missing) == 1 else 'are'} none; the provider's document requires"
            yield subject.finding(
                RULE, key, (missing[0],), f"{message} {'it' if len(missing) == 1 else 'them'} of a menu"
            )
