"""Ends that may route calls on.

## What it does

Lists, in one finding, the destinations outside the flow that send calls on by their nature, without this flow
saying where: a time condition, a time group, a dial plan, a queue, a ring group where nobody answers, a menu
elsewhere. A destination is not listed if the catalogue says who answers there (a person, a machine, a menu),
although ``prove`` claims nothing about what happens after it either; nor if it says where calls go on (``schedule``
with ``open`` and ``closed``, or ``rings`` with ``no_answer``).

## Why is it bad

It may be fine, but nobody can tell from here. Such an end may lead back into the menu, to another menu, or nowhere.
``ivrsim prove`` claims nothing about it: what it proves holds as far as this flow knows.

## Example

    timeout_destination_type: time_condition
    timeout_destination_id: "77"          # whose other branch may be itself

## Use instead

Look at the branches of each end in the provider's portal, and say in the catalogue where they lead:

    timezone: Europe/London
    schedules:
      office: {open: ["Mon-Fri 09:00-17:00"]}
    destinations:
      time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: "@night"}
      department||108000: {name: Sales, answers: person, rings: 20 s, no_answer: voicemail||9001}

``play``, ``prove`` and all other commands then follow calls through them. If only the person who answers matters,
``answers: person`` is enough.

## Source

FreePBX issue tracker #79: a time condition whose other branch was itself left a number dead. Ring groups that
send calls on where nobody answers: fusionpbx #1220, #1617, #1923.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import FLOW_FILE, Finding, Rule
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.wire.decoding import Path

RULE = Rule("IVR115", "ends-that-route-on", "info")


SHOWN = 12
"""Ends that are named."""

DECIDED_BY_TIME = frozenset(("time_condition", "timegroup", "custom_dialplan", "api_dialplan"))
"""Types whose branches a schedule describes; of the others, a telephone rings."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every end that calls can come to."""
    from simulator.graph.reach.departures import routes_on

    flow, reachable = subject.flow, subject.reachable
    places_by_destination: dict[Destination, tuple[str, Path]] = {}
    for key, place, destination in subject.every_destination():
        if not key or key in reachable:
            places_by_destination.setdefault(destination, (key, place))
    places_by_end: dict[Destination, tuple[str, Path]] = {}
    for destination, at in places_by_destination.items():
        outside = flow.receptionist_for(destination) is None
        if outside and not _is_told(flow, destination) and routes_on(flow, destination):
            places_by_end.setdefault(destination.canonical, at)
    if places_by_end:
        key, place = next(iter(places_by_end.values()))
        ends = [
            f"{_name_ends(flow, end)} ({subject.field_name(*at)} of {at[0] or FLOW_FILE})"
            for end, at in places_by_end.items()
        ]
        more = f", and {len(ends) - SHOWN:,} more" if len(ends) > SHOWN else ""
        message = (
            f"this flow does not say where calls go after {', '.join(ends[:SHOWN])}{more}; prove makes no claim about "
            f"them: say where in the catalogue ({_missing_words(places_by_end)})"
        )
        yield subject.finding(RULE, key, place, message)


def _is_told(flow: Flow, destination: Destination) -> bool:
    """Return whether the catalogue says who answers in the end, or another rule reports the destination (IVR104)."""
    catalogued = flow.destinations.get(destination.canonical)
    if catalogued is None:
        return destination.names_receptionist
    return catalogued.answers in ("person", "machine", "menu")


def _missing_words(ends: Iterable[Destination]) -> str:
    """Return the fields of the catalogue that say where such ends lead."""
    kinds = {
        "menu" if end.names_receptionist else "schedule" if end.type in DECIDED_BY_TIME else "telephone" for end in ends
    }
    fields = {
        "schedule": "schedule, open and closed",
        "telephone": "rings and no_answer",
        "menu": "answers (of a receptionist elsewhere)",
    }
    return ", or ".join(words for kind, words in fields.items() if kind in kinds)


def _name_ends(flow: Flow, destination: Destination) -> str:
    name = flow.destination_name(destination)
    return f"{name}, {destination}" if name else str(destination)
