"""The blueprints of a flow, joined: what each event leads to, across receptionists.

A destination that a receptionist of the flow answers is entered. One with a route asks the world first: a
schedule decides at once, a telephone rings until it is picked up. Any other ends the call: routed there, or hung
up by the menu. A blank destination drops the call, which is a hang-up that leads nowhere
(FreePBX/issue-tracker #767).
Blueprints are made when their receptionist is first reached, so a flow of 10,000 starts at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Effect, End, Enter, Ring, Route
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, KEYS
from simulator.core.places import COORDINATES, ENDED, WORLD_PHASES, Edge, Onward, Place, Wait, WorldQuestion
from simulator.fast_classes import dataclass


@dataclass(frozen=True, slots=True)
class Arc:
    """The consequence of one event in one place: effects, in order, and the place after them."""

    trigger: str
    effects: tuple[Effect, ...]
    dest: Place
    internal: bool = False


@dataclass(frozen=True, slots=True)
class CallPlan:
    """Every place and arc of a flow, computed when asked for."""

    flow: Flow
    _blueprints: dict[str, Blueprint] = field(default_factory=dict, repr=False)

    def blueprint_of(self, key: str) -> Blueprint:
        """The blueprint of a receptionist of the flow."""
        blueprint = self._blueprints.get(key)
        if blueprint is None:
            receptionist = self.flow.receptionists[key]
            blueprint = Blueprint(key, receptionist, self.flow.semantics_in(receptionist), self.flow.length_of)
            self._blueprints[key] = blueprint
        return blueprint

    def arcs_from(self, place: Place) -> tuple[Arc, ...]:
        """One arc for each event that can happen at a place; none once the call has ended."""
        if place == ENDED:
            return ()
        if place.phase == "ringing":
            return self._ringing_arcs(place)
        if place.phase in WORLD_PHASES:
            return self._world_arcs(place)
        edges = self.blueprint_of(place.receptionist).edges_from(place)
        return tuple(self._join_edge(edge) for edge in edges)

    def ringing_place(self, start: str | None = None) -> Place:
        """Return where a call is before it is answered: by a receptionist, or at a destination (``type||id``)."""
        return Place(self.flow.start if start is None else start, "ringing")

    def reachable_places(self) -> Iterator[Place]:
        """Every place that a call can reach, breadth first, from ringing to ended."""
        first = self.ringing_place()
        queue, visited = [first], {first}
        for place in queue:
            yield place
            for arc in self.arcs_from(place):
                if arc.dest not in visited:
                    visited.add(arc.dest)
                    queue.append(arc.dest)

    def restore_place(self, coordinates: Mapping[str, Any]) -> Place:
        """The place with these coordinates (see ``COORDINATES``).

        Raises ``KeyError``, ``TypeError`` or ``ValueError`` where the flow has no such place.
        """
        bare = Place(**{name: coordinates[name] for name in COORDINATES})
        if bare == ENDED:
            return ENDED
        if bare.phase in WORLD_PHASES:
            asking = self.arrive_at(parse_address(bare.receptionist))[1]
            if asking != bare:
                raise ValueError(f"no {bare.phase} at {bare.receptionist}")
            return asking
        if bare.phase == "ringing" and "||" in bare.receptionist:
            return self.ringing_place(bare.receptionist)
        blueprint = self.blueprint_of(bare.receptionist)
        match bare.phase:
            case "ringing":
                return self.ringing_place(bare.receptionist)
            case "forward":
                start = blueprint.enter().place
                if start != bare:
                    raise ValueError(f"{bare.receptionist} is a menu")
                return start
            case _:
                return blueprint.restore_place(bare)

    def _ringing_arcs(self, place: Place) -> tuple[Arc, ...]:
        start = place.receptionist
        effects, dest = self.arrive_at(parse_address(start)) if "||" in start else self._enter_receptionist(start)
        return (Arc(ANSWERED, effects, dest), *_ignored_keys(place), _HANG_UP)

    def _world_arcs(self, place: Place) -> tuple[Arc, ...]:
        """One arc for each answer that leads on; keys are lost, and restart nothing."""
        destination = parse_address(place.receptionist)
        route = self.flow.route_of(destination)
        assert route is not None, "only a destination with a route asks"
        arcs = [Arc(answer, *self.arrive_at(onward)) for answer, onward in route.ways()]
        if isinstance(route, PersonRoute):
            arcs.insert(0, Arc("picked_up", (Route(destination),), ENDED))
            if route.no_answer is None:
                arcs.append(Arc("no_answer", (End("unanswered"),), ENDED))
        return (*_ignored_keys(place), *arcs, _HANG_UP)

    def _join_edge(self, edge: Edge) -> Arc:
        effects, dest = self._follow_onward(edge.onward)
        return Arc(edge.trigger, effects, dest, edge.internal)

    def _follow_onward(self, onward: Onward) -> tuple[tuple[Effect, ...], Place]:
        if onward.place is not None:
            return onward.effects, onward.place
        destination = onward.destination
        assert destination is not None, "an edge leads to a place or to a destination"
        effects, place = self.arrive_at(destination)
        return (*onward.effects, *effects), place

    def arrive_at(self, destination: Destination) -> tuple[tuple[Effect, ...], Place]:
        """Return what a call meets at a destination: a receptionist, a question to the world, or its end."""
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return self._enter_receptionist(key)
        route = self.flow.route_of(destination)
        if route is None:
            return (_end_at(destination),), ENDED
        question = WorldQuestion(destination, route)
        if isinstance(route, ScheduleRoute):
            return (), Place(str(destination), "deciding", wait=Wait(0, EVENTS["open"], question))
        # nobody there: the default is that it rings out
        milliseconds, answer = (route.rings_ms, "no_answer") if route.nobody else (0, "picked_up")
        wait = Wait(milliseconds, EVENTS[answer], question)
        return (Ring(destination),), Place(str(destination), "alerting", wait=wait)

    def _enter_receptionist(self, key: str) -> tuple[tuple[Effect, ...], Place]:
        start = self.blueprint_of(key).enter()
        assert start.place is not None, "a receptionist starts at a place of its own"
        return (Enter(key), *start.effects), start.place


_HANG_UP = Arc(HUNG_UP, (End("caller"),), ENDED)
"""The same at every place."""


def _ignored_keys(place: Place) -> tuple[Arc, ...]:
    """Every key is lost."""
    return tuple(Arc(key, (), place, internal=True) for key in KEYS)


def _end_at(destination: Destination) -> End | Route:
    """Return how a call ends that is sent to a destination outside of the flow."""
    if destination.is_blank:
        return End("menu")
    return End("menu", destination) if destination.hangs_up else Route(destination)
