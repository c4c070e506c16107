"""Destination that the catalogue does not contain.

## What it does

Where flow.yaml has a catalogue of destinations, reports each destination that is missing from it, once, with all
the places that lead there. It suggests what may be meant: a swapped type and id, two swapped digits, the same id
under another type, or the nearest id of the same type.

A push refuses such a destination as an error if ``pull`` wrote the catalogue (``pulled:`` gives the date), because
then the provider itself did not list it. A flow without a catalogue gets no finding. Receptionists are left to
IVR104 and blank ids to IVR105; types and agents that IVR604 or IVR603 reports are left to those rules unless the
catalogue was pulled.

## Why is it bad

The provider may accept an id that does not exist, and every call that is sent there is lost. A mistyped digit looks
like any other id, so only the callers notice.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "3020"}   # the catalogue has 3002

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}

A mistyped name is always noticed. If the destination is right, add it to the catalogue.

## Source

Reports of menus that hang up because a destination does not exist: nemerald-voip/fspbx #52, fusionpbx pull 5316,
irontec/ivozprovider #247.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.catalogue_gaps import (
    GapPlace,
    exchanged_digits,
    exchanged_fields,
    gaps,
    nearest_id,
    same_id,
    trim_id,
)
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import codes
from simulator.checks.rule import FLOW_FILE, Finding, Item, Rule, Shared
from simulator.checks.rules import ivr603, ivr604
from simulator.config.receptionist import Destination
from simulator.config.value_rules import quote_value

RULE = Rule("IVR114", "destination-not-in-catalogue", "warning")


ADVICE = "use one from the catalogue, or add it to destinations in flow.yaml"

PLACES_SHOWN = 12
"""Places that lead to one destination that are named."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every destination that ends calls, and has an effect."""
    left_to_others = set() if subject.flow.pulled else ivr603.strangers(subject)
    for destination, places in gaps(subject).items():
        is_known_type = destination.type in ivr604.KNOWN or bool(subject.flow.pulled)
        if is_known_type and destination not in left_to_others:
            pulled = f", pulled on {subject.flow.pulled}" if subject.flow.pulled else ""
            instead = _suggest_destination(subject, destination)
            missing = f"{destination} is not in the catalogue of destinations{pulled}; {instead or ADVICE}"
            message = f"{missing} ({_name_places(subject, places)})"
            # what has no suggestion of its own differs by its id alone: twenty extensions are one finding
            shared = Shared(
                instead or destination.type,
                Item(destination.id, destination.type),
                partial(_write_message, message, pulled),
            )
            yield subject.finding(RULE, places[0].key, places[0].path, shared)


def _write_message(message: str, pulled: str, items: Sequence[Item]) -> str:
    if len(items) == 1:
        return message
    ids = f"{items[0].where}||{codes((item.what for item in items), 'destinations')}"
    return f"{ids} are not in the catalogue of destinations{pulled}; {ADVICE}"


def _suggest_destination(subject: CheckedFlow, destination: Destination) -> str:
    """Say which destination of the catalogue is meant; empty where none resembles it."""
    # certain slips first; only then guesses, which end in a question
    turned = exchanged_fields(subject, destination)
    if turned is not None:
        return f"its type and id are swapped: write {_name_destination(subject, turned)}"
    bare = trim_id(subject, destination)
    if bare is not None:
        return f"its id {quote_value(destination.id)} has spaces around it: write {_name_destination(subject, bare)}"
    digits = exchanged_digits(subject, destination)
    others = [
        f"{_name_destination(subject, twin)}, the same id under another type" for twin in same_id(subject, destination)
    ]
    near = nearest_id(subject, destination) if digits is None else None
    meant = [f"{_name_destination(subject, digits)}, two digits swapped"] if digits else []
    meant += others[:2]
    meant += [_name_destination(subject, near)] if near else []
    if not meant:
        return ""
    return f"did you mean {', or '.join(meant)}? If it is right, add it to destinations in flow.yaml"


def _name_destination(subject: CheckedFlow, destination: Destination) -> str:
    flow = subject.flow
    key = flow.receptionist_for(destination)
    name = flow.receptionists[key].name if key is not None else flow.destination_name(destination)
    return f"{destination} ({name})" if name else str(destination)


def _name_places(subject: CheckedFlow, places: Sequence[GapPlace]) -> str:
    """All fields that lead there, by receptionist."""
    fields_by_key: dict[str, list[str]] = {}
    for key, path in places[:PLACES_SHOWN]:
        fields_by_key.setdefault(key, []).append(subject.field_name(key, path))
    fields_text = "; ".join(f"{', '.join(fields)} of {key or FLOW_FILE}" for key, fields in fields_by_key.items())
    unnamed = len(places) - PLACES_SHOWN
    return f"{fields_text}; and {unnamed:,} more" if unnamed > 0 else fields_text
