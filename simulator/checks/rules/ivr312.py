"""The retry prompt is the greeting.

## What it does

Reports a menu whose retry recording, after a wrong key or a silence, is the greeting itself or has the same words.
A menu without a retry recording also repeats the greeting but is not reported, because it does not claim to help.

## Why is it bad

A caller who did not get along with the greeting hears it once more, word for word. It helps to say what went wrong,
and to ask in other, fewer words. Under settings that play the greeting after the retry recording, callers hear it
twice.

## Example

    recording: "@greeting"
    invalid_recording: "@greeting"

## Use instead

    recording: "@greeting"
    invalid_recording: "@sorry"    # "Sorry, that was not one of the choices."

## Source

W3C, Cognitive Accessibility Design Pattern on voice menus: taper prompts, that is, rephrase them when they are
repeated after an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import RETRIES, script_of

RULE = Rule("IVR312", "retry-prompt-equals-the-greeting", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare every menu's retry recordings with its greeting."""
    flow = subject.flow
    for key, menu in subject.menus():
        for field, _, cause in RETRIES:
            retry = getattr(menu, field)
            if menu.greeting is None or retry is None:
                continue
            # another recording with the same words is the same to callers
            words = _script_words(script_of(flow, retry))
            if retry == menu.greeting or (words and words == _script_words(script_of(flow, menu.greeting))):
                item = Item(subject.names.recording_name(retry), key)
                yield subject.finding(RULE, key, (field,), Shared("", item, partial(_write_message, cause)))


def _write_message(cause: str, items: Sequence[Item]) -> str:
    advice = "say what went wrong, and ask in fewer words"
    if len(items) == 1:
        return f"after a {cause} {items[0].where} plays {items[0].what}, which repeats the greeting: {advice}"
    return f"after a mistake callers hear {by_menu(items)}, which repeats the greeting: {advice}"


def _script_words(script: str) -> str:
    if not script:
        return ""
    from simulator.checks.scripts.word_tokens import plain_words

    return plain_words(script).strip()
