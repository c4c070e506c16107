"""Fields of the other destination_type are filled in.

## What it does

Reports a ``single`` with fields of a menu (entries, counts, time-outs, fall-backs, their recordings), and a
``multiple`` with a forward destination. An empty list, and ``0`` for "no recording", do not count.

## Why is it bad

They have no effect on a call: they are sent and ignored, or refused. The next person who reads the file believes
that they work.

## Example

    destination_type: single
    forward_destination_type: department
    forward_destination_id: "108000"
    timeout: 5
    timeout_retries: 2

## Use instead

    destination_type: single
    forward_destination_type: department
    forward_destination_id: "108000"

## Source

The provider's document: each of these fields is required for one destination_type and unused for the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.receptionist import FORWARD_FIELDS, MENU_FIELDS
from simulator.wire import vr

RULE = Rule("IVR111", "fields-of-the-other-kind", "warning")


_MENU = (*MENU_FIELDS, *(name for name in vr.WRITE_NAMES if name in vr.RECORDING_FIELDS and name != "greeting"))
"""The fields that only a menu uses."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the fields that have no effect."""
    for key, item in subject.flow.receptionists.items():
        others = FORWARD_FIELDS if item.is_menu else _MENU
        filled = [name for name in others if getattr(item, name) not in (None, "", ())]
        if filled:
            names = ", ".join(subject.field_name(key, (name,)) for name in filled)
            kind = "a menu (multiple)" if item.is_menu else "a single"
            have = "has" if len(filled) == 1 else "have"
            message = f"{names} {have} no effect: {key} is {kind}; remove them, or change destination_type"
            yield subject.finding(RULE, key, (filled[0],), message)
