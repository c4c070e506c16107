"""Small flows, written as what a test is about: where keys, wrong keys and silence lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow, KnownDestination, RecordingLength
from simulator.config.menu_engine import NO_SETTINGS
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import Semantics

PERSON = "department||10"
MACHINE = "voicemail||9001"
HANGUP = "hangup||1"

CATALOGUE = {
    Destination("department", "10"): KnownDestination(name="Desk", answers="person"),
    Destination("voicemail", "9001"): KnownDestination(name="Voicemail", answers="machine"),
}


def to(word: str) -> Destination:
    """``TYPE||ID``, or the key of a receptionist."""
    kind, bars, id = word.partition("||")
    return Destination(kind, id) if bars else Destination("virtual_receptionist", word)


def menu(
    keys: Mapping[str, str],
    *,
    wrong: str = HANGUP,
    silence: str = HANGUP,
    allowed: tuple[int, int] = (1, 1),
    timeout: float = 5,
    **more: str,
) -> Receptionist:
    """A menu of 1 wrong key and 1 silence allowed; ``more`` are recordings by their field."""
    return Receptionist.model_validate(
        {
            "name": "A menu",
            "destination_type": "multiple",
            "entries": [
                Entry(option=code, destination_type=to(word).type, destination_id=to(word).id)
                for code, word in keys.items()
            ],
            "timeout_seconds": timeout,
            "wrong_keys_allowed": allowed[0],
            "silences_allowed": allowed[1],
            "wrong_key_destination_type": to(wrong).type,
            "wrong_key_destination_id": to(wrong).id,
            "silence_destination_type": to(silence).type,
            "silence_destination_id": to(silence).id,
            **more,
        }
    )


def single(forward: str, *, greeting: str | None = None) -> Receptionist:
    """An announcement that sends everybody on."""
    return Receptionist(
        name="A single",
        destination_type="single",
        greeting=greeting,
        forward_destination_type=to(forward).type,
        forward_destination_id=to(forward).id,
    )


def flow(
    receptionists: Mapping[str, Receptionist], *, semantics: Semantics | None = None, numbers: Mapping[str, str] = {}
) -> Flow:
    """A flow whose first receptionist is the entry; recordings last as many seconds as their id says."""
    named = {key: item.model_copy(update={"name": key}) for key, item in receptionists.items()}
    used = {id for item in named.values() for id in item.recordings}
    return Flow(
        entry=next(iter(named)),
        receptionists=named,
        numbers=numbers,
        destinations=CATALOGUE,
        lengths={id: RecordingLength(int(id) * 1000, estimated=False) for id in used},
        semantics=semantics or Semantics(),
    )


def going_back(flow: Flow, *announcements: str) -> Flow:
    """The flow in which calls go back from these announcements to the menu that they came from."""
    settings = dict.fromkeys(announcements, NO_SETTINGS._replace(return_after=("recording",)))
    items = attach_engines(flow.receptionists, flow.semantics, recordings={}, destinations={}, settings=settings)
    return replace(flow, receptionists=items)
