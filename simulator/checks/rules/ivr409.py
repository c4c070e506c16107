"""Most used option does not come first.

## What it does

Compares how often callers chose each option of a menu, and reports a menu in which another option than the first
was chosen most. It needs records of past calls, ``ivrsim check FLOW --records calls.jsonl``; without them **this
rule is silent**. The keys of each record are played to the receptionist that it names, so the count shows what the
flow does with them today. 0, ``*`` and ``#`` do not count, because they come last by custom. A menu with fewer than
100 recorded choices is skipped.

## Why is it bad

Callers hear the options in turn. If the most wanted one comes last, most of them hear the whole list.

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

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR409", "most-used-option-not-first", "warning")
CHOICES = RuleLimit("choices", 100, 1, 1_000_000, "how many choices of a menu have to be on record")
LIMITS = (CHOICES,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look, in every menu, for the most used option."""
    chosen = subject.chosen
    if not chosen:
        return
    for key, menu in subject.menus():
        counts = {
            entry.option: (chosen.get((key, entry.option), 0), index)
            for index, entry in enumerate(menu.entries or ())
            if entry.option not in ("0", "*", "#")
        }
        # few calls say nothing about habits: the order would follow last week's accidents
        if not counts or sum(count for count, _ in counts.values()) < subject.limit_of(CHOICES):
            continue
        first = next(iter(counts))
        used = max(counts, key=lambda option: counts[option][0])
        if counts[used][0] > counts[first][0]:
            message = (
                f"callers of {key} press {used} most often ({counts[used][0]:,} calls), but hear {first} first "
                f"({counts[first][0]:,} calls): announce {used} first"
            )
            yield subject.finding(RULE, key, ("entries", counts[used][1], "option"), message)
