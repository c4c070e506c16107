"""Field that the provider's document requires is missing.

## What it does

Reports what a menu lacks although the provider's document requires it for ``multiple``, beyond what loading asks
for: the four recordings that play after wrong keys and silences. ``push`` refuses such a menu.

## Why is it bad

The provider may refuse the request. And a caller who makes a mistake only hears the greeting again, or nothing, and
does not know why.

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

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import elsewhere
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.wire import vr

RULE = Rule("IVR610", "required-field-missing", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the recordings of every menu."""
    required = [name for name in vr.WRITE_NAMES if name in vr.RECORDING_FIELDS and name != "greeting"]
    for key, menu in subject.menus():
        missing = [field for field in required if getattr(menu, field) is None]
        if missing:
            names = ", ".join(subject.field_name(key, (field,)) for field in missing)
            shared = Shared(names, Item(names, key), partial(_write_message, len(missing)))
            cause = ("retry recording", key) if missing == ["silence_retry_recording"] else ()
            yield subject.finding(RULE, key, (missing[0],), shared, cause=cause)


def _write_message(count: int, items: Sequence[Item]) -> str:
    are, them = ("is", "it") if count == 1 else ("are", "them")
    return f"{items[0].what} {are} missing{elsewhere(items)}; the provider's document requires {them} for a menu"
