"""What the script calls an option does not resemble its destination.

## What it does

Compares what the greeting's script says of a key ("for billing, press 2") with what is there: the catalogue's
name of the destination, or the receptionist's name, key, description and first words. They resemble each other
where they share a word, the beginning of one ("book", "booking"), a meaning from a short list of such words, or
initials. A destination without a name is left alone.

## Why is it bad

Two destinations are easily exchanged, or one is left behind when the menu is renumbered; the call then goes to
people who are not expecting it. The names are all that can show it before somebody calls.

## Example

    # greeting: "For sales, press 1. For billing, press 2."
    entries:
      - {option: "1", destination_type: department, destination_id: "@Billing"}
      - {option: "2", destination_type: department, destination_id: "@Sales"}

## Use instead

Lead the key to what the script says. Where both are right and only the words differ, name the destination in
the words that callers hear, or silence the finding on the entry's line.

## Source

This project's own. Words can mean the same without being alike, so this is a hint to look, and never an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.checks.spoken import destination_words, greetings
from simulator.graph.walk import Arrival, arrivals

RULE = Rule("IVR306", "label-does-not-resemble-the-destination", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Compare labels and names."""
    flow = subject.flow
    into: dict[str, list[Arrival]] = {}
    for key, menu, _, reading in greetings(subject):
        from simulator.checks.scripts.language import language
        from simulator.checks.scripts.resemble import resembles

        known = language(reading.language)
        into = into or arrivals(flow)
        came_from = {key, flow.entry, *(one.source for one in into[key])}
        labels = {item.key: item.label for item in reversed(reading.announced)}
        for index, entry in enumerate(menu.entries or ()):
            name, more = destination_words(flow, entry.destination)
            label = labels.get(entry.option, "")
            if not label or not name or resembles(label, name, known) or resembles(label, f"{name} {more}", known):
                continue
            if flow.target(entry.destination) in came_from and known.back.intersection(label.split()):
                continue  # "to go back", whatever the menu before is called
            message = (
                f'key {entry.option} of {key} is announced as "{label[:60]}" and leads to "{name}": '
                "lead it to what is announced, or name the destination as callers hear it"
            )
            yield subject.finding(RULE, key, ("entries", index, "destination_id"), message)
