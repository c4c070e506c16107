"""A script is in a language that is not read.

## What it does

Names the recordings whose script is, wholly or partly, in a language that IVR303 to IVR306 do not read. They read
English, French, German, Hindi (in Devanagari and in Latin letters), Portuguese and Spanish. All such recordings are
one finding. A script of a few words that may belong to any language is not reported.

## Why is it bad

It is not a fault. But nothing compares what these recordings announce with the menu, so somebody has to do that by
ear.

## Example

    recordings:
      "19549": {name: benvenuti, seconds: 6, script: "Per l'ufficio vendite, premere 1. Per assistenza, premere 2."}

## Use instead

Listen to the recording with the menu's entries at hand. Then silence the finding, with the reason that this has been
done; or add the words of the language as a file to ``simulator/checks/scripts/languages``.

## Source

This project's own: a check that cannot be made has to say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import script_field, scripted_recordings

RULE = Rule("IVR314", "script-in-a-language-that-is-not-read", "info")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for scripts in other languages."""
    for id, recording in scripted_recordings(subject.flow):
        from simulator.checks.scripts.language_passages import language_passages  # few flows have scripts

        _, unread = language_passages(recording.script.strip())
        if unread:
            item = Item(f"{subject.names.recording_name(id)} ({join_names(unread)})", "")
            yield subject.recording_finding(RULE, id, script_field(recording), Shared("", item, _write_message))


def _write_message(items: Sequence[Item]) -> str:
    from simulator.checks.scripts.language import language_codes, load_language

    single_script = len(items) == 1
    scripts_of = f"{'the script' if single_script else 'the scripts'} of {join_names(item.what for item in items)}"
    are, they = ("is", "it announces") if single_script else ("are", "they announce")
    languages = join_names(sorted(load_language(code).words.name for code in language_codes()))
    return (
        f"{scripts_of} {are} wholly or partly in a language that ivrsim does not read: "
        f"check by ear what {they} (it reads {languages})"
    )
