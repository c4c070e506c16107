"""The recordings of a retry and of the end look swapped.

## What it does

Reads the scripts of the recording that plays while another try is left and of the one that plays when none is
(``invalid_recording`` and ``recording_invalid``; for silences ``timeout_retry_recording`` and
``timeout_recording``). Reports them where the first speaks of good-bye or of being put through, and the second
does not.

## Why is it bad

``invalid_recording`` and ``recording_invalid`` differ by nothing but the order of the words, and the provider's
answers name them otherwise than its requests. Swapped, the caller hears "goodbye" and is asked to choose again,
and at the end hears "please try again" and is put through to somebody.

## Example

    invalid_recording: "@goodbye"   # "We will now put you through to reception. Goodbye."
    recording_invalid: "@sorry"     # "Sorry, that was not one of the choices."

## Use instead

    invalid_recording: "@sorry"
    recording_invalid: "@goodbye"

## Source

provider-api.md of this project: the two fields and what each plays for. The words that are looked for are
listed in ``simulator/checks/scripts/languages``.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.checks.spoken import RETRIES, holds, script_of

RULE = Rule("IVR308", "retry-and-final-look-swapped", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Look for words of an ending where none is."""
    flow = subject.flow
    for key, menu in subject.menus():
        for retry, final, _ in RETRIES:
            early, late = getattr(menu, retry), getattr(menu, final)
            said = speaks_of_ending(script_of(flow, early))
            if not said or not script_of(flow, late) or speaks_of_ending(script_of(flow, late)):
                continue
            message = (
                f'in {key}, {subject.names.recording(early)} says "{said}" while another try is left, and '
                f"{subject.names.recording(late)} does not at the end: "
                f"{subject.name(key, (retry,))} and {subject.name(key, (final,))} look swapped"
            )
            yield subject.finding(RULE, key, (retry,), message)


def speaks_of_ending(script: str) -> str:
    """The words of good-bye or of a transfer that a script holds; empty: none."""
    if not script.strip():
        return ""  # nothing to read: no language is loaded for it
    from simulator.checks.scripts.language import language, phrases
    from simulator.checks.scripts.reader import language_of

    words = language(language_of(script)).words
    return holds(script, phrases(words.farewells)) or holds(script, phrases(words.transfers))
