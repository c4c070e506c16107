"""Person is more than a minute away.

## What it does

Follows the caller who gets from the entry to a person with the fewest keys, hears every recording to its end and
presses as soon as the menu listens. Reports more than 60 s.

## Why is it bad

This is the best that a patient caller who does not know the menu can do. Others take longer.

## Example

    # three menus, each with a greeting of 25 s, before anybody answers

## Use instead

    entries:
      - {option: "0", destination_type: extension, destination_id: "2001"}   # in the first menu

## Source

vcc.live: the mean time in an IVR is 48 s, the median 40 s, over 3.8 million calls. The bound of 60 s leaves
some room.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.check_options import RuleLimit
from simulator.words.phrases import count_noun

RULE = Rule("IVR205", "person-takes-too-long", "warning")
PERSON_SECONDS = RuleLimit(
    "person_seconds", 60, 1, 36_000, "how long the shortest way to a person may take, in seconds"
)
LIMITS = (PERSON_SECONDS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Measure the way to the nearest person."""
    from simulator.graph.reach.times import effort_to_person

    most = subject.limit_of(PERSON_SECONDS)
    reached = effort_to_person(subject.survey)
    if reached is None or reached.milliseconds <= most * 1000:
        return
    keys = count_noun(reached.keys, "key", spell=False)
    takes = f"the shortest way to a person ({reached.destination}, {keys}) takes {reached.milliseconds / 1000:.0f} s"
    message = f"{takes}; shorten the recordings, or offer a person earlier: under {most:g} s"
    yield subject.finding(RULE, subject.flow.entry, ("greeting",), message)
