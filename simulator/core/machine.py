"""The ``transitions`` machine of a flow: one machine for any number of calls.

Places are states and arcs are transitions, with neither conditions nor callbacks; both are added
when a call first comes to a place. The machine owns no model: a call is handed to it with each
event (the library's way for many models).
"""

from __future__ import annotations

import logging
from typing import Protocol, cast

from transitions import Event as Column
from transitions import EventData, Machine, MachineError, State, Transition

from simulator.config.flow import Flow
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.effects import Effect
from simulator.core.events import ALPHABET
from simulator.core.places import Place
from simulator.errors import EventRefused

logging.getLogger("transitions").setLevel(logging.WARNING)  # at DEBUG an event costs 12 times as much


class PlaceState(State):
    """A place as a state; its arcs are added when it is first entered."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.name)
        self.place = place
        self.opened = False


class Move(Transition):
    """An arc as a transition; a model that it moves is told so through ``took``."""

    def __init__(self, source: PlaceState, arc: Arc, dest: PlaceState) -> None:
        # None is how the library spells a move that stays and restarts nothing; its types omit it
        super().__init__(source.name, None if arc.internal else dest.name)  # type: ignore[arg-type]
        self.trigger = arc.trigger
        self.effects: tuple[Effect, ...] = arc.effects
        self.internal = arc.internal
        self.leaves = source
        self.enters = dest

    def execute(self, event_data: EventData) -> bool:
        """Move the model, and tell it by which move."""
        moved = super().execute(event_data)
        cast("Walker", event_data.model).took = self
        return moved


class Walker(Protocol):
    """The object that a machine moves: it holds the name of its place, and its last move."""

    state: str
    took: Move | None


class CallMachine(Machine):
    """Walks calls through a flow, one event at a time.

    A model has ``state`` (a place's name) and ``took`` (the last move). ``fire`` either moves it
    or raises ``EventRefused`` and leaves it as it was.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.plan = CallPlan(flow)
        ringing = PlaceState(self.plan.ringing_place())
        self._known = {ringing.name: ringing}
        self._build_machine(ringing)

    def _build_machine(self, ringing: PlaceState) -> None:
        """Build the library's machine, from the state in which calls begin."""
        super().__init__(model=None, states=[ringing], initial=ringing.name, auto_transitions=False, send_event=True)
        for trigger in ALPHABET:
            self.events[trigger] = Column(trigger, self)
        self._open_state(ringing)

    def fire_event(self, model: Walker, trigger: str) -> Move:
        """Let one event happen to a model; the move that it took.

        Raises ``EventRefused`` for an event that cannot happen where the model is.
        """
        try:
            self.events[trigger].trigger(model)
        except MachineError:
            raise EventRefused(f"{trigger} cannot happen at {model.state}") from None
        move = model.took
        assert move is not None, "a move tells its model so"
        if not move.enters.opened:
            self._open_state(move.enters)
        return move

    def place_named(self, name: str) -> Place:
        """The place of that name, once reached."""
        return self._known[name].place

    def admit_place(self, place: Place) -> str:
        """The state of a place, also of one that no call of this machine has reached yet."""
        state = self._add_state(place)
        self._open_state(state)
        return state.name

    def moves_from(self, place: Place) -> tuple[Move, ...]:
        """The transitions out of a place, in the order of the alphabet."""
        state = self._add_state(place)
        self._open_state(state)
        columns = (self.events[trigger].transitions.get(state.name, ()) for trigger in ALPHABET)
        return tuple(move for column in columns for move in column if isinstance(move, Move))

    def all_moves(self) -> tuple[Move, ...]:
        """Every transition of the flow; opens every place that a call can reach."""
        return tuple(move for place in self.plan.reachable_places() for move in self.moves_from(place))

    def _add_state(self, place: Place) -> PlaceState:
        name = place.name
        state = self._known.get(name)
        if state is None:
            state = self._known[name] = PlaceState(place)
            self.add_state(state)
        return state

    def _open_state(self, state: PlaceState) -> None:
        if state.opened:
            return
        state.opened = True
        for arc in self.plan.arcs_from(state.place):
            move = Move(state, arc, self._add_state(arc.dest))
            self.events[arc.trigger].add_transition(move)
