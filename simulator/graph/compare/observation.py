"""A call as its caller notices it: the recordings that start, the waits between, and the ending.

Callers cannot hear rounds, counters or the names of receptionists. An ``Observer`` shows a flow's
plan without them: places in which time passes, each with what every key does there and what
happens by itself. Places in which no time passes are gone through at once, since no key can fall
there (time wins ties).

A telephone that rings is a question to the world, and people answer afresh each time: at such a place nothing
happens by itself, and ``hear_answer`` says what each answer brings. Somebody picks up, or the line is busy, at once;
nobody picks up only after it has rung out, which is a place of its own. Schedules are held fixed before
(``graph.worlds``); those that are left ask each other in a circle, and the call never leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from simulator.callers.given_answers import EVERYONE
from simulator.config.flow import Flow
from simulator.config.menu_engine import any_returns
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Answer, PersonRoute
from simulator.core.call_plan import Arc
from simulator.core.events import ANSWERED, EVENTS, KEYS
from simulator.core.menu_stack import before_return
from simulator.core.places import ENDED, Place, Wait
from simulator.graph.compare.onset import Ending, Onset, ending_of, endless_onset, onset_of
from simulator.graph.return_bound import refuse_many_ways
from simulator.tables.table_plan import TablePlan


class Lapse(NamedTuple):
    """An event that comes without the caller: ``auto`` after ``wait`` milliseconds."""

    wait: int
    auto: Onset


class PlaceMoves(NamedTuple):
    """A place: ``wait`` milliseconds, then ``auto``; ``keys`` in the keypad's order, None: ignored."""

    wait: int
    auto: Onset
    keys: tuple[Onset | None, ...]


