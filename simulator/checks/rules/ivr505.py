"""Options are repeated fewer than twice.

## What it does

Counts how often a caller who says nothing hears the greeting of a menu again, under the semantics of the flow, and
reports fewer than two repeats: ``timeout_retries`` is too low, or a retry recording plays in the greeting's place.
A retry recording whose script announces keys counts as a repeat. The rule is silent if a key repeats the menu, if
the greeting offers silence as a choice ("or stay on the line for reception"), and if there is no greeting (IVR302).

## Why is it bad

Options are heard once and gone. Callers who compare them, or missed a word, need them again, and once is often not
enough for people with a weak memory, with poor hearing, or in a second language.

## Example

    timeout_retries: 1

## Use instead

    timeout_retries: 2

## Source

W3C, Cognitive Accessibility Design Pattern *Let Users Avoid Navigating Voice Menus*: allow repetition,
support forgetfulness and memory impairments. It gives no number; two is this project's choice, with the
three attempts that IVR206 takes from alpines.com (3-4 for one key). More retries keep silent callers
longer, which IVR204 bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import read_recording, silence_offer
from simulator.config.check_options import RuleLimit
from simulator.config.receptionist import Receptionist

RULE = Rule("IVR505", "options-repeated-too-rarely", "warning")
REPEATS = RuleLimit("repeats", 2, 0, 100, "how often options are repeated")
LIMITS = (REPEATS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Count the repeats in every menu."""
    from simulator.checks.silent_caller import silent_rounds
    from simulator.tables.menu_rows import PARTS

    least = subject.limit_of(REPEATS)
    for key, menu in subject.menus():
        if not menu.entries or menu.greeting is None or silence_offer(subject.flow, menu):
            continue
        rounds = silent_rounds(subject.survey, key)
        telling = {
            PARTS.index(part)
            for part in ("greeting", "silence_retry_recording")
            if _announces_options(subject, menu, part)
        }
        repeats = sum(bool(telling.intersection(round_.prompts)) for round_ in rounds[1:])
        # few menus come as far as the last question, which is about every entry
        if repeats >= least or _has_repeat_key(subject, key, menu):
            continue
        # too few rounds is a matter of retries; enough rounds without the options, of the recording
        field = "silences_allowed" if len(rounds) - 1 < least else "silence_retry_recording"
        name = subject.field_name(key, (field,))
        advice = (
            f"raise {name}"
            if field == "silences_allowed"
            else f"{name} plays in the greeting's place: let it tell the options"
        )
        heard = {0: "never hears its options again", 1: "hears its options only once more"}
        complaint = heard.get(repeats, f"hears its options only {repeats} times more")
        shared = Shared(
            (complaint, advice),
            Item("", key),
            partial(_write_message, f"{complaint}, and should {_count_times(least)}: {advice}"),
        )
        cause = ("silence retries", key) if field == "silences_allowed" else ()
        yield subject.finding(RULE, key, (field,), shared, cause=cause)


def _write_message(what: str, items: Sequence[Item]) -> str:
    return f"a caller who waits in {menus(items)} {what}"


def _count_times(count: float) -> str:
    return {1: "once", 2: "twice"}.get(round(count), f"{count:g} times")


def _has_repeat_key(subject: CheckedFlow, key: str, menu: Receptionist) -> bool:
    menu_at = subject.levels.menu_at
    return any(menu_at(entry.destination) == key for entry in menu.entries or ())


def _announces_options(subject: CheckedFlow, menu: Receptionist, part: str) -> bool:
    """Return whether a recording announces options: the greeting does, another if its script announces one."""
    if part == "greeting":
        return True
    reading = read_recording(subject.flow, menu.silence_retry_recording)
    return reading is not None and not menu.own_options.keys().isdisjoint(reading.keys)
