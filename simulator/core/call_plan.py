"""The blueprints of a flow, joined: what each event leads to, across receptionists.

A destination that a receptionist of the flow answers is entered. One with a route asks the world first: a
schedule decides at once, a telephone rings until it is picked up. Any other ends the call: routed there, or hung
up by the menu. A blank destination drops the call, which is a hang-up that leads nowhere
(FreePBX/issue-tracker #767).
Blueprints are made when their receptionist is first reached, so a flow of 10,000 starts at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Any

from simulator.config.flow import Flow
from simulator.config.menu_engine import can_return
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.core.announcement_blueprint import AnnouncementBlueprint
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Effect, End, Enter, Return, Ring, Route
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, KEYS
from simulator.core.menu_stack import MenuStack
from simulator.core.places import (
    COORDINATES,
    ENDED,
    NO_WAY_BACK,
    WAY_BACK,
    WORLD_PHASES,
    Edge,
    Onward,
    Place,
    Wait,
    WayBack,
    WorldQuestion,
)
from simulator.core.return_rules import ReturnRules, ReturnTarget
from simulator.core.saved_places import restore_place
from simulator.core.switch_blueprint import SwitchBlueprint
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
    returns: ReturnRules = field(init=False, repr=False)
    stack: MenuStack = field(init=False, repr=False)
    _blueprints: dict[str, Blueprint] = field(default_factory=dict, repr=False)
    _switch_blueprints: dict[str, SwitchBlueprint] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "returns", ReturnRules(self.flow, self.blueprint_of))
        object.__setattr__(self, "stack", MenuStack(self.flow, self.switch_blueprint_of, self.arrive_at))

    def blueprint_of(self, key: str) -> Blueprint:
        """The blueprint of a menu of the flow."""
        blueprint = self._blueprints.get(key)
        if blueprint is None:
            receptionist = self.flow.receptionists[key]
            blueprint = Blueprint(key, receptionist, self.flow.semantics_in(receptionist), self.flow.length_of)
            self._blueprints[key] = blueprint
        return blueprint

    def announcement_of(self, key: str) -> AnnouncementBlueprint:
        """The blueprint of an announcement of the flow."""
        return AnnouncementBlueprint(key, self.flow.receptionists[key], self.flow.length_of)

    def switch_blueprint_of(self, key: str) -> SwitchBlueprint:
        """The blueprint of a menu that FreeSWITCH runs."""
        blueprint = self._switch_blueprints.get(key)
        if blueprint is None:
            item = self.flow.receptionists[key]
            blueprint = SwitchBlueprint(key, item, self.flow.semantics_in(item), self.flow.length_of)
            self._switch_blueprints[key] = blueprint
        return blueprint

    def is_switch_menu(self, key: str) -> bool:
        """Return whether a receptionist is a menu that FreeSWITCH runs."""
        return self.flow.receptionists[key].engine.switch is not None

    def arcs_from(self, place: Place) -> tuple[Arc, ...]:
        """One arc for each event that can happen at a place; none once the call has ended."""
        if place == ENDED:
            return ()
        if place.phase == "ringing":
            return self._ringing_arcs(place)
        if place.phase in WORLD_PHASES:
            return self._world_arcs(place)
        key = place.receptionist
        if self.is_switch_menu(key):
            return tuple(self._follow_edge(place, edge) for edge in self.switch_blueprint_of(key).edges_from(place))
        blueprint = self.blueprint_of(key) if self.flow.receptionists[key].is_menu else self.announcement_of(key)
        return tuple(self._join_edge(place, edge) for edge in blueprint.edges_from(place))

    def find_arc(self, place: Place, trigger: str) -> Arc | None:
        """Return what one event leads to from a place in a menu of FreeSWITCH; None: it cannot happen there."""
        edge = self.switch_blueprint_of(place.receptionist).edge_from(place, trigger)
        return None if edge is None else self._follow_edge(place, edge)

    def _follow_edge(self, place: Place, edge: Edge) -> Arc:
        """Return what an edge of a menu of FreeSWITCH leads to."""
        return Arc(edge.trigger, *self.stack.follow(place, edge.onward))

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
        if menus := coordinates.get(WAY_BACK):
            return self._restore_way_back(self.restore_place({**coordinates, WAY_BACK: ()}), WayBack.of_json(menus))
        if bare.phase in WORLD_PHASES:
            asking = self.arrive_at(parse_address(bare.receptionist))[1]
            if asking != bare:
                raise ValueError(f"no {bare.phase} at {bare.receptionist}")
            return asking
        if bare.phase == "ringing" and "||" in bare.receptionist:
            return self.ringing_place(bare.receptionist)
        if bare.phase != "ringing" and self.is_switch_menu(bare.receptionist):
            return self.switch_blueprint_of(bare.receptionist).restore_place(bare)
        item = self.flow.receptionists[bare.receptionist]
        if bare.phase == "ringing":
            return self.ringing_place(bare.receptionist)
        if not item.is_menu:
            return self.announcement_of(bare.receptionist).restore_place(bare)
        return restore_place(self.blueprint_of(bare.receptionist), bare, self._most_counted())

    def _restore_way_back(self, place: Place, way_back: WayBack) -> Place:
        """The place with a way back that was saved. Raises ``ValueError`` for one that no call has."""
        if any(key not in self.flow.receptionists for key, _, _ in way_back.menus):
            raise ValueError(f"no way back{way_back.suffix} in this flow")
        return replace(place, way_back=way_back)

    def _most_counted(self) -> int:
        """Return the most mistakes that a menu can find when a call comes back to it; 0 where none does."""
        items = self.flow.receptionists
        if not any(can_return(item) for item in items.values()):
            return 0
        tries = (self.blueprint_of(key).allowed_tries for key, item in items.items() if item.is_menu)
        return max((most for both in tries for most in both), default=0)

    def _ringing_arcs(self, place: Place) -> tuple[Arc, ...]:
        start = place.receptionist
        effects, dest = self.arrive_at(parse_address(start)) if "||" in start else self._enter_receptionist(start)
        return (Arc(ANSWERED, effects, dest), *_ignored_keys(place), _HANG_UP)

    def _world_arcs(self, place: Place) -> tuple[Arc, ...]:
        """One arc for each answer that leads on; keys are lost, and restart nothing."""
        destination = parse_address(place.receptionist)
        route = self.flow.route_of(destination)
        assert route is not None, "only a destination with a route asks"
        arcs = [Arc(answer, *self.arrive_at(onward, place.way_back)) for answer, onward in route.ways()]
        if isinstance(route, PersonRoute):
            arcs.insert(0, Arc("picked_up", (Route(destination),), ENDED))
            if route.no_answer is None:
                arcs.append(Arc("no_answer", (End("unanswered"),), ENDED))
        return (*_ignored_keys(place), *arcs, _HANG_UP)

    def _join_edge(self, source: Place, edge: Edge) -> Arc:
        effects, dest = self._follow_onward(source, edge.onward)
        return Arc(edge.trigger, effects, dest, edge.internal)

    def _follow_onward(self, source: Place, onward: Onward) -> tuple[tuple[Effect, ...], Place]:
        way_back = source.way_back
        if onward.place is not None:
            return onward.effects, _with_way_back(onward.place, way_back)
        destination = onward.destination
        assert destination is not None, "an edge leads to a place or to a destination"
        key, counts = source.receptionist, onward.counts
        if onward.returns or destination.leads_back:
            target = self.returns.find_return(key, way_back, counts)
            if target is not None:
                return self._go_back(onward.effects, target)
        effects, place = self.arrive_at(destination, self.returns.leave(key, way_back, counts))
        return (*onward.effects, *effects), place

    def _go_back(self, effects: tuple[Effect, ...], target: ReturnTarget) -> tuple[tuple[Effect, ...], Place]:
        """Return what a call meets at the menu that it goes back to, after these effects."""
        begins = self.blueprint_of(target.receptionist).go_on(*target.counts)
        assert begins.place is not None, "a round begins at a place"
        place = _with_way_back(begins.place, target.way_back)
        return (*effects, Return(target.receptionist), *begins.effects), place

    def arrive_at(self, destination: Destination, behind: WayBack = NO_WAY_BACK) -> tuple[tuple[Effect, ...], Place]:
        """Return what a call meets at a destination: a receptionist, a question to the world, or its end.

        ``behind`` is what the call has behind it.
        """
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return self._enter_receptionist(key, behind)
        route = self.flow.route_of(destination)
        if route is None:
            return (_end_at(destination),), ENDED
        question, way_back = WorldQuestion(destination, route), self.returns.ask(destination, behind)
        if isinstance(route, ScheduleRoute):
            return (), Place(str(destination), "deciding", wait=Wait(0, EVENTS["open"], question), way_back=way_back)
        # nobody there: the default is that it rings out
        milliseconds, answer = (route.rings_ms, "no_answer") if route.nobody else (0, "picked_up")
        wait = Wait(milliseconds, EVENTS[answer], question)
        return (Ring(destination),), Place(str(destination), "alerting", wait=wait, way_back=way_back)

    def _enter_receptionist(self, key: str, behind: WayBack = NO_WAY_BACK) -> tuple[tuple[Effect, ...], Place]:
        if self.is_switch_menu(key):
            return self.stack.enter(key)
        if self.flow.receptionists[key].is_menu:
            start = self.blueprint_of(key).enter()
        else:
            start = self.announcement_of(key).enter(answered=behind != NO_WAY_BACK)
        assert start.place is not None, "a receptionist starts at a place of its own"
        return (Enter(key), *start.effects), _with_way_back(start.place, self.returns.enter(key, behind))


_HANG_UP = Arc(HUNG_UP, (End("caller"),), ENDED)
"""The same at every place."""


def _ignored_keys(place: Place) -> tuple[Arc, ...]:
    """Every key is lost."""
    return tuple(Arc(key, (), place, internal=True) for key in KEYS)


def _with_way_back(place: Place, way_back: WayBack) -> Place:
    """Return a place of a receptionist, with the way back that a call has there."""
    if place.way_back == way_back or place is ENDED:
        return place
    return replace(place, way_back=way_back)


def _end_at(destination: Destination) -> End | Route:
    """Return how a call ends that is sent to a destination outside of the flow, or back to nowhere."""
    if destination.is_blank or destination.leads_back:
        return End("menu")
    return End("menu", destination) if destination.hangs_up else Route(destination)
