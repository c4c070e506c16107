"""No person can be reached from here.

## What it does

Reports a receptionist that calls can reach and from which no caller gets to a person, whatever key or mistake they
make. The catalogue says what answers (``answers: person``). A destination without ``answers`` counts as perhaps a
person; a hang-up never does.

## Why is it bad

Callers whose matter is not in the menu, and callers who cannot use a menu, are left with a machine.

## Example

    destinations:
      voicemail||9001: {name: Night voicemail, answers: machine}    # and everything leads there

## Use instead

    entries:
      - {option: "0", destination_type: extension, destination_id: "@Reception"}    # answers: person

## Source

ISO/IEC 13714 (summary) and W3C COGA: a person is to be reachable from everywhere in a menu.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR106", "no-person-in-reach", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for receptionists from which every way ends elsewhere than at a person."""
    from simulator.graph.reach.times import persons_in_reach

    reached = {subject.survey.origin_of(key) for key in persons_in_reach(subject.survey)}
    for key in subject.flow.receptionists:
        if key in subject.reachable and key not in reached:
            shared = Shared("", Item("", key), _write_message)
            yield subject.finding(RULE, key, ("name",), shared, cause=("operator", key))


def _write_message(items: Sequence[Item]) -> str:
    advice = "lead 0 or a fall-back to somebody who answers"
    return f"no caller can reach a person from {menus(items)}, whatever they press; {advice}"
