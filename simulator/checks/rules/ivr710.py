"""Telephone that rings out and leads nowhere.

## What it does

Where the catalogue says of some telephone where calls go when nobody picks up (``no_answer``), reports every other one
that calls can be sent to and that does not: a person's (``answers: person``) or one that ``rings``. One where
nobody answers at all (``answers: nobody``) is reported in any case. Voicemails, machines and menus always pick up.
Telephones whose ``no_answer`` leads back to themselves, or to each other in a circle, are reported too: no way leads
on from these either.

## Why is it bad

The telephone rings for its time and the call is cut off. Callers have waited, pressed keys and waited again, and
cannot even leave a message.

## Example

    destinations:
      department||108000: {name: Booking desk, answers: person, rings: 20 s, no_answer: voicemail||9001}
      extension||7: {name: Reception, answers: person, rings: 15 s}

## Use instead

    extension||7: {name: Reception, answers: person, rings: 15 s, no_answer: voicemail||9001}

If the telephone has a voicemail of its own that always picks up, silence the finding with that reason.

## Source

Ring groups that nobody answers: fusionpbx #1220, #1617, #1923 and #2164.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.loop_findings import circle_names, telephone_circles
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute

RULE = Rule("IVR710", "nobody-answers-and-no-way-on", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at every telephone that calls can be sent to."""
    flow = subject.flow
    telephones = {end: route for end, route in flow.routes.items() if isinstance(route, PersonRoute)}
    example = next((route.no_answer for route in telephones.values() if route.no_answer is not None), None)
    used = dict.fromkeys(destination.canonical for _, _, destination in subject.every_destination())
    for end in used:
        route = telephones.get(end)
        answers = flow.destinations[end].answers if end in flow.destinations else None
        if answers in ("machine", "menu") or (route is not None and route.no_answer is not None):
            continue
        name = flow.destination_name(end) or str(end)
        if route is not None and route.nobody:
            message = f"nobody answers at {name}, and no_answer does not say where calls go then: they are cut off"
            yield subject.destination_finding(RULE, end, "rings", f"{message}; add no_answer")
        elif example is not None and (route is not None or answers == "person"):
            there = _target_name(subject, example)
            shared = Shared(there, Item(name, name), partial(_write_message, there))
            yield subject.destination_finding(RULE, end, "rings" if route is not None else "answers", shared)
    yield from _find_circles(subject)


def _find_circles(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the telephones that ring each other, in each world: a schedule may stand between two of them."""
    flows = [world.subject.flow for world in subject.worlds] or [subject.flow]
    for circle in dict.fromkeys(circle for flow in flows for circle in telephone_circles(flow, "no_answer")):
        message = f"when nobody picks up, telephones send calls round in a circle: {circle_names(subject.flow, circle)}"
        advice = "lead one no_answer out of it, to a voicemail for example"
        yield subject.destination_finding(RULE, circle[0], "no_answer", f"{message}; {advice}")


def _write_message(there: str, items: Sequence[Item]) -> str:
    names = join_names(item.what for item in items)
    return f"when nobody picks up at {names}, calls are cut off, while others go on to {there}; add no_answer"


def _target_name(subject: CheckedFlow, destination: Destination) -> str:
    key = subject.flow.receptionist_for(destination)
    return key if key is not None else subject.flow.destination_name(destination) or str(destination)
