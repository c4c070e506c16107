"""Id that is damaged when it is read as a number.

## What it does

Reports an id with a sign, with a fraction, or above 2^53.

## Why is it bad

The provider's interface treats ids as numbers, and so do spreadsheets and JSON readers on the way: a fraction is
cut off, digits beyond 2^53 are rounded, and the call goes to another destination than the file says.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "9007199254740993"}

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}

## Source

IEEE 754 double precision, of which JSON numbers are made: integers are exact up to 2^53. The provider calls ids
*Float*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.receptionist import Receptionist
from simulator.config.value_rules import EXACT_INTEGER_MOST
from simulator.wire import vr

RULE = Rule("IVR602", "id-is-damaged-as-number", "error")

_ID_NAMES = tuple(
    [name for name in vr.WRITE_NAMES if name == "id" or name in vr.ID_FIELDS or name in vr.RECORDING_FIELDS]
)
_DAMAGED = re.compile(r"[+-]\d+(\.\d*)?|\d+\.\d*")
_EXACT_DIGITS = len(str(EXACT_INTEGER_MOST))


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every id."""
    for key, item in subject.flow.receptionists.items():
        for place, id in ids(item):
            if reason := _describe_damage(id):
                message = f"{subject.field_name(key, place)}: {id[:40]} {reason}; write the provider's id, digits only"
                yield subject.finding(RULE, key, place, message)


def _describe_damage(id: str) -> str:
    if id.isdecimal() and len(id) < _EXACT_DIGITS:  # as nearly all are
        return ""
    if _DAMAGED.fullmatch(id):
        return "has a sign or a fraction, which is lost where ids are numbers"
    # cut: int() refuses thousands of digits, and 400 are far past 2^53 already
    if id.isascii() and id.isdecimal() and int(id[:400]) > EXACT_INTEGER_MOST:
        return "is past 2^53, so its last digits change where ids are numbers"
    return ""


def ids(item: Receptionist) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every id that a receptionist carries, with its place."""
    for name in _ID_NAMES:
        if value := getattr(item, name):
            yield (name,), value
    for index, entry in enumerate(item.entries or ()):
        yield ("entries", index, "destination_id"), entry.destination_id
        if entry.template_id:
            yield ("entries", index, "template_id"), entry.template_id
