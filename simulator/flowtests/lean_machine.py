"""A machine that makes only the moves that calls take, each when it is first taken: for flow tests, and for mutants.

The reference machine hands every event to the library, which calls whatever might be hooked into a state or a move;
nothing is hooked in here, so a test is played in less than half the time. A mutant is called a few times, and differs
from its flow in one place: every move that neither leaves nor enters this place is that of the flow.
"""

from __future__ import annotations

from typing import Self

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.core.call_plan import Arc
from simulator.core.effects import Effect, Miss
from simulator.core.machine import CallMachine, Move, PlaceState, Walker
from simulator.core.places import Place
from simulator.tables.table_plan import TablePlan


class LeanMachine(CallMachine):
    """Walks calls through a flow, or through a mutant of it.

    ``changed`` is the receptionist (by its key) or the destination (``type||id``) in which a mutant differs from the
    flow of the machine ``unchanged``.
    """

    def __init__(self, flow: Flow, changed: str = "", unchanged: Self | None = None) -> None:
        super().__init__(flow)
        self._changed = changed
        self._unchanged = unchanged
        self._moves: dict[tuple[str, str], Move] = {}
        self._rows = TablePlan(flow)
        self._arcs: dict[tuple[Place, str], Arc | None] = {}

    def admit_place(self, place: Place) -> str:
        """The state of a place; its moves are made when they are taken."""
        return self._known.setdefault(place.name, PlaceState(place)).name

    def fire_event(self, model: Walker, trigger: str) -> Move:
        """Let one event happen to a model; the move that it took."""
        move = self.find_move(self._known[model.state], trigger)
        model.took = move
        if not move.internal:
            self._known.setdefault(move.enters.name, move.enters)
            model.state = move.enters.name
        return move

    def find_move(self, state: PlaceState, trigger: str) -> Move:
        """The move that an event makes in a state."""
        move = self._moves.get((state.name, trigger))
        if move is None:
            move = self._moves[state.name, trigger] = self._shared_move(state, trigger) or self._make_move(
                state, trigger
            )
        return move

    def repeats_move(self, place: Place, trigger: str, acts_after: int | None) -> bool:
        """Return whether a call that makes this move goes on here as in the machine ``unchanged``.

        ``acts_after``: so many milliseconds later the caller acts, before what is due; None: what is due happens.
        """
        assert self._unchanged is not None, "only a mutant is compared"
        old = self._unchanged.find_arc(place, trigger)
        try:
            new = self._rows.find_arc(place, trigger)
        except (KeyError, ValueError):  # no call comes to such a place in the mutant
            return False
        if old is None or new is None or old.dest != new.dest or old.internal is not new.internal:
            return False
        if old.effects != new.effects and _without_misses(old.effects) != _without_misses(new.effects):
            return False
        if old.internal or old.dest.wait == new.dest.wait:
            return True
        wait = new.dest.wait  # a longer or a shorter one is not noticed by a caller who acts before it is over
        return acts_after is not None and wait is not None and wait.asks is None and acts_after < wait.milliseconds

    def find_arc(self, place: Place, trigger: str) -> Arc | None:
        """The arc of an event, kept for the next mutant."""
        if (place, trigger) not in self._arcs:
            self._arcs[place, trigger] = self._rows.find_arc(place, trigger)
        return self._arcs[place, trigger]

    def _shared_move(self, state: PlaceState, trigger: str) -> Move | None:
        if self._unchanged is None or self._differs_at(state.place):
            return None
        move = self._unchanged.find_move(state, trigger)
        return None if self._differs_at(move.enters.place) else move

    def _differs_at(self, place: Place) -> bool:
        name = place.receptionist
        return name == self._changed or ("||" in name and str(parse_address(name).canonical) == self._changed)

    def _make_move(self, state: PlaceState, trigger: str) -> Move:
        arc = self._rows.arc_from(state.place, trigger)
        return Move(state, arc, self._known.setdefault(arc.dest.name, PlaceState(arc.dest)))


def _without_misses(effects: tuple[Effect, ...]) -> list[Effect]:
    """The effects that tests claim anything of: none says how many wrong keys or silences a menu allows."""
    return [effect for effect in effects if not isinstance(effect, Miss)]
