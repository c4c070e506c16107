"""The recordings of a retry and of the end, or of wrong keys and of silence, look swapped.

## What it does

Reads the scripts of the recording that plays while another try is left and of the one that plays when none is
(``invalid_recording`` and ``recording_invalid``; for silences ``timeout_retry_recording`` and
``timeout_recording``). Reports them if the first says goodbye or that the caller is being put through, and the
second does not.

It also compares what plays after a wrong key with what plays after a silence. Reports them if the first says that
nothing was heard and the second does not, or if the second says that the key was wrong and the first does not. The
flow's variants are read too.

## Why is it bad

``invalid_recording`` and ``recording_invalid`` differ only in the order of the words, and the provider's responses
use other names than its requests. If they are swapped, callers hear "goodbye" and are asked to choose again, and at
the end they hear "please try again" and are put through. A caller who hears "I did not hear you" after pressing a
key thinks that their phone is broken, and presses the same key again.

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

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import RETRIES, holds_in_any, script_of
from simulator.config.receptionist import Receptionist
from simulator.fast_classes import NamedTuple
from simulator.wire.vr import WRITE_NAMES

RULE = Rule("IVR308", "retry-and-final-look-swapped", "warning")

MISTAKES = (
    ("wrong_key_retry_recording", "silence_retry_recording"),
    ("wrong_key_final_recording", "silence_final_recording"),
)
"""The recordings that play after a wrong key and after a silence, at the same moment."""


class _Pair(NamedTuple):
    """Two fields whose recordings look swapped, and what is said: ``{}`` stands for the menus."""

    fields: tuple[str, str]
    message: str


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for words of an ending where none is, and for words of the other mistake."""
    flow = subject.flow
    for key, menu in subject.menus():
        for pair in _exchanged_recordings(subject, key, menu):
            shared = Shared(pair, Item(key, key), partial(_write_message, pair.message))
            yield subject.finding(RULE, key, (pair.fields[0],), shared)
    for name, variant in flow.variants.items() if flow.variant is None else ():
        for key, menu in variant.receptionists.items():
            usual_pairs = (
                set(_exchanged_recordings(subject, key, flow.receptionists[key]))
                if key in flow.receptionists
                else set()
            )
            for pair in _exchanged_recordings(subject, key, menu) if menu.is_menu else ():
                # a pair that the flow has without the variant is reported there already
                if pair not in usual_pairs:
                    shared = Shared(pair, Item(f"{key} (variant {name})", key), partial(_write_message, pair.message))
                    path = ("variants", name, "receptionists", key, WRITE_NAMES[pair.fields[0]])
                    yield subject.document_finding(RULE, path, shared)


def _write_message(message: str, items: Sequence[Item]) -> str:
    return message.replace("{}", join_names(item.what for item in items), 1)


def _exchanged_recordings(subject: CheckedFlow, key: str, menu: Receptionist) -> Iterator[_Pair]:
    """The pairs of a menu's recordings that look swapped."""
    flow = subject.flow
    for retry, final, _ in RETRIES:
        early, late = getattr(menu, retry), getattr(menu, final)
        ending_words = speaks_of_ending(script_of(flow, early))
        if ending_words and script_of(flow, late) and not speaks_of_ending(script_of(flow, late)):
            names = f"{subject.field_name(key, (retry,))} and {subject.field_name(key, (final,))}"
            message = (
                f'in {{}}, {subject.names.recording_name(early)} says "{ending_words}" while another try is left, and '
                f"{subject.names.recording_name(late)} does not at the end: {names} look swapped"
            )
            yield _Pair((retry, final), message)
    for wrong, silent in MISTAKES:
        what = _other_mistake(subject, getattr(menu, wrong), getattr(menu, silent))
        if what:
            names = f"{subject.field_name(key, (wrong,))} and {subject.field_name(key, (silent,))}"
            yield _Pair((wrong, silent), f"in {{}}, {what}: {names} look swapped")


def _other_mistake(subject: CheckedFlow, wrong: str | None, silent: str | None) -> str:
    """Return what two recordings say of each other's mistake; empty where they need not be exchanged."""
    after_wrong, after_silence = (speaks_of_mistake(script_of(subject.flow, id)) for id in (wrong, silent))
    if after_wrong is None or after_silence is None or wrong is None or silent is None:
        return ""
    says_silence = after_wrong.nothing and not after_wrong.wrong and not after_silence.nothing
    says_wrong = after_silence.wrong and not after_silence.nothing and not after_wrong.wrong
    if not (says_silence or says_wrong):
        return ""
    first = _describe_content(subject, wrong, after_wrong.nothing, "a wrong key", "a wrong key")
    second = _describe_content(subject, silent, after_silence.wrong, "a silence", "a silence")
    return f"{first}, and {second}"


def _describe_content(subject: CheckedFlow, id: str, words: str, after: str, lacks: str) -> str:
    name = subject.names.recording_name(id)
    return f'{name} says "{words}" after {after}' if words else f"{name} does not mention {lacks}"


class Mistake(NamedTuple):
    """The words for a silence and those for a wrong key that a script holds; empty: none."""

    nothing: str
    wrong: str


@lru_cache(maxsize=20_000)
def speaks_of_mistake(script: str) -> Mistake | None:
    """Return which mistake a script mentions; None without a script."""
    if not script.strip():
        return None
    nothing = holds_in_any(script, lambda language: language.heard_nothing)
    wrong = holds_in_any(script, lambda language: language.heard_wrong)
    if nothing and not wrong:  # "we did not hear a valid choice"
        wrong = holds_in_any(script, lambda language: language.heard_either)
    return Mistake(nothing, wrong)


@lru_cache(maxsize=20_000)
def speaks_of_ending(script: str) -> str:
    """The words of good-bye or of a transfer that a script holds; empty: none."""
    ending_words = holds_in_any(script, lambda language: language.farewells)
    return ending_words or holds_in_any(script, lambda language: language.transfers)
