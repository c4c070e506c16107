"""One caller's way through one flow, round by round: what each act of theirs brings.

A *position* is where the caller can act: the prompts of a round, the wait behind them, the wait
for a further key; or how the call ended. Recordings that nobody can interrupt are run through.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.events import KEYS
from simulator.core.places import Place
from simulator.graph.compare.noticed import ENDLESS, Cause, Ear, Ending, Onset, Sound, ending_of
from simulator.graph.walk import reachable

Position = Place | Ending

_DEAF = ("final", "forward")
_BEFORE_LISTENING = ("prompt", "final", "forward")
_TYPING = ("collecting", "dead")


class Leg(NamedTuple):
    """What one act brings, up to the next position. ``elapsed`` milliseconds go by."""

    position: Position
    sounds: tuple[Sound, ...] = ()
    elapsed: int = 0
    causes: tuple[Cause, ...] = ()
    notes: tuple[str, ...] = ()

    def then(self, leg: Leg) -> Leg:
        """This leg and the next as one."""
        return Leg(
            leg.position,
            self.sounds + leg.sounds,
            self.elapsed + leg.elapsed,
            self.causes + leg.causes,
            self.notes + leg.notes,
        )


def phase(position: Position) -> str:
    """``prompt``, ``listening``, ``typing``, or ``over``."""
    if isinstance(position, str):
        return "over"
    return "typing" if position.phase in _TYPING else position.phase


@dataclass(frozen=True, slots=True)
class Side:
    """A flow as one side of a comparison."""

    ear: Ear
    _ends: dict[Place, Ending] = field(default_factory=dict, repr=False)
    _possible: dict[str, frozenset[Ending]] = field(default_factory=dict, repr=False)
    _pressed: dict[Place, tuple[Leg | None, ...]] = field(default_factory=dict, repr=False)
    _heard: dict[Place, Leg] = field(default_factory=dict, repr=False)
    _lapsed: dict[Place, Leg] = field(default_factory=dict, repr=False)

    def answer(self) -> Leg:
        """The call begins."""
        return self.arrived(self.ear.answer())

    def arrived(self, onset: Onset) -> Leg:
        """What an event brings, up to the next position."""
        return self._run(onset, 0, _DEAF)

    def wait(self, position: Position) -> int:
        """How long a position lasts, in milliseconds."""
        return 0 if isinstance(position, str) or position.wait is None else position.wait.milliseconds

    def pressed(self, position: Position) -> tuple[Leg | None, ...]:
        """What each key of the keypad brings at this very position; None: it is ignored.

        Keys with one effect have one leg.
        """
        if isinstance(position, str):
            return (Leg(position),) * len(KEYS)
        known = self._pressed.get(position)
        if known is None:
            onsets = self.ear.moves(position).keys
            legs = {id(onset): self.arrived(onset) for onset in onsets if onset is not None}
            known = self._pressed[position] = tuple(legs.get(id(onset)) for onset in onsets)
        return known

    def listen(self, position: Position) -> Leg:
        """The prompts are heard out, up to the wait for a key."""
        if isinstance(position, str) or position.phase not in _BEFORE_LISTENING:
            return Leg(position)
        if (known := self._heard.get(position)) is None:
            moves = self.ear.moves(position)
            known = self._heard[position] = self._run(moves.auto, moves.wait, _BEFORE_LISTENING)
        return known

    def prompts(self, position: Position) -> Leg:
        """The prompts that follow in this round, if it begins here."""
        return self.listen(position) if phase(position) == "prompt" else Leg(position)

    def lapse(self, position: Position) -> Leg:
        """The wait for a key runs out."""
        if isinstance(position, str):
            return Leg(position)
        if (known := self._lapsed.get(position)) is None:
            moves = self.ear.moves(position)
            known = self._lapsed[position] = self._run(moves.auto, moves.wait, _DEAF)
        return known

    def silence(self, position: Position) -> Leg:
        """The round goes on without a key, to its end."""
        heard = self.listen(position)
        return heard.then(self.lapse(heard.position))

    def silent_end(self, position: Position) -> Ending:
        """How the call ends if the caller does nothing more."""
        passed: set[Place] = set()
        while not isinstance(position, str):
            if position in passed:
                position = ENDLESS
            elif position in self._ends:
                position = self._ends[position]
            else:
                passed.add(position)
                auto = self.ear.moves(position).auto
                position = auto.place or auto.ending or ENDLESS
        self._ends.update(dict.fromkeys(passed, position))
        return position

    def possible_ends(self, position: Position) -> frozenset[Ending]:
        """Every ending that the receptionists ahead lead to (``endless`` left out)."""
        if isinstance(position, str):
            return frozenset({position})
        key = position.receptionist
        if key not in self._possible:
            self._possible[key] = possible_ends(self.ear.flow, key)
        return self._possible[key]

    def _run(self, onset: Onset, elapsed: int, phases: tuple[str, ...]) -> Leg:
        """Follow what happens by itself while the place is in one of these phases."""
        sounds, causes, notes = onset.sounds, onset.causes, onset.notes
        passed: set[Place] = set()
        while onset.place is not None and onset.place.phase in phases:
            if onset.place in passed:
                return Leg(ENDLESS, sounds, elapsed, causes, notes)
            passed.add(onset.place)
            moves = self.ear.moves(onset.place)
            onset = moves.auto
            elapsed += moves.wait
            sounds += onset.sounds
            causes += onset.causes
            notes += onset.notes
        return Leg(onset.place or onset.ending or ENDLESS, sounds, elapsed, causes, notes)


def possible_ends(flow: Flow, key: str) -> frozenset[Ending]:
    """Every ending that a receptionist and those behind it lead to, in no order (``endless`` left out)."""
    ends: set[Ending] = set()
    for reached in reachable(replace(flow, entry=key, numbers={})):
        for way in flow.receptionists[reached].ways():
            if flow.target(way.destination) is None:
                ends.add(ending_of(way.destination))
    return frozenset(ends)


def ends_behind(flow: Flow, destination: Destination) -> frozenset[Ending]:
    """Every ending that being sent to a destination can lead to."""
    key = flow.target(destination)
    return frozenset({ending_of(destination)}) if key is None else possible_ends(flow, key)