@dataclass(frozen=True, slots=True)
class Observer:
    """A flow as its callers notice it; computed on demand, and kept.

    ``people`` are answers that hold for every call, by the telephone (``type||id``) or ``everyone``. ``returns``:
    whether calls can go back anywhere in the flow; None: it is looked for in every receptionist. ``has_returns``:
    what a receptionist leads to may depend on where the call came from. Raises ``UsageError`` where calls go back in
    more ways than can be looked at. ``known_plan`` is the flow's plan where there is one, wherever calls begin in it.
    """

    flow: Flow
    people: Mapping[str, Answer] = field(default_factory=dict)
    returns: bool | None = None
    known_plan: TablePlan | None = field(default=None, repr=False)
    plan: TablePlan = field(init=False)
    has_returns: bool = field(init=False, repr=False)
    _lapses: dict[Place, Lapse] = field(default_factory=dict, repr=False)
    _moves: dict[Place, PlaceMoves] = field(default_factory=dict, repr=False)
    _arrivals: dict[Destination, Onset] = field(default_factory=dict, repr=False)
    _entries: dict[str, Onset] = field(default_factory=dict, repr=False)
    _onsets: dict[int, tuple[Arc, Onset]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", TablePlan(self.flow) if self.known_plan is None else self.known_plan)
        returns = any_returns(self.flow.receptionists.values()) if self.returns is None else self.returns
        object.__setattr__(self, "has_returns", returns)
        if returns and self.flow.semantics.switch is None:
            refuse_many_ways(self.flow)

    def answer_call(self) -> Onset:
        """Return what the start of a call brings."""
        return self.enter_receptionist(self.flow.start)

    def arrive_at(self, destination: Destination) -> Onset:
        """Return what being sent to a destination brings."""
        onset = self._arrivals.get(destination)
        if onset is None:
            onset = self._arrivals[destination] = self._meet(destination)
        return onset

    def _meet(self, destination: Destination) -> Onset:
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return self.enter_receptionist(key)
        if self.flow.route_of(destination) is not None:
            return self.enter_receptionist(str(destination))
        return Onset(ending=ending_of(destination))

    def enter_receptionist(self, key: str) -> Onset:
        """Return what comes to pass as a call enters a receptionist, or a destination (``type||id``) with a route."""
        onset = self._entries.get(key)
        if onset is None:
            onset = self._entries[key] = self._run_onset(self.plan.arc_from(self.plan.ringing_place(key), ANSWERED))
        return onset

    def is_start(self, place: Place) -> bool:
        """Return whether a call is there when it has just entered a receptionist that can be looked at by itself.

        None of FreeSWITCH's can: where its menus lead depends on the menus before.
        """
        key = place.receptionist
        return (
            self.flow.semantics.switch is None
            and key in self.flow.receptionists
            and self.plan.start_place(key) == place
        )

    def spot_of(self, place: Place) -> Place:
        """Return the place by which walks know where they have been: FreeSWITCH's menus have too many ways back."""
        return place if self.flow.semantics.switch is None else before_return(place)

    def moves_from(self, place: Place) -> PlaceMoves:
        """All that can happen at a place."""
        cached = self._moves.get(place)
        if cached is None:
            cached = self._moves[place] = PlaceMoves(*self.lapse_from(place), self._keys_at(place))
        return cached

    def _keys_at(self, place: Place) -> tuple[Onset | None, ...]:
        if place.phase == "alerting" or is_ringing_out(self.flow, place):
            return (None,) * len(KEYS)
        return tuple([None if arc is None else self._key_onset(arc) for arc in self.plan.key_arcs(place)])

    def lapse_from(self, place: Place) -> Lapse:
        """Return the event that comes at a place without a key: looking at all keys takes ten times as long."""
        cached = self._lapses.get(place)
        if cached is None:
            cached = self._lapses[place] = self._lapse_at(place)
        return cached

    def _lapse_at(self, place: Place) -> Lapse:
        assert place.wait is not None, "time passes at a settled place"
        if place.phase == "alerting":
            return Lapse(0, self.hear_answer(place, ""))
        if is_ringing_out(self.flow, place):
            telephone = self.plan.arc_from(self.plan.ringing_place(place.receptionist), ANSWERED).dest
            arc = self.plan.arc_from(replace(telephone, way_back=place.way_back), "no_answer")
        else:
            arc = self.plan.arc_from(place, place.wait.then.trigger)
        return Lapse(place.wait.milliseconds, self._run_onset(arc))

    def _key_onset(self, arc: Arc) -> Onset:
        """Return the onset of a key; keys that share an arc share it."""
        onset = self.known_onset(arc)
        if onset is None:
            onset = self._run_onset(arc)
            self._onsets[id(arc)] = arc, onset  # the arc is kept, or else another may come to have its identity
        return onset

    def known_onset(self, arc: Arc) -> Onset | None:
        """Return the onset of a key that has been looked at before, by its arc; None: it has not been."""
        known = self._onsets.get(id(arc))
        return None if known is None else known[1]

    def answers_at(self, place: Place) -> tuple[Answer, ...]:
        """The answers that the world can give where a telephone rings."""
        return self._route_at(place).answers

    def default_at(self, place: Place) -> Answer:
        """The answer of a telephone of which nobody says anything."""
        return "no_answer" if self._route_at(place).nobody else "picked_up"

    def hear_answer(self, place: Place, answer: Answer | Literal[""]) -> Onset:
        """Return what an answer brings where a telephone rings; one that it cannot give, or none, is the default."""
        if answer not in self.answers_at(place):
            answer = self.default_at(place)
        if answer == "no_answer" and (out := ring_out(place)).wait != Wait(0, EVENTS["no_answer"]):
            return Onset(place=out)
        return self._run_onset(self.plan.arc_from(place, answer))

    def _route_at(self, place: Place) -> PersonRoute:
        route = self.flow.route_of(parse_address(place.receptionist))
        assert isinstance(route, PersonRoute), "a telephone rings at a destination with a route"
        return route

    def _run_onset(self, arc: Arc) -> Onset:
        """Follow an arc, and what follows at the same instant."""
        effects, visited = list(arc.effects), {arc.dest: len(arc.effects)}
        while (trigger := self._trigger_at_once(arc.dest)) is not None:
            if arc.dest.phase == "deciding":  # only schedules that ask each other in a circle are left
                return endless_onset(effects, len(effects))
            arc = self.plan.arc_from(arc.dest, trigger)
            effects += arc.effects
            if arc.dest in visited:
                return endless_onset(effects, visited[arc.dest])
            visited[arc.dest] = len(effects)
        place = arc.dest
        if place.phase == "alerting" and self._fixed_answer(place) is not None:
            place = ring_out(place)
        return onset_of(effects, None if place == ENDED else place)

    def _trigger_at_once(self, place: Place) -> str | None:
        """The event that follows at a place in no time; None: time passes there, or the world is asked."""
        if place.phase != "alerting":
            return place.wait.then.trigger if place.wait is not None and place.wait.milliseconds == 0 else None
        answer = self._fixed_answer(place)
        return None if answer == "no_answer" and self._route_at(place).rings_ms else answer

    def _fixed_answer(self, place: Place) -> Answer | None:
        if not self.people:
            return None
        for name in (telephone_of(place), EVERYONE):
            answer = self.people.get(name)
            if answer is not None and answer in self.answers_at(place):
                return answer
        return None


def telephone_of(position: Place | Ending | None) -> Ending:
    """The telephone whose answer decides what follows, as ``type||id``; empty where none rings."""
    if not isinstance(position, Place) or position.phase != "alerting":
        return ""
    return str(parse_address(position.receptionist).canonical)


def ring_out(place: Place) -> Place:
    """The place of a telephone at which nobody picks up, until it has rung out."""
    route = place.wait.asks.route if place.wait is not None and place.wait.asks is not None else None
    assert isinstance(route, PersonRoute), "a telephone asks who picks up"
    # To callers it is as an announcement that forwards: keys are lost, and in the end the call goes on.
    wait = Wait(route.rings_ms, EVENTS["no_answer"])
    return Place(place.receptionist, "forward", wait=wait, way_back=place.way_back)


def is_ringing_out(flow: Flow, place: Place) -> bool:
    """Return whether a telephone rings there that nobody picks up."""
    return place.phase == "forward" and place.receptionist not in flow.receptionists
