"""The receptionists that calls come to in some worlds: behind schedules, and behind telephones that nobody picks up."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.graph.worlds import ScheduleStates, asked_schedules, possible_states


def reached_receptionists(
    flow: Flow, fixed: ScheduleStates | None = None, people: Mapping[str, Answer] | None = None
) -> frozenset[str]:
    """The keys of the receptionists that a call to the flow can come to; every number counts as its beginning.

    ``fixed`` says how some schedules stand, ``people`` what some telephones answer (by ``type||id``). A flow that is
    rung on one number begins there alone.
    """
    asked = asked_schedules(flow)
    worlds = possible_states(flow, asked, fixed or {}) if asked else iter([{}])
    return frozenset(key for states in worlds for key in _reached_in(flow, states, people or {}))


def _reached_in(flow: Flow, states: ScheduleStates, people: Mapping[str, Answer]) -> set[str]:
    """The receptionists that calls come to while the schedules stand so."""
    begins = [flow.start] if flow.number else [flow.entry, *flow.numbers.values()]
    receptionists: set[str] = set()
    passed: set[Destination] = set()
    waiting: list[str | Destination] = [parse_address(start) if "||" in start else start for start in begins]
    while waiting:
        reached = waiting.pop()
        key = reached if isinstance(reached, str) else flow.receptionist_for(reached)
        if key is not None:
            if key not in receptionists:
                receptionists.add(key)
                waiting += [way.destination for way in flow.receptionists[key].ways()]
        elif isinstance(reached, Destination) and reached.canonical not in passed:
            passed.add(reached.canonical)
            waiting += _onward(flow, reached, states, people)
    return receptionists


def _onward(
    flow: Flow, destination: Destination, states: ScheduleStates, people: Mapping[str, Answer]
) -> list[Destination]:
    """Return the destinations that a destination's answers lead to."""
    match flow.route_of(destination):
        case ScheduleRoute() as route:
            return [dict(route.ways())[states[route.schedule]]]
        case PersonRoute() as route:
            settled = people.get(str(destination.canonical))
            return [onward for answer, onward in route.ways() if settled in (None, answer)]
        case None:
            return []
