"""The scripts of the recordings that callers of a receptionist hear, and what these announce."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from simulator.config.flow import Flow, Recording
from simulator.config.receptionist import Destination, Receptionist
from simulator.fast_classes import NamedTuple
from simulator.graph.audible_recordings import audible_recordings

if TYPE_CHECKING:
    from simulator.checks.checked_flow import CheckedFlow
    from simulator.checks.scripts.language import Language, Phrases
    from simulator.checks.scripts.reader import ScriptReading
    from simulator.checks.scripts.staying import StayOffer

RETRIES = (
    ("wrong_key_retry_recording", "wrong_key_final_recording", "wrong key"),
    ("silence_retry_recording", "silence_final_recording", "silence"),
)
"""The recordings that play while another try is left and when none is, for either cause."""


def recordings_used(flow: Flow) -> dict[str, list[str]]:
    """The ids of the recordings that can be heard, each with the keys of its receptionists, in order."""
    users: dict[str, list[str]] = {}
    for key, item in flow.receptionists.items():
        for id in dict.fromkeys(audible.id for audible in audible_recordings(item)):
            users.setdefault(id, []).append(key)
    return users


def scripted_recordings(flow: Flow) -> Iterator[tuple[str, Recording]]:
    """The catalogue's recordings that are used and have a script."""
    written = [(id, recording) for id, recording in flow.recordings.items() if recording.script.strip()]
    heard = recordings_used(flow) if written else {}
    return ((id, recording) for id, recording in written if id in heard)


class HeardScript(NamedTuple):
    """A recording that is used and has a script: its id, the catalogue's entry, its name, its language."""

    id: str
    recording: Recording
    name: str
    language: Language


def heard_scripts(subject: CheckedFlow) -> Iterator[HeardScript]:
    """Yield the recordings in use that have a script, ready to be read."""
    for id, recording in scripted_recordings(subject.flow):
        # imported late: the reader takes long to load, and many flows have no scripts
        from simulator.checks.scripts.language import load_language
        from simulator.checks.scripts.reader import language_of

        yield HeardScript(id, recording, subject.names.recording_name(id), load_language(language_of(recording.script)))


class MenuGreeting(NamedTuple):
    """A menu's greeting, read: the menu's key, the menu, the recording's id, and what it announces."""

    key: str
    menu: Receptionist
    id: str
    reading: ScriptReading


def menu_greetings(subject: CheckedFlow) -> Iterator[MenuGreeting]:
    """The menus whose greeting has words, each read."""
    for key, menu in subject.menus():
        if not script_of(subject.flow, menu.greeting):
            continue
        reading = read_recording(subject.flow, menu.greeting, menu.own_options)
        if reading is not None and menu.greeting is not None:
            yield MenuGreeting(key, menu, menu.greeting, reading)


def script_field(recording: Recording) -> str:
    """The catalogue's field that holds the words."""
    return "script_file" if recording.script_file else "script"


def script_of(flow: Flow, id: str | None) -> str:
    """The words of a recording; empty where none are known."""
    recording = flow.recordings.get(id) if id is not None else None
    return recording.script.strip() if recording else ""


def read_recording(flow: Flow, id: str | None, options: Collection[str] = ()) -> ScriptReading | None:
    """Return what a recording announces in a menu with these keys; None where its words are not known."""
    script = script_of(flow, id)
    return _read_cached(script, tuple(options)) if script else None


@lru_cache(maxsize=20_000)
def _read_cached(script: str, options: tuple[str, ...]) -> ScriptReading:
    from simulator.checks.scripts.reader import read_script

    return read_script(script, options=options)


def silence_offer(flow: Flow, menu: Receptionist) -> StayOffer | None:
    """Return what a menu's greeting offers to callers who stay on the line; None: silence is not a choice there."""
    script = script_of(flow, menu.greeting) if menu.is_menu else ""
    if not script:
        return None
    from simulator.checks.scripts.staying import stay_offer

    return stay_offer(script)


def repeat_keys(flow: Flow, menu: Receptionist) -> frozenset[str]:
    """The keys that a menu's greeting offers for hearing it again, or for going back."""
    reading = read_recording(flow, menu.greeting, menu.own_options) if script_of(flow, menu.greeting) else None
    if reading is None:
        return frozenset()
    from simulator.checks.scripts.label_match import words_in
    from simulator.checks.scripts.language import load_language

    offers = ((item, load_language(item.language)) for item in reading.announced)
    return frozenset(
        item.key for item, language in offers if language.back.intersection(words_in(item.label, language))
    )


def offers_extensions(flow: Flow, id: str | None) -> bool:
    """Return whether a recording invites callers to dial an extension that they know."""
    script = script_of(flow, id)
    if not script:
        return False
    from simulator.checks.scripts.word_advice import speaks_of_dialling

    return speaks_of_dialling(script)


def first_phrase(script: str, phrases: Phrases) -> str:
    """The first of these phrases that a script holds; empty: none."""
    from simulator.checks.scripts.word_tokens import plain_words

    text = plain_words(script)
    return next(
        (phrase for all_ in phrases.values() for words in all_ if f" {(phrase := ' '.join(words))} " in text), ""
    )


def holds_in_any(script: str, phrases_of: Callable[[Language], Phrases]) -> str:
    """The first of a kind of phrases that a script holds; empty: none.

    Those of other languages count too: three words ("Opción no válida") often do not tell which one they are in.
    """
    if not script.strip():
        return ""  # nothing to read: no language is loaded for it
    from simulator.checks.scripts.language import language_codes, load_language
    from simulator.checks.scripts.reader import language_of

    own = language_of(script)
    codes = (own, *(code for code in language_codes() if code != own))
    return next((phrase for code in codes if (phrase := first_phrase(script, phrases_of(load_language(code))))), "")


def destination_words(flow: Flow, destination: Destination) -> tuple[str, str]:
    """Return the name of a destination, or nothing, and all other words that tell what is there."""
    key = flow.receptionist_for(destination)
    kind = destination.canonical.type.replace("_", " ")
    if key is None:
        return flow.destination_name(destination) or "", kind
    target = flow.receptionists[key]
    opening = script_of(flow, target.greeting).partition(".")[0]
    return target.name, f"{key} {target.description} {opening}"
