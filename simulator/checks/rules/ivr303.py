"""A recording announces a key that is not configured.

## What it does

Reads the scripts of everything that a receptionist plays and reports keys that the voice offers ("press 4", "for
sales, press four", "4 for sales", "press 1 to 4", "star", "pound", "hash") but that are not entries of the menu. An
announcement (``single``) has no entries, so it must not offer any keys; neither may a recording that plays once the
retries are used up, when no key counts. Two kinds of keys are not reported: a key for another telephone ("hang up
and dial 999"), and a key that the script says is not available ("option 3 is no longer available"). "Press 1-2" and
"press 1 2" mean whichever keys the menu has: 12, or 1 and 2.

Scripts are read in English, French, German, Hindi (in Devanagari and in Latin letters), Portuguese and Spanish,
sentence by sentence: one script may mix them. Text in another language is skipped (IVR314).

## Why is it bad

Callers do what the voice says and are told that it was wrong. It is the commonest fault of a menu that was changed:
the keys are new, the recording is not.

## Example

    # greeting: "For sales, press 1. For support, press 2. For billing, press 3."
    entries:
      - {option: "1", destination_type: department, destination_id: "@Sales"}
      - {option: "2", destination_type: department, destination_id: "@Support"}

## Use instead

Add the entry, or record the greeting again without it:

    - {option: "3", destination_type: department, destination_id: "@Billing"}

## Source

This project's own: what is announced and what is configured must agree. How well the scripts are read was
measured: see the docstring of ``simulator.checks.scripts.reader``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import menus
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import read_recording, script_of
from simulator.config.receptionist import Receptionist
from simulator.graph.audible_recordings import AudibleRecording, audible_recordings

RULE = Rule("IVR303", "announces-a-key-that-is-not-configured", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare what is announced with the entries."""
    for key, item in subject.flow.receptionists.items():
        for audible in audible_recordings(item):
            if not script_of(subject.flow, audible.id):
                continue
            reading = read_recording(subject.flow, audible.id, item.own_options)
            missing = _keys_unheeded(item, audible, reading.keys) if reading else []
            if missing:
                shared = Shared(
                    _problem_identity(subject, key, audible),
                    Item("", key),
                    partial(_write_message, subject, audible, missing),
                )
                # shared with IVR406: a gap in the keys at the announced one is the same problem
                cause = (
                    "announced key",
                    key,
                    min(missing, key=lambda code: (not code.isdecimal() or code == "0", code)),
                )
                yield subject.finding(RULE, key, (audible.field,), shared, cause=cause)


def _keys_unheeded(item: Receptionist, audible: AudibleRecording, keys: Iterable[str]) -> list[str]:
    """Return the announced keys that do nothing."""
    if item.is_menu:
        options = item.own_options if _is_heeded(item, audible) else {}
        return [code for code in keys if code not in options]
    announcement = item.engine.announcement
    unheeded = [code for code in keys if code != announcement.repeat]
    # any key leads on where one does, so that a single one can be announced, and not two with a meaning each
    return unheeded if len(unheeded) > 1 or not announcement.skip else []


def _is_heeded(item: Receptionist, audible_recording: AudibleRecording) -> bool:
    """Return whether keys count while this plays or afterwards."""
    return item.is_menu and not audible_recording.field.endswith("final_recording")


def _problem_identity(subject: CheckedFlow, key: str, audible_recording: AudibleRecording) -> Hashable:
    """Return what findings are one problem: one recording, in the same kind of place, against the same options."""
    item = subject.flow.receptionists[key]
    if not item.is_menu:
        return audible_recording.id, "announcement", item.engine.announcement
    return (
        (audible_recording.id, *item.own_options)
        if _is_heeded(item, audible_recording)
        else (audible_recording.id, "at the end")
    )


def _write_message(
    subject: CheckedFlow, audible_recording: AudibleRecording, missing: list[str], items: Sequence[Item]
) -> str:
    item = subject.flow.receptionists[items[0].where]
    keys = ("key " if len(missing) == 1 else "keys ") + ", ".join(missing)
    says, receptionists = f"{subject.names.recording_name(audible_recording.id)} announces {keys}", menus(items)
    many = len({part.where for part in items}) > 1
    if not item.is_menu:
        are, kind, them = ("are", "menus", "them menus") if many else ("is", "a menu", f"{receptionists} a menu")
        counts = _keys_that_count(item)
        return f"{says}, but {receptionists} {are} not {kind}, so {counts}: record it without keys, or make {them}"
    if not _is_heeded(item, audible_recording):
        return (
            f"{says}, but in {receptionists} it plays after the last retry, when no key counts: record it without keys"
        )
    do, they = ("do", "they have") if many else ("does", "it has")
    has = ", ".join(item.own_options) or "none"
    return f"{says}, which {receptionists} {do} not have ({they} {has}): add the entry, or record the script without it"


def _keys_that_count(announcement: Receptionist) -> str:
    settings = announcement.engine.announcement
    if settings.skip:
        return "any key leads on"
    return "no key counts" if settings.repeat is None else f"no key but {settings.repeat} counts"
