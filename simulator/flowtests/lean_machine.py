"""A machine that makes only the moves that calls take, each when it is first taken: for flow tests, and for mutants.

The reference machine hands every event to the library, which calls whatever might be hooked into a state or a move;
nothing is hooked in here, so a test is played in less than half the time. A mutant is called a few times, and differs
from its flow in one place: every move that neither leaves nor enters this place is that of the flow.
"""

from __future__ import annotations

from typing import Self

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.core.machine import CallMachine, Move, PlaceState, Walker
from simulator.core.places import Place
from simulator.tables.table_plan import TablePlan


class LeanMachine(CallMachine):
    """Walks calls through a flow, or through a mutant of it.

    ``changed`` is the receptionist (by its key) or the destination (``type||id``) in which a mutant differs from the
    flow of the machine ``unchanged``. ``rows`` are the flow's where there are some.
    """

    def __init__(
        self, flow: Flow, changed: str = "", unchanged: Self | None = None, rows: TablePlan | None = None
    ) -> None:
        super().__init__(flow)
        self._changed = changed
        self._unchanged = unchanged
        self._moves: dict[tuple[str, str], Move] = {}
        if rows is None:
            rows = TablePlan(flow) if unchanged is None else unchanged.rows.changed_in(flow, changed)
        self.rows: TablePlan = rows

    def _build_machine(self, ringing: PlaceState) -> None:
        """Build nothing: events are not handed to the library, and to build its machine takes as long as a call."""

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

    def _shared_move(self, state: PlaceState, trigger: str) -> Move | None:
        if self._unchanged is None or self._differs_at(state.place):
            return None
        move = self._unchanged.find_move(state, trigger)
        return None if self._differs_at(move.enters.place) else move

    def _differs_at(self, place: Place) -> bool:
        name = place.receptionist
        return name == self._changed or ("||" in name and str(parse_address(name).canonical) == self._changed)

    def _make_move(self, state: PlaceState, trigger: str) -> Move:
        arc = self.rows.arc_from(state.place, trigger)
        return Move(state, arc, self._known.setdefault(arc.dest.name, PlaceState(arc.dest)))
