"""Nearest person is more than two keys away.

## What it does

Finds the person that a caller reaches from the flow's entry with the fewest keys, and reports a flow in which that
takes more than two. A destination of the catalogue without ``answers`` counts as perhaps a person. Callers who wait
until the menu gives up do not count: this rule is about callers who choose. If nobody can be reached at all, that
is IVR106.

## Why is it bad

Some callers have a matter that fits none of the options, or cannot use a menu. Every key between them and a person
is one more place to go wrong, or to give up.

## Example

    main      {option: "1", destination_type: ivr, destination_id: "@orders"}
    orders    {option: "1", destination_type: ivr, destination_id: "@returns"}
    returns   {option: "1", destination_type: department, destination_id: "@Returns desk"}   # the first person

## Use instead

    main      {option: "1", destination_type: ivr, destination_id: "@orders"}
              {option: "0", destination_type: extension, destination_id: "@Reception"}

## Source

Dunlap (1998): a person within two key presses. W3C, Cognitive Accessibility Design Pattern *Let Users Avoid
Navigating Voice Menus*: do not require navigating menus to reach a human, which is stricter than two keys.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR403", "person-is-too-many-keys-away", "warning")
PERSON_KEYS = RuleLimit("person_keys", 2, 0, 100, "how many keys to a person")
LIMITS = (PERSON_KEYS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Find the nearest person from the entry."""
    from simulator.graph.reach.times import keys_to_person

    most = subject.limit_of(PERSON_KEYS)
    keys = keys_to_person(subject.survey)
    if keys is None or keys <= most:
        return
    entry = subject.flow.entry
    place = ("entries",) if subject.flow.receptionists[entry].is_menu else ("forward_destination_id",)
    message = (
        f"from {entry} the nearest person is {keys} keys away, more than {most:g}: "
        "lead a key of the first menu to a person, preferably 0"
    )
    yield subject.finding(RULE, entry, place, message, cause=("operator", entry))
