"""Receptionists that go round without a pause.

## What it does

Reports a cycle of receptionists that a call runs through without any time passing: singles without a greeting that
forward to each other, or menus that give up at once. It also reports schedules that send a call round in a circle:
a time condition whose closed branch is itself, or two that ask each other; and telephones that send calls to each
other while they are busy.

## Why is it bad

No key ends it and nothing slows it down: the engine goes round as fast as it can until it cuts the call off or runs
out of memory.

## Example

    # one.yaml                                    # two.yaml
    destination_type: single                      destination_type: single
    forward_destination_type: virtual_receptionist  forward_destination_type: virtual_receptionist
    forward_destination_id: "@two"                forward_destination_id: "@one"

## Use instead

    # two.yaml
    destination_type: single
    forward_destination_type: department
    forward_destination_id: "108000"

A schedule's branches lead to a receptionist or an end, never back to the schedule:

    time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: "@night"}

## Source

FreePBX issue tracker #79: a time condition whose other branch was itself left a number dead. Found on the graph of
all places and moves of the flow.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.loop_findings import (
    circle_names,
    cycle_words,
    loops_of_kind,
    schedule_circles,
    telephone_circles,
)
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR112", "round-without-a-wait", "error")


INSTEAD = "play a greeting, or lead callers somewhere else"


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the cycles that such callers are caught in; with schedules, those are in the worlds of the flow."""
    if subject.worlds:
        yield from _find_circles(subject)
        return
    for loop in loops_of_kind(subject, "zero-time"):
        cycle = cycle_words(subject, loop)
        # no caller is named: nobody can press a key where no time passes
        message = f"calls go round here without a pause: {cycle}; {INSTEAD}"
        yield subject.finding(RULE, loop.receptionists[0], (loop.fields[0],), message)
    for circle in telephone_circles(subject.flow, "busy"):
        round_ = circle_names(subject.flow, circle)
        message = f"while all of them are busy, telephones send calls round without a pause: {round_}"
        yield subject.destination_finding(RULE, circle[0], "busy", f"{message}; lead one busy out of this circle")


def _find_circles(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the schedules that ask each other."""
    from simulator.checks.world_findings import when_words

    for circle in schedule_circles(subject):
        names = [subject.flow.destination_name(link.destination) or str(link.destination) for link in circle.links]
        steps = [f"{name} ({link.field})" for name, link in zip(names, circle.links, strict=True)]
        round_ = " -> ".join([*steps, names[0]])
        others = [world for world in subject.worlds if world not in circle.worlds]
        when = f"while {when_words(circle.worlds, others)}" if others else "at all times"
        message = f"{when}, schedules send calls round in a circle: {round_}; lead one of these branches out of it"
        yield subject.destination_finding(RULE, circle.links[0].destination, circle.links[0].field, message)
