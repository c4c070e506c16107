"""Branch of a schedule that no moment can reach.

## What it does

Reports a branch (``open``, ``closed`` or ``holiday``) of a destination that asks a schedule and that no call can
take: a holiday branch whose schedule has no holidays, or a branch that another schedule on the way rules out (after
"office is open", asking the office again). Both positions of a switch count as possible. A schedule that is never open
or never closed is IVR701 or IVR702.

## Why is it bad

The recordings of the branch and the people who should answer there are never used. Usually the schedule lacks what
the branch was made for, such as this year's holidays.

## Example

    schedules:
      office: {open: ["Mon-Fri 09:00-17:00"]}
    destinations:
      time_condition||77: {schedule: office, open: "@main", closed: "@night", holiday: "@holidays"}

## Use instead

    schedules:
      office:
        open: ["Mon-Fri 09:00-17:00"]
        holidays: [{date: 2026-12-25, name: Christmas Day}]

## Source

No outside source: found on every combination of answers that the schedules can give at one moment.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.schedule_hours import timed_schedules
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import SCHEDULE_ANSWERS, ScheduleAnswer, ScheduleRoute
from simulator.graph.worlds import ScheduleStates, asked_schedules, possible_states

RULE = Rule("IVR705", "branch-that-no-moment-reaches", "warning")

_Taken = dict[Destination, set[ScheduleAnswer]]
"""The answers that calls can get at each destination that asks a schedule."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Send calls through the schedules in every combination of their answers."""
    flow = subject.flow
    if not subject.worlds:
        return
    combinations = list(possible_states(flow, asked_schedules(flow), {}))
    possible = {schedule.key: answers for schedule, answers in timed_schedules(flow)}
    taken = _taken_answers(flow, combinations)
    for destination, route in flow.routes.items():
        if not isinstance(route, ScheduleRoute):
            continue
        name = flow.destination_name(destination) or str(destination)
        if not taken[destination]:
            message = f"no call gets to {name}: the schedules before it never send one there; lead to it, or remove it"
            yield subject.destination_finding(RULE, destination, "", message)
            continue
        answers = possible.get(route.schedule, {"open", "closed"})
        for field, branch_answers in _written_branches(route):
            if branch_answers & taken[destination]:
                continue
            if branch_answers & answers:
                message = f"no call takes {field} of {name}: {_explain_branch(route.schedule, taken[destination])}"
            elif field == "holiday":
                why = "is a switch, which has none" if flow.schedules[route.schedule].is_switch else "has no holidays"
                message = f"no call takes holiday of {name}: {route.schedule} {why}; add dates, or leave holiday out"
            else:
                continue  # never open or never closed: a fault of the schedule, IVR701 and IVR702
            yield subject.destination_finding(RULE, destination, field, message)


def _written_branches(route: ScheduleRoute) -> Iterator[tuple[str, set[ScheduleAnswer]]]:
    """Yield the branches that are written, each with the answers that take it."""
    yield "open", {"open"}
    yield "closed", {"closed"} if route.holiday is not None else {"closed", "holiday"}
    if route.holiday is not None:
        yield "holiday", {"holiday"}


def _taken_answers(flow: Flow, combinations: list[ScheduleStates]) -> _Taken:
    """Return the answers that calls can get, each call sent through all the schedules on its way."""
    taken: _Taken = {destination: set() for destination in flow.routes}
    for start in _call_starts(flow):
        for states in combinations:
            at, visited = start, set[Destination]()
            while isinstance(route := flow.route_of(at), ScheduleRoute) and at.canonical not in visited:
                visited.add(at.canonical)
                taken[at.canonical].add(states[route.schedule])
                at = dict(route.ways())[states[route.schedule]]
    return taken


def _call_starts(flow: Flow) -> list[Destination]:
    """Return where calls come in from elsewhere than a schedule; what nothing leads to may be led to from outside."""
    used = {passage.destination.canonical for item in flow.receptionists.values() for passage in item.ways()}
    used |= {parse_address(address).canonical for address in flow.numbers.values() if "||" in address}
    behind = set[Destination]()
    for route in flow.routes.values():
        targets = {target.canonical for _, target in route.ways()}
        if isinstance(route, ScheduleRoute):
            behind |= targets
        else:
            used |= targets
    return [destination for destination in flow.routes if destination in used or destination not in behind]


def _explain_branch(key: str, answers: set[ScheduleAnswer]) -> str:
    named = {"open": "is open", "closed": "is closed", "holiday": "has a holiday"}
    words = " or ".join(named[answer] for answer in SCHEDULE_ANSWERS if answer in answers)
    return f"whenever calls get there, {key} {words}; lead to it from another branch, or do not ask {key} here"
