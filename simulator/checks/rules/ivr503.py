"""Slow keypad cannot enter a code.

## What it does

Plays a caller who needs 4 seconds from one key to the next, and reports the codes of several keys that other
callers can enter and this one cannot, because the menu does not wait that long for the next key. The wait is the
engine's setting ``interdigit_seconds`` under ``collect: prefix``, and the menu's ``timeout`` under the other two.
FreeSWITCH has its own for each menu, and its ``timeout`` is the time for all keys of a code together.

## Why is it bad

Some callers find keys by touch, with a stick, or on a screen that has to be opened again for each key. The menu
takes them to have finished after the first key: the call goes to another entry, or the key counts as wrong.

## Example

    entries:
      - {option: "21", destination_type: department, destination_id: "@Sales"}

## Use instead

    entries:
      - {option: "2", destination_type: department, destination_id: "@Sales"}

## Source

FreePBX waits 3 s between keys (measured on the engine). The 4 s of the slow caller are this project's
assumption; W3C, WCAG 2.2, 2.2.1 *Timing Adjustable* asks for ten times the usual and so for far more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu, codes
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR503", "slow-keypad-cannot-enter-a-code", "warning")
KEYPAD_SECONDS = RuleLimit("keypad_seconds", 4, 0.1, 60, "how long a slow caller needs between two keys", whole=False)
LIMITS = (KEYPAD_SECONDS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Type every code of several keys slowly."""
    from simulator.graph.plain_words import duration_words

    gap = round(subject.limit_of(KEYPAD_SECONDS) * 1000)
    for key, menu in subject.menus():
        summary = subject.survey.summary_of(key)
        if summary.tries is None or summary.keypad is None:
            continue
        times = summary.tries.times
        # the wait for the next key is the same after each, so comparing it once is enough
        further = times.further_key if times.further_key <= gap else None
        if further is None and not times.together:
            continue
        enterable = {exit.code for exit in summary.exits if exit.cause == "choice"}
        lost = [
            (entry.option, index)
            for index, entry in enumerate(menu.entries or ())
            if len(entry.option) > 1
            and entry.option in enterable
            and (further is not None or gap * (len(entry.option) - 1) >= times.first_key)
        ]
        if lost:
            waits = (
                f"{duration_words(times.first_key)} for all keys together"
                if further is None
                else f"{duration_words(further)} for the next key"
            )
            shared = Shared(
                waits,
                Item(codes(option for option, _ in lost), key),
                partial(_write_message, duration_words(gap), waits),
            )
            yield subject.finding(RULE, key, ("entries", lost[0][1], "option"), shared)


def _write_message(gap: str, waits: str, items: Sequence[Item]) -> str:
    it = "it waits" if len(items) == 1 else "they wait"
    lost = by_menu(items)
    return f"a caller who needs {gap} between keys cannot enter {lost}: {it} {waits}; give each entry a single key"
