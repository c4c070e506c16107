"""Final recording is missing, so the call ends there.

## What it does

Under semantics with ``missing_final: ends_call`` (all ``freepbx*`` profiles), reports a final recording whose id is 0,
or is not in the catalogue: the recording after the last wrong key, or after the last silence.

## Why is it bad

The engine is told to play a file without being told which, and drops the call. Callers who made one mistake too many
are cut off, and the destination that should have caught them is never reached. It happens when a recording is deleted
that a menu still uses.

## Example

    timeout_recording: "7777"        # deleted last year
    timeout_destination_type: extension
    timeout_destination_id: "@Reception"

## Use instead

    timeout_recording: "@goodbye"    # or leave it empty: then nothing plays, and the call goes on

## Source

NethServer/dev #7857: Playback without a file ends the call. FreePBX's ivr module (16.0.9) plays a final recording
whenever the field is not empty, and 0 is not empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import elsewhere
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.menu_engine import FINAL_FIELDS

RULE = Rule("IVR316", "missing-final-recording-ends-call", "error")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the final recordings that every menu misses."""
    for key, menu in subject.menus():
        for cause, field in FINAL_FIELDS.items():
            if cause in menu.engine.drops:
                id = getattr(menu, field)
                is_what = "0" if id is None else f"{id}, which is not in the catalogue"
                item = Item(f"{subject.field_name(key, (field,))} is {is_what}", key)
                yield subject.finding(RULE, key, (field,), Shared(item.what, item, _write_message))


def _write_message(items: Sequence[Item]) -> str:
    why = "the engine drops the call there"
    return f"{items[0].what}{elsewhere(items)}: {why}; use a recording of the catalogue, or leave it empty"
