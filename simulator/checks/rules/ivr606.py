"""Field that the provider's response cannot show.

## What it does

Reports a field that has a value, that not every receptionist of its kind needs, and that the provider's list does
not return according to its documentation: an entry's ``template_id``, and fields of the other destination_type.

## Why is it bad

After a push nobody can read back whether it arrived, and ``status`` never sees a difference there.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "108000", template_id: "12"}

## Use instead

Keep it if you need it, and look at it once in the provider's portal after a push.

## Source

The provider's documentation of the list response, field by field. It does not show entries, destination_type and
the forward destination either; no flow can do without these, so they are not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.receptionist import FORWARD_FIELDS, MENU_FIELDS
from simulator.wire import vr

RULE = Rule("IVR606", "field-cannot-be-verified", "info")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the fields that an answer may lack."""
    for key, item in subject.flow.receptionists.items():
        needed = MENU_FIELDS if item.is_menu else FORWARD_FIELDS
        for name in vr.missing_read_fields("minimal"):
            if name not in (*needed, "destination_type") and getattr(item, name):
                shared = Shared("", Item(subject.field_name(key, (name,)), key), _write_message)
                yield subject.finding(RULE, key, (name,), shared)
        for index, entry in enumerate((item.entries or ()) if item.is_menu else ()):
            if entry.template_id:
                place = ("entries", index, "template_id")
                yield subject.finding(
                    RULE, key, place, Shared("", Item(subject.field_name(key, place), key), _write_message)
                )


def _write_message(items: Sequence[Item]) -> str:
    are, they = (f"{by_menu(items)} are", "they") if len(items) > 1 else (f"{items[0].what} is", "it")
    return f"{are} not in the provider's documented response, so a push cannot verify that {they} arrived"
