"""The cycles that one kind of caller is caught in, in words, for the rules on endless calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulator.checks.checked_flow import CheckedFlow
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.fast_classes import NamedTuple

if TYPE_CHECKING:
    from simulator.checks.world_findings import CheckedWorld
    from simulator.graph.reach.loops import EndlessCycle, Kind

NAMED_MOST = 6
"""Receptionists of a cycle that a message names."""


def loops_of_kind(subject: CheckedFlow, kind: Kind) -> Iterator[EndlessCycle]:
    """The cycles of a kind; what also goes round without any time (IVR112) is left to that rule.

    Where nobody listens for a key on the whole way, a caller of wrong keys is as good as silent.
    """
    instant = {frozenset(loop.receptionists) for loop in subject.loops if loop.kind == "zero-time"}
    for loop in subject.loops:
        deaf = all(field == "forward_destination_id" for field in loop.fields)
        if loop.kind != kind or (kind != "zero-time" and frozenset(loop.receptionists) in instant):
            continue
        if not (kind == "wrong-keys" and deaf):
            yield loop


def cycle_words(subject: CheckedFlow, loop: EndlessCycle) -> str:
    """A cycle, each receptionist with the field by which it is left."""
    steps = list(zip(loop.receptionists, loop.fields, strict=True))
    named_steps = [f"{key} ({subject.field_name(key, (field,))})" for key, field in steps[:NAMED_MOST]]
    more = [f"... {len(steps) - NAMED_MOST} more"] if len(steps) > NAMED_MOST else []
    return " -> ".join([*named_steps, *more, loop.receptionists[0]])


class ScheduleLink(NamedTuple):
    """A destination that asks a schedule, and the field of its route that leads on."""

    destination: Destination
    field: str


class ScheduleCircle(NamedTuple):
    """Destinations that send a call round without an end, and the worlds in which they do."""

    links: tuple[ScheduleLink, ...]
    worlds: tuple[CheckedWorld, ...]


def schedule_circles(subject: CheckedFlow) -> list[ScheduleCircle]:
    """The circles of schedules that calls can get into, in the order of the flow's destinations."""
    worlds_by_links: dict[tuple[ScheduleLink, ...], list[CheckedWorld]] = {}
    for world in subject.worlds:
        for links in dict.fromkeys(_circle_from(subject, world, start) for start in _ordered_cycles(subject, world)):
            worlds_by_links.setdefault(links, []).append(world)
    return [ScheduleCircle(links, tuple(worlds)) for links, worlds in worlds_by_links.items()]


def _ordered_cycles(subject: CheckedFlow, world: CheckedWorld) -> list[Destination]:
    return [destination for destination in subject.flow.routes if destination in world.cycles]


def _circle_from(subject: CheckedFlow, world: CheckedWorld, start: Destination) -> tuple[ScheduleLink, ...]:
    """The circle that a call gets into from a destination; it begins where the flow lists it first."""
    links: list[ScheduleLink] = []
    at = start
    while not any(link.destination == at for link in links):
        route = subject.flow.routes[at]
        assert isinstance(route, ScheduleRoute), "only schedules send calls on in no time"
        answer = world.states[0][route.schedule]
        # without a field of its own, a holiday is as closed
        field = "closed" if answer == "holiday" and route.holiday is None else answer
        links.append(ScheduleLink(at, field))
        at = dict(route.ways())[answer].canonical
    circle = links[[link.destination for link in links].index(at) :]
    order = {destination: place for place, destination in enumerate(subject.flow.routes)}
    first = min(range(len(circle)), key=lambda place: order[circle[place].destination])
    return (*circle[first:], *circle[:first])


def telephone_circles(flow: Flow, answer: Answer) -> list[tuple[Destination, ...]]:
    """The circles in which telephones send a call while all of them give one answer, in the order of the flow."""
    onward: dict[Destination, Destination] = {}
    for telephone, route in flow.routes.items():
        target = dict(route.ways()).get(answer) if isinstance(route, PersonRoute) else None
        if target is not None:
            onward[telephone] = target.canonical
    circles: list[tuple[Destination, ...]] = []
    passed: set[Destination] = set()
    for start in onward:
        walked: dict[Destination, None] = {}
        at = start
        while at in onward and at not in passed:  # each telephone leads to one other, so a walk ends or goes round
            passed.add(at)
            walked[at] = None
            at = onward[at]
        if at in walked:
            order = list(walked)
            circles.append(tuple(order[order.index(at) :]))
    return circles


def circle_names(flow: Flow, circle: Sequence[Destination]) -> str:
    """The destinations of a circle by their names, the first again at the end."""
    names = [flow.destination_name(destination) or str(destination) for destination in circle]
    return " -> ".join([*names, names[0]])
