"""A call as its caller notices it: the recordings that start, the waits between, and the ending.

Callers cannot hear rounds, counters or the names of receptionists. An ``Observer`` shows a flow's
plan without them: places in which time passes, each with what every key does there and what
happens by itself. Places in which no time passes are gone through at once, since no key can fall
there (time wins ties).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP, Destination
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.effects import Choice, Effect, End, Miss, Note, Play, Route
from simulator.core.events import KEYS
from simulator.core.places import ENDED, Place

ENDLESS = "endless"
"""The ending of a call that stays in the menus forever without another key."""

Ending = str
"""Where a call ends: ``type||id`` under the catalogue's word for the type, ``hangup``, or ``endless``."""


class Sound(NamedTuple):
    """A recording that starts, and how long it plays undisturbed."""

    recording: str
    milliseconds: int


class Cause(NamedTuple):
    """The meaning of keys or silence to a menu: a choice (``keys`` tells which), or another miss."""

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


class PlaceMoves(NamedTuple):
    """A place: ``wait`` milliseconds, then ``auto``; ``keys`` in the keypad's order, None: ignored."""

    wait: int
    auto: Onset
    keys: tuple[Onset | None, ...]


@dataclass(frozen=True, slots=True)
class Observer:
    """A flow as its callers notice it; computed on demand, and kept."""

    flow: Flow
    plan: CallPlan = field(init=False)
    _moves: dict[Place, PlaceMoves] = field(default_factory=dict, repr=False)
    _onsets: dict[tuple[Place, tuple[Effect, ...]], Onset] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", CallPlan(self.flow))

    def answer_call(self) -> Onset:
        """Return what the start of a call brings."""
        return self._cached_onset(self.plan.arcs_from(self.plan.ringing_place())[0])

    def arrive_at(self, destination: Destination) -> Onset:
        """Return what being sent to a destination brings."""
        key = self.flow.receptionist_for(destination)
        if key is None:
            return Onset(ending=ending_of(destination))
        return self._cached_onset(self.plan.arcs_from(self.plan.ringing_place(key))[0])

    def moves_from(self, place: Place) -> PlaceMoves:
        """All that can happen at a place."""
        cached = self._moves.get(place)
        if cached is None:
            arcs = {arc.trigger: arc for arc in self.plan.arcs_from(place)}
            keys = tuple(None if arcs[key].internal else self._cached_onset(arcs[key]) for key in KEYS)
            assert place.wait is not None, "time passes at a settled place"
            cached = PlaceMoves(place.wait.milliseconds, self._cached_onset(arcs[place.wait.then.trigger]), keys)
            self._moves[place] = cached
        return cached

    def _cached_onset(self, arc: Arc) -> Onset:
        onset = self._onsets.get((arc.dest, arc.effects))
        if onset is None:
            onset = self._onsets[arc.dest, arc.effects] = self._run_onset(arc)
        return onset

    def _run_onset(self, arc: Arc) -> Onset:
        """Follow an arc, and what follows at the same instant."""
        effects, visited = list(arc.effects), {arc.dest: len(arc.effects)}
        while (wait := arc.dest.wait) is not None and wait.milliseconds == 0:
            trigger = wait.then.trigger
            arc = next(arc for arc in self.plan.arcs_from(arc.dest) if arc.trigger == trigger)
            effects += arc.effects
            if arc.dest in visited:
                return _endless_onset(effects, visited[arc.dest])
            visited[arc.dest] = len(effects)
        return _onset_of(effects, None if arc.dest == ENDED else arc.dest)


def ending_of(destination: Destination) -> Ending:
    """A destination that ends a call, as callers tell it from others."""
    if destination.hangs_up or destination.is_blank:
        return HANGUP  # to be dropped is to be hung up on
    if destination.names_receptionist:
        return f"virtual_receptionist||{destination.id}"
    return str(destination.canonical)


def _onset_of(effects: list[Effect], place: Place | None) -> Onset:
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
            case End("menu"):
                ending = HANGUP
    return Onset(tuple(sounds), place, ending, (), tuple(notes), tuple(causes))


def _endless_onset(effects: list[Effect], since: int) -> Onset:
    """A call that loops without time passing; its sounds in a form that is the same for equal loops."""
    before, again = _onset_of(effects[:since], None), _onset_of(effects[since:], None)
    sounds, loop = list(before.sounds), list(again.sounds)
    for size in range(1, len(loop)):
        if len(loop) % size == 0 and loop == loop[:size] * (len(loop) // size):
            loop = loop[:size]
            break
    while sounds and loop and sounds[-1] == loop[-1]:
        loop.insert(0, loop.pop())
        sounds.pop()
    return Onset(tuple(sounds), None, ENDLESS, tuple(loop), before.notes, before.causes)
