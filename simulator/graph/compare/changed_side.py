"""Two flows that differ in one receptionist alone, as the sides of a comparison: what is alike is looked at once.

What a caller meets is the same object on both sides wherever it cannot differ, so a walk sees by its identity that
there is nothing to compare. Only the changed receptionist, and what approaches it, is looked at again for each change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.config.receptionist import Destination
from simulator.core.call_plan import Arc
from simulator.core.places import Place
from simulator.graph.compare.approaches import Approach
from simulator.graph.compare.observation import Lapse, Observer, PlaceMoves
from simulator.graph.compare.onset import Onset
from simulator.graph.compare.walk_side import Position, Side, Stretch


@dataclass(frozen=True, slots=True)
class ChangedObserver(Observer):
    """A flow that differs from the ``unchanged`` one in one receptionist, into which the ``approach`` may lead.

    In neither do calls go back, and none of their menus is FreeSWITCH's.
    """

    unchanged: Observer = field(kw_only=True)
    approach: Approach = field(kw_only=True)

    def is_alike(self, receptionist: str) -> bool:
        """Return whether what happens at the places of a receptionist is the same in both flows."""
        return receptionist not in self.approach.receptionists and "||" not in receptionist

    def is_entered_alike(self, receptionist: str) -> bool:
        """Return whether what happens as a call enters a receptionist, up to its wait for a key, is the same."""
        return receptionist not in self.approach.passed and "||" not in receptionist

    def arrive_at(self, destination: Destination) -> Onset:
        """Return what being sent to a destination brings."""
        known = self.unchanged.flow
        key = known.receptionist_for(destination)
        if key is not None:
            return self.enter_receptionist(key)
        if known.route_of(destination) is None:
            return self.unchanged.arrive_at(destination)
        return Observer.arrive_at(self, destination)

    def enter_receptionist(self, key: str) -> Onset:
        """Return what comes to pass as a call enters a receptionist, or a destination (``type||id``) with a route."""
        if self.is_entered_alike(key):
            return self.unchanged.enter_receptionist(key)
        return Observer.enter_receptionist(self, key)

    def is_start(self, place: Place) -> bool:
        """Return whether a call is there when it has just entered a receptionist."""
        if self.is_entered_alike(place.receptionist):
            return self.unchanged.is_start(place)
        return Observer.is_start(self, place)

    def moves_from(self, place: Place) -> PlaceMoves:
        """All that can happen at a place."""
        if self.is_alike(place.receptionist):
            return self.unchanged.moves_from(place)
        return Observer.moves_from(self, place)

    def lapse_from(self, place: Place) -> Lapse:
        """Return the event that comes at a place without a key."""
        if self.is_alike(place.receptionist):
            return self.unchanged.lapse_from(place)
        return Observer.lapse_from(self, place)

    def _key_onset(self, arc: Arc) -> Onset:
        if self.is_entered_alike(arc.dest.receptionist) and (onset := self.unchanged.known_onset(arc)) is not None:
            return onset
        return Observer._key_onset(self, arc)


@dataclass(frozen=True, slots=True)
class UnchangedSide(Side):
    """A flow that is compared with changes of one receptionist, one after another."""

    _runs: dict[int, tuple[Onset, Stretch]] = field(default_factory=dict, repr=False)
    _stays: dict[Place, Position] = field(default_factory=dict, repr=False)

    def run_onset(self, onset: Onset) -> Stretch:
        """Return what an event brings, up to the next position."""
        run = self.known_run(onset)
        if run is None:
            run = Side.run_onset(self, onset)
            self._runs[id(onset)] = onset, run  # the onset is kept, or else another may come to have its identity
        return run

    def known_run(self, onset: Onset) -> Stretch | None:
        """Return the same of an onset that has been asked for before; None: it has not been."""
        known = self._runs.get(id(onset))
        return None if known is None else known[1]

    def stay_one_wait(self, place: Place) -> Position:
        """Return what follows a place if no key is pressed there."""
        if place not in self._stays:
            self._stays[place] = Side.stay_one_wait(self, place)
        return self._stays[place]


@dataclass(frozen=True, slots=True)
class ChangedSide(Side):
    """The side of a changed flow; ``unchanged`` is that of the flow that it differs from."""

    ear: ChangedObserver
    unchanged: UnchangedSide = field(kw_only=True)

    def run_onset(self, onset: Onset) -> Stretch:
        """Return what an event brings, up to the next position."""
        # An onset that both flows share leads nowhere where they differ.
        return self.unchanged.known_run(onset) or Side.run_onset(self, onset)

    def press_each_key(self, position: Position) -> tuple[Stretch | None, ...]:
        """Return what each key of the keypad brings at this very position; None: it is ignored."""
        if self._is_alike(position):
            return self.unchanged.press_each_key(position)
        return Side.press_each_key(self, position)

    def hear_prompts_out(self, position: Position) -> Stretch:
        """The prompts are heard out, up to the wait for a key."""
        if self._is_alike(position):
            return self.unchanged.hear_prompts_out(position)
        return Side.hear_prompts_out(self, position)

    def let_wait_lapse(self, position: Position) -> Stretch:
        """The wait for a key runs out."""
        if self._is_alike(position):
            return self.unchanged.let_wait_lapse(position)
        return Side.let_wait_lapse(self, position)

    def stay_one_wait(self, place: Place) -> Position:
        """Return what follows a place if no key is pressed there."""
        return self.unchanged.stay_one_wait(place) if self._is_alike(place) else Side.stay_one_wait(self, place)

    def _is_alike(self, position: Position) -> bool:
        return isinstance(position, str) or self.ear.is_alike(position.receptionist)
