"""Most used option does not come first.

## What it does

Compares how often callers chose each option of a menu, and reports a menu in which another than the first
was chosen most. It needs records of past calls, ``ivrsim check FLOW --records calls.jsonl``; without them
**this rule is silent**. Each record's keys are played to the receptionist that it names, so what counts is
what the flow as it is now makes of them. 0, ``*`` and ``#`` do not count: they come last by custom. Of a menu
with fewer than 100 choices on record nothing is said.

## Why is it bad

Callers hear the options in turn. With the most wanted one at the end, most of them hear the whole list.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "@Complaints"}   #  40 calls
      - {option: "2", destination_type: department, destination_id: "@Orders"}       # 900 calls

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "@Orders"}
      - {option: "2", destination_type: department, destination_id: "@Complaints"}

and record the greeting in the same order. Regular callers know keys by heart: weigh that before you renumber.

## Source

The advice to put the most frequent option first is common to guides for voice menus; no study of its size
was found. It conflicts with keeping keys where they are (regular callers), and with a logical order, such
as emergencies first. That 100 choices are enough is this project's choice
(``checks: {limits: {choices: 30}}`` sets another number).
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.rule import CheckedFlow, Finding, Rule
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR409", "most-used-option-not-first", "warning")
CHOICES = RuleLimit("choices", 100, 1, 1_000_000, "how many choices of a menu have to be on record")
LIMITS = (CHOICES,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look, in every menu, for the most used option."""
    chosen = subject.chosen
    for key, menu in subject.menus():
        counts = {
            entry.option: (chosen.get((key, entry.option), 0), index)
            for index, entry in enumerate(menu.entries or ())
            if entry.option not in ("0", "*", "#")
        }
        if not counts or sum(count for count, _ in counts.values()) < subject.limit_of(CHOICES):
            continue
        first = next(iter(counts))
        used = max(counts, key=lambda option: counts[option][0])
        if counts[used][0] > counts[first][0]:
            message = (
                f"{key} is left by key {used} oftenest ({counts[used][0]:,} calls), but begins with {first} "
                f"({counts[first][0]:,} calls): announce {used} first"
            )
            yield subject.finding(RULE, key, ("entries", counts[used][1], "option"), message)
