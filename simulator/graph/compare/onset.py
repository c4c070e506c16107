"""What one event brings, as callers notice it: the sounds that start at that instant, and where a call ends."""

from __future__ import annotations

from typing import NamedTuple

from simulator.config.receptionist import HANGUP, Destination
from simulator.core.effects import Choice, Effect, End, Miss, Note, Play, Route
from simulator.core.places import Place

ENDLESS = "endless"
"""The ending of a call that stays in the menus forever without another key."""

Ending = str
"""Where a call ends: ``type||id`` under the catalogue's word for the type, ``hangup``, or ``endless``."""


class Sound(NamedTuple):
    """A recording that starts, and how long it plays undisturbed."""

    recording: str
    milliseconds: int


class Cause(NamedTuple):
    """The meaning of keys or silence to a menu: a choice (``keys`` tells which), or another miss.

    What the world answered is one, too.
    """

    what: str
    keys: str = ""


class Onset(NamedTuple):
    """The result of one event, all at one instant: sounds, and the place where time passes again.

    ``place`` is None once the call is over, or stands still; ``ending`` then says how.
    ``loop`` are the sounds that repeat forever without time passing. ``notes`` (e-mail templates)
    and ``causes`` are not to be heard.
    """

    sounds: tuple[Sound, ...] = ()
    place: Place | None = None
    ending: Ending | None = None
    loop: tuple[Sound, ...] = ()
    notes: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()


def ending_of(destination: Destination) -> Ending:
    """A destination that ends a call, as callers tell it from others."""
    if destination.hangs_up or destination.is_blank or destination.leads_back:
        return HANGUP  # to be dropped is to be hung up on
    if destination.names_receptionist:
        return f"virtual_receptionist||{destination.id}"
    return str(destination.canonical)


def onset_of(effects: list[Effect], place: Place | None) -> Onset:
    """Return what callers notice of effects at one instant, and the place where time passes again."""
    sounds: list[Sound] = []
    notes: list[str] = []
    causes: list[Cause] = []
    ending = None
    for effect in effects:
        match effect:
            case Play(recording, milliseconds):
                sounds.append(Sound(recording, milliseconds))
            case Note(template_id):
                notes.append(template_id)
            case Choice(keys):
                causes.append(Cause("choice", keys))
            case Miss(cause, last=last):
                causes.append(Cause(f"last {cause}" if last else cause))
            case Route(destination):
                ending = ending_of(destination)
            case End("menu" | "unanswered"):
                ending = HANGUP
    return Onset(tuple(sounds), place, ending, (), tuple(notes), tuple(causes))


def endless_onset(effects: list[Effect], since: int) -> Onset:
    """A call that loops without time passing; its sounds in a form that is the same for equal loops."""
    before, again = onset_of(effects[:since], None), onset_of(effects[since:], None)
    sounds, loop = list(before.sounds), list(again.sounds)
    for size in range(1, len(loop)):
        if len(loop) % size == 0 and loop == loop[:size] * (len(loop) // size):
            loop = loop[:size]
            break
    while sounds and loop and sounds[-1] == loop[-1]:
        loop.insert(0, loop.pop())
        sounds.pop()
    return Onset(tuple(sounds), None, ENDLESS, tuple(loop), before.notes, before.causes)
