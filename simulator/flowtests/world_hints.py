"""Hints about the world: which answer of a schedule or a telephone would have led where a test claims."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.callers.drivers import Trace
from simulator.callers.given_answers import answer_words
from simulator.callers.world import person_name, schedule_name
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Answer, ScheduleRoute
from simulator.core.events import WORLD_ANSWERS
from simulator.fast_classes import NamedTuple


class AskedAnswer(NamedTuple):
    """An answer of the world in a call: whom the call asked, and what it said."""

    destination: Destination
    answer: str


def hint_for_answer(flow: Flow, trace: Trace, claimed: Destination) -> str:
    """Return which answer of the world kept a call from a destination that it was close to; empty where none did."""
    asked = list(answers_of(trace))
    for destination, answer in asked:
        if destination.canonical == claimed and answer != "picked_up":
            return f"{person_name(flow, destination)} rang, and {_telephone_state(answer)}"
    for destination, answer in reversed(asked):
        route = flow.route_of(destination)
        for other, onward in route.ways() if route is not None else ():
            if other != answer and onward.canonical == claimed:
                return f"{_stated(flow, destination, answer)}; {_would_lead(flow, destination, other)}"
    return ""


def answer_leading_to(flow: Flow, claimed: Destination) -> str:
    """Return which answer of the world leads to a destination, in any call."""
    for destination, route in flow.routes.items():
        for answer, onward in route.ways():
            if onward.canonical == claimed:
                return _would_lead(flow, destination, answer)
    return ""


def answers_of(trace: Trace) -> Iterator[AskedAnswer]:
    """Every answer of the world in a call, in order."""
    for turn in trace.turns:
        if turn.event.trigger in WORLD_ANSWERS:
            yield AskedAnswer(parse_address(turn.source.receptionist), turn.event.trigger)


def _telephone_state(answer: str) -> str:
    return "the line was busy" if answer == "busy" else "nobody picked up"


def _stated(flow: Flow, destination: Destination, answer: str) -> str:
    route = flow.route_of(destination)
    if isinstance(route, ScheduleRoute):
        state = "closed for a holiday" if answer == "holiday" else answer
        return f"{schedule_name(flow, route.schedule)} was {state}"
    name = person_name(flow, destination)
    return f"{name} picked up" if answer == "picked_up" else f"{name} rang, and {_telephone_state(answer)}"


def _would_lead(flow: Flow, destination: Destination, answer: Answer) -> str:
    route = flow.route_of(destination)
    name = route.schedule if isinstance(route, ScheduleRoute) else person_name(flow, destination)
    return f"with given: {{{name}: {answer_words(answer)}}}, {person_name(flow, destination)} leads there"
