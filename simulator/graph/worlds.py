"""The worlds of a flow: each way in which its schedules can stand together, held fixed for a whole call.

An analysis walks one ordinary flow for each world: in it every destination that asks a schedule is replaced by the
one that the schedule's answer leads to, so that no analysis has to know of schedules. A schedule takes no time and
forgets nothing, so this changes neither what callers hear nor when. Telephones are left as they are: people answer
afresh each time that they are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from simulator.callers.fixed_answers import FixedAnswers, fixed_answers
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.menu_engine import MenuEngine
from simulator.config.receptionist import Destination, Entry, Receptionist, parse_address
from simulator.config.routes import PersonRoute, Route, ScheduleAnswer, ScheduleRoute
from simulator.errors import UsageError
from simulator.fast_classes import dataclass

ScheduleStates = Mapping[str, ScheduleAnswer]
"""The answer of each schedule, by its key."""


@dataclass(frozen=True, slots=True)
class FlowWorld:
    """A flow with its schedules held fixed.

    Where a call to the flow's number comes to no receptionist, ``flow.entry`` is an announcement without words that
    stands for the number. ``cycles`` are the destinations that ask schedules in a circle, without an end and in no
    time. ``alike`` are the states of other worlds in which the flow is the same.
    """

    states: ScheduleStates
    flow: Flow
    cycles: frozenset[Destination] = frozenset()
    alike: tuple[ScheduleStates, ...] = ()

    @property
    def given(self) -> dict[str, str]:
        """The answers that a caller script gives for this world."""
        return dict(self.states)

    @property
    def every_states(self) -> tuple[ScheduleStates, ...]:
        """The states of all the worlds that this one stands for."""
        return (self.states, *self.alike)


def flow_worlds(flow: Flow, fixed: ScheduleStates | None = None) -> tuple[FlowWorld, ...]:
    """Every world that the calendar can produce, in the order of the schedules and open first.

    ``fixed`` says how some schedules stand. A flow that asks no schedule has one world: itself, as it is called.
    """
    schedule_keys = asked_schedules(flow)
    if not schedule_keys:
        # a number that rings a telephone begins there, and not at the entry
        return (fix_schedules(flow, {}) if "||" in flow.start else FlowWorld({}, flow),)
    fixed_states = fixed or {}
    return tuple(fix_schedules(flow, states) for states in possible_states(flow, schedule_keys, fixed_states))


def distinct_worlds(flow: Flow, fixed: ScheduleStates | None = None) -> tuple[FlowWorld, ...]:
    """The worlds of a flow, each flow once: a holiday is often just another evening."""
    distinct: list[FlowWorld] = []
    for world in flow_worlds(flow, fixed):
        for place, earlier in enumerate(distinct):
            if earlier.flow == world.flow and earlier.cycles == world.cycles:
                distinct[place] = replace(earlier, alike=(*earlier.alike, world.states))
                break
        else:
            distinct.append(world)
    return tuple(distinct)


def hold_answers(flow: Flow, settings: WorldSettings) -> tuple[Flow, dict[str, ScheduleAnswer]]:
    """Fix the given answers: return the flow with telephones that answer so, and the states of schedules.

    Raises ``UsageError`` for a list of answers: an analysis looks at one answer, or at all.
    """
    for name, answers in settings.given.items():
        if len(answers) > 1:
            raise UsageError(f"given: {name} has {len(answers)} answers; give one, which holds all the time")
    fixed = fixed_answers(settings)
    states = {key: fixed.states[key] for key in asked_schedules(flow) if key in fixed.states}
    routes = {place: _hold_route(fixed, place, route) for place, route in flow.routes.items()}
    return (flow if routes == flow.routes else replace(flow, routes=routes)), states


def _hold_route(fixed: FixedAnswers, place: Destination, route: Route) -> Route:
    """A telephone that gives the one answer that is said of it; anything else as it is."""
    answer = fixed.people.get(str(place))
    return route._replace(fixed=answer) if answer and isinstance(route, PersonRoute) else route


def asked_schedules(flow: Flow) -> tuple[str, ...]:
    """The keys of the schedules that some destination asks, in the order of the flow."""
    keys = {route.schedule for route in flow.routes.values() if isinstance(route, ScheduleRoute)}
    return tuple(key for key in flow.schedules if key in keys)


def possible_states(flow: Flow, schedule_keys: tuple[str, ...], fixed: ScheduleStates) -> Iterator[ScheduleStates]:
    """Each combination of answers that some moment has, with both of every switch."""
    timed = tuple(key for key in schedule_keys if key not in fixed and not flow.schedules[key].is_switch)
    combinations: list[tuple[ScheduleAnswer, ...]] = [()]
    if timed:
        from simulator.calendar.combinations import state_combinations  # zones are loaded where hours are asked

        combinations = state_combinations([flow.schedules[key] for key in timed], flow.timezone)
    switches = tuple(key for key in schedule_keys if key not in fixed and flow.schedules[key].is_switch)
    both: tuple[ScheduleAnswer, ...] = ("open", "closed")
    for combination, positions in product(combinations, product(both, repeat=len(switches))):
        states = dict(zip(timed, combination, strict=True)) | dict(zip(switches, positions, strict=True))
        yield {key: fixed[key] if key in fixed else states[key] for key in schedule_keys}


def fix_schedules(flow: Flow, states: ScheduleStates) -> FlowWorld:
    """The flow in one world: destinations that ask a schedule of ``states`` are followed to where they lead."""
    resolver = _Resolver(flow, states)
    receptionists = {key: resolver.fix_receptionist(item) for key, item in flow.receptionists.items()}
    numbers = {number: resolver.fix_number(target) for number, target in flow.numbers.items()}
    routes = dict(resolver.fix_routes())
    remaining = {route.schedule for route in routes.values() if isinstance(route, ScheduleRoute)}
    schedules = {key: schedule for key, schedule in flow.schedules.items() if key in remaining}
    fixed = replace(flow, receptionists=receptionists, numbers=numbers, routes=routes, schedules=schedules)
    if flow.number:
        target = numbers[flow.number]
        if "||" in target:
            end = parse_address(target)
            receptionists[flow.number] = Receptionist(
                name=flow.number,
                destination_type="single",
                forward_destination_type=end.type,
                forward_destination_id=end.id,
            )
            target = flow.number
        fixed = replace(fixed, entry=target, number="")
    return FlowWorld(states, fixed, frozenset(resolver.cycles))


class _Resolver:
    """One flow in one world."""

    def __init__(self, flow: Flow, states: ScheduleStates) -> None:
        self.flow = flow
        self.states = states
        self.cycles: set[Destination] = set()

    def follow(self, destination: Destination) -> Destination:
        """Return where a destination leads once the schedules have answered."""
        visited: set[Destination] = set()
        while isinstance(route := self.flow.route_of(destination), ScheduleRoute) and route.schedule in self.states:
            if destination.canonical in visited:
                self.cycles |= visited
                return destination
            visited.add(destination.canonical)
            destination = dict(route.ways())[self.states[route.schedule]]
        return destination

    def fix_number(self, target: str) -> str:
        """Return where a number leads: a receptionist's key, or ``type||id``."""
        if "||" not in target:
            return target
        destination = self.follow(parse_address(target))
        return self.flow.receptionist_for(destination) or str(destination)

    def fix_receptionist(self, receptionist: Receptionist) -> Receptionist:
        """The receptionist with every way out followed; the same object where none asks."""
        changes: dict[str, Any] = {}
        for passage in receptionist.ways():
            destination = self.follow(passage.destination)
            if destination != passage.destination and passage.cause != "choice":
                field = str(passage.place[0])
                changes[field] = destination.id
                changes[field.removesuffix("id") + "type"] = destination.type
        entries = tuple(self._fix_entry(entry) for entry in receptionist.entries or ())
        if entries != (receptionist.entries or ()):
            changes["entries"] = entries
        fixed = receptionist.model_copy(update=changes) if changes else receptionist
        engine = self._fix_engine(receptionist.engine)
        return fixed if engine is receptionist.engine else fixed.with_engine(engine)

    def _fix_engine(self, engine: MenuEngine) -> MenuEngine:
        dialable = tuple(self._fix_entry(extension) for extension in engine.dialable)
        if dialable == engine.dialable:
            return engine
        return engine._replace(dialable=dialable, extensions=dialable if engine.extensions else ())

    def _fix_entry(self, entry: Entry) -> Entry:
        destination = self.follow(entry.destination)
        if destination == entry.destination:
            return entry
        return entry.model_copy(update={"destination_type": destination.type, "destination_id": destination.id})

    def fix_routes(self) -> Iterator[tuple[Destination, Route]]:
        """Yield the remaining routes: telephones, schedules that no state decides, and circles; targets resolved."""
        for destination, route in self.flow.routes.items():
            if isinstance(route, PersonRoute):
                no_answer, busy = (to and self.follow(to) for to in (route.no_answer, route.busy))
                yield destination, route._replace(no_answer=no_answer, busy=busy)
            elif route.schedule not in self.states:
                opened, closed, holiday = (self.follow(to) for _, to in route.ways())
                yield destination, ScheduleRoute(route.schedule, opened, closed, holiday)
        # Circles come to light while destinations are followed, so they are last. Whatever a schedule of one is
        # taken to answer, the call goes round.
        for destination in self.cycles:
            route = self.flow.routes[destination]
            assert isinstance(route, ScheduleRoute), "only schedules answer in no time"
            onward = dict(route.ways())[self.states[route.schedule]]
            yield destination, ScheduleRoute(route.schedule, onward, onward)
