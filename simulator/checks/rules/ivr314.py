"""A script is in a language that is not read.

## What it does

Names the recordings whose script, or a part of it, is in a language that IVR303 to IVR306 do not read. Read are
English, French, German, Hindi (in Devanagari and in Latin letters), Portuguese and Spanish. All such recordings are
one finding. Nothing is said of a script of a few words that may belong to any language.

## Why is it bad

It is not bad. But what these recordings announce is not compared with the menu, so somebody has to do that by ear.

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

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.checks.spoken import read, script_field, scripts
from simulator.graph.wording import listed

RULE = Rule("IVR314", "script-in-a-language-that-is-not-read", "info")


def find(subject: Subject) -> Iterator[Finding]:
    """Collect the scripts in other languages."""
    unread = [
        (id, known, reading.unread)
        for id, known in scripts(subject.flow)
        if (reading := read(subject.flow, id)) is not None and reading.unread
    ]
    if not unread:
        return
    from simulator.checks.scripts.language import language, languages

    first, known, _ = unread[0]
    names = listed([f"{subject.names.recording(id)} ({' and '.join(of)})" for id, _, of in unread])
    read_ones = listed(sorted(language(code).words.name for code in languages()))
    one = len(unread) == 1
    message = (
        f"{'the script' if one else 'the scripts'} of {names} {'is' if one else 'are'} in a language that is not read, "
        f"all or in part: check by ear what {'it announces' if one else 'they announce'} ({read_ones} are read)"
    )
    yield subject.recording(RULE, first, script_field(known), message)
