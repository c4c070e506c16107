"""Departures of calls from a flow, and the two endings that mislead: calls that drop, and calls that are routed on.

A blank destination drops the call: a caller who is sent there has not got out. An *open end* is a destination that by
its kind sends calls on (a time condition, a queue, a dial plan, a menu elsewhere) to where this flow does not say,
perhaps back into it. What happens after it is unknown, so nothing can be claimed about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import ScheduleRoute
from simulator.graph.reach.answered_exits import RINGS_ON, Exit, ring_circle
from simulator.graph.reach.measure import Cost, Measure, split_words
from simulator.graph.reach.survey import Survey

if TYPE_CHECKING:
    from simulator.callers.caller_script import CallerScript

Callers = Literal["every", "silence", "wrong", "mistakes"]
"""Whose departures: every caller's, of one kind of mistake only, or of both kinds but no choice."""

ROUTING_TYPES = frozenset({"time_condition", "timegroup", "api_dialplan", "custom_dialplan", "inbound_queue"})
"""Types of destinations, in their canonical form, that send calls on by their nature."""

RING_GROUP = "department"
"""A ring group: it sends calls on if nobody answers."""


class Departure(NamedTuple):
    """One way out of the flow: the receptionist that is left last, by which exit, and what a caller does there."""

    key: str
    exit: Exit
    cost: Cost


def departures(survey: Survey, callers: Callers) -> Iterator[Departure]:
    """The ways out of the flow that some of these callers take, from any receptionist that callers reach."""
    return _departures_by(survey, callers, lambda link: link < 0)


def _departures_by(survey: Survey, callers: Callers, is_meant: Callable[[int], bool]) -> Iterator[Departure]:
    """The ways out by links that are meant."""
    links = survey.links
    for key in survey.reachable:
        numbers = links.links_from(links.number_of(key))
        if any(map(is_meant, numbers)):
            for place, cost in _places_taken(survey, key, callers):
                if is_meant(numbers[place]):
                    yield Departure(key, survey.summary_of(key).exits[place], cost)


def _places_taken(survey: Survey, key: str, callers: Callers) -> Iterator[tuple[int, Cost]]:
    """The exits of a receptionist that some of these callers take, by their places, with what they cost."""
    summary = survey.summary_of(key)
    if callers in ("silence", "wrong"):
        yield from summary.places_by_mistake("silence" if callers == "silence" else "wrong")
        return
    exits = summary.exits
    for place, cost in enumerate(summary.exit_costs(Measure.SHORTEST)):
        if cost is not None and (callers == "every" or exits[place].cause != "choice"):
            yield place, cost


def first_drop(survey: Survey, callers: Callers) -> Departure | None:
    """The way to a blank destination with the fewest keys and silences; None: no call of these callers drops."""
    return _easiest_departure(survey, callers, lambda end: end.is_blank)


def first_circle(survey: Survey, callers: Callers) -> Departure | None:
    """The way to schedules that lead to each other in a circle, in a flow whose schedules are held fixed.

    All others have been followed to where they lead (``graph.worlds``). None: no call of these callers gets there.
    """
    flow = survey.flow
    if not flow.routes:
        return None
    return _easiest_departure(survey, callers, lambda end: is_circle(flow, end))


def is_circle(flow: Flow, destination: Destination) -> bool:
    """Return whether schedules go round in a circle from there, in a flow whose schedules are held fixed."""
    return isinstance(flow.route_of(destination), ScheduleRoute)


def first_ring_circle(survey: Survey, callers: Callers, *, only_instant: bool = False) -> Departure | None:
    """The way to telephones that send calls to each other until somebody picks up.

    ``only_instant``: where all of them are busy, so that no time passes. None: no call of these callers gets there.
    """
    flow = survey.flow

    def is_circle(exit: Exit) -> bool:
        if exit.destination != RINGS_ON:
            return False
        return not only_instant or all(answer == "busy" for _, answer in ring_circle(flow, exit.rung))

    return _easiest_departure(survey, callers, RINGS_ON.__eq__, is_circle) if flow.routes else None


def _easiest_departure(
    survey: Survey,
    callers: Callers,
    is_end: Callable[[Destination], bool],
    is_meant: Callable[[Exit], bool] = lambda _: True,
) -> Departure | None:
    """The way out with the fewest keys and silences, by an exit that is meant, to such an end (canonical)."""
    reached = survey.reachable
    meant_links = survey.links.links_to_ends(is_end)
    if not meant_links or not reached:  # of 10,000 receptionists mostly none leads there
        return None
    ways = survey.search_all(Measure.SHORTEST).receptionists

    def effort(departure: Departure) -> tuple[int, int, str]:
        arrival = ways[departure.key]
        cost = departure.cost
        return arrival.first + cost.first, arrival.second + cost.second, arrival.trail.all_words + cost.text

    ways_out = _departures_by(survey, callers, meant_links.__contains__)
    return min((departure for departure in ways_out if is_meant(departure.exit)), key=effort, default=None)


def caller_of(survey: Survey, departure: Departure) -> CallerScript:
    """The shortest caller who leaves the flow in this way."""
    then = split_words(departure.cost.text)
    while then and then[-1] == "silence":  # at the end it goes without saying
        then.pop()
    arrival = survey.search_all(Measure.SHORTEST).receptionists[departure.key]
    return survey.script_of_trail(arrival.trail, then=then, rung=departure.exit.rung)


def routes_on(flow: Flow, destination: Destination) -> bool:
    """Return whether a destination outside of the flow may send calls on to where the flow does not say."""
    if destination.is_blank or destination.hangs_up or flow.route_of(destination) is not None:
        return False  # a route says where calls go on, or that they end where it does not
    catalogued = flow.destinations.get(destination.canonical)
    answers = catalogued.answers if catalogued else None
    kind = destination.canonical.type
    if destination.names_receptionist or answers == "menu" or kind in ROUTING_TYPES:
        return True
    return kind == RING_GROUP and answers == "nobody"


def open_ends(survey: Survey, callers: Callers) -> tuple[Destination, ...]:
    """The open ends that some of these callers reach, each once, in the order of the menus."""
    flow, links = survey.flow, survey.links
    reached = survey.reachable
    open_links = links.links_to_ends(lambda end: routes_on(flow, end))
    if not open_links:  # as in departures, mostly none leads there
        return ()
    ends: dict[int, None] = {}
    for key in reached:
        numbers = links.links_from(links.number_of(key))
        if any(map(open_links.__contains__, numbers)):
            taken = [numbers[place] for place, _ in _places_taken(survey, key, callers)]
            ends.update(dict.fromkeys([link for link in taken if link in open_links]))
    return tuple([links.end_of(link) for link in ends])


def open_among(flow: Flow, destinations: Iterable[Destination]) -> tuple[Destination, ...]:
    """Of some destinations outside of the flow, the open ends, each once."""
    return tuple(dict.fromkeys(destination.canonical for destination in destinations if routes_on(flow, destination)))
