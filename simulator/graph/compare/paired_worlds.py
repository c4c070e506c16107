"""The worlds of two flows at once: how their schedules stand together, and the two ordinary flows in each of them.

Schedules of one key are one schedule, whatever its hours: both flows find it in the same state. One that only one of
the flows asks is held fixed there. Worlds in which both flows come to be the same are walked once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from simulator.callers.given_answers import parse_given
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import Answer, ScheduleRoute
from simulator.graph.compare.world_script import known_given
from simulator.graph.worlds import ScheduleStates, asked_schedules, fix_schedules, possible_states


class SideAnswers(NamedTuple):
    """The facts that hold for every call to a flow: the states of schedules, and the answers of telephones.

    Telephones are named ``type||id``, or ``everyone``.
    """

    schedules: ScheduleStates = MappingProxyType({})
    people: Mapping[str, Answer] = MappingProxyType({})


class FixedPair(NamedTuple):
    """The facts that hold for every call to either of two flows, and the script lines that set them."""

    old: SideAnswers = SideAnswers()
    new: SideAnswers = SideAnswers()
    at: str = ""
    given: Mapping[str, Any] = MappingProxyType({})

    @property
    def schedules(self) -> set[str]:
        """The keys of the schedules that are fixed."""
        return {*self.old.schedules, *self.new.schedules}


class WorldPair(NamedTuple):
    """The states of the schedules that either flow asks."""

    old: ScheduleStates
    new: ScheduleStates

    @property
    def states(self) -> ScheduleStates:
        """The states of both, by key; where the calendars of the flows differ, those of the new one."""
        return {**self.old, **self.new}


@dataclass(frozen=True, slots=True)
class WorldGroup:
    """Worlds in which two flows come to be the same two ordinary flows."""

    old: Flow
    new: Flow
    worlds: tuple[WorldPair, ...]


def fix_answers(flow: Flow, given: Mapping[str, Any], states: ScheduleStates | None = None) -> SideAnswers:
    """What is given, as a flow knows it; ``states`` of schedules hold where nothing is given.

    Raises ``UsageError`` for an answer or a name that the flow does not have.
    """
    schedules, people = dict(states or {}), dict[str, Answer]()
    for name, answers in WorldSettings(flow, given=parse_given(given)).given.items():
        answer = answers[0].answer
        if name in flow.schedules and answer in ("open", "closed", "holiday"):
            schedules[name] = answer
        else:
            people[name] = answer
    return SideAnswers(schedules, people)


def split_given(old: Flow, new: Flow, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is given, for each of two flows: a name that only one of them knows holds there alone.

    Raises ``UsageError`` for a name or an answer that neither has.
    """
    sides = known_given(old, given), known_given(new, given)
    for name, answer in given.items():
        if not any(name in side for side in sides):
            fix_answers(new, {name: answer})
    return sides


def pair_worlds(old: Flow, new: Flow, fixed: FixedPair | None = None) -> tuple[WorldPair, ...]:
    """Every world that the calendar of either flow can produce, open first; one world where no schedule is asked."""
    fixed = fixed or FixedPair()
    sides = (asked_schedules(old), fixed.old.schedules), (asked_schedules(new), fixed.new.schedules)
    asked = dict.fromkeys((*sides[0][0], *sides[1][0]))
    free = tuple(key for key in asked if any(key in keys and key not in settled for keys, settled in sides))
    pairs: dict[Hashable, WorldPair] = {}
    for states in _joint_states(old, new, free):
        pair = WorldPair(*({key: settled.get(key) or states[key] for key in keys} for keys, settled in sides))
        pairs.setdefault((tuple(pair.old.items()), tuple(pair.new.items())), pair)
    return tuple(pairs.values())


def _joint_states(old: Flow, new: Flow, keys: tuple[str, ...]) -> Iterator[ScheduleStates]:
    """Each combination of states that the calendar of either flow has; it borrows what only the other one knows."""
    if not keys:
        yield {}
        return
    calendars = [
        replace(
            flow,
            schedules={key: flow.schedules.get(key) or other.schedules[key] for key in keys},
            timezone=flow.timezone or other.timezone,
        )
        for flow, other in ((old, new), (new, old))
    ]
    yield from possible_states(calendars[0], keys, {})
    if (calendars[0].schedules, calendars[0].timezone) != (calendars[1].schedules, calendars[1].timezone):
        yield from possible_states(calendars[1], keys, {})


def group_worlds(old: Flow, new: Flow, worlds: Iterable[WorldPair]) -> Iterator[WorldGroup]:
    """Yield the flows of each group of worlds, in the order of their first world."""
    groups: dict[Hashable, list[WorldPair]] = {}
    for world in worlds:
        groups.setdefault((_passages_in(old, world.old), _passages_in(new, world.new)), []).append(world)
    for alike in groups.values():
        yield WorldGroup(_fix_flow(old, alike[0].old), _fix_flow(new, alike[0].new), tuple(alike))


def _fix_flow(flow: Flow, states: ScheduleStates) -> Flow:
    return fix_schedules(flow, states).flow if states else flow


def _passages_in(flow: Flow, states: ScheduleStates) -> Hashable:
    """Where each destination that asks a schedule leads: it decides what the flow is in a world."""
    if not states:
        return ()
    asking = {str(asked): str(asked) for asked, route in flow.routes.items() if isinstance(route, ScheduleRoute)}
    world = fix_schedules(Flow("", {}, numbers=asking, routes=flow.routes), states)
    return tuple(world.flow.numbers.values()), world.cycles
