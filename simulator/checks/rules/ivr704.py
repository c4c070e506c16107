"""Hours or branches that stand the wrong way round.

## What it does

Reports a range of more than twelve hours that passes midnight and is ordinary office hours when turned round:
``18:00-09:00`` is open at night and closed by day. It is not reported where night is meant: the schedule is also open
by day, it is open on whole days as well (a night and weekend service), its name or its branch says so, another
schedule asks it while closed, or its open branch leads to a machine and its closed branch to a person.

It also reports a schedule that is open by day and whose branches are swapped: "open" leads to nobody, "closed" to a
person. A switch and a schedule of a few hours (a lunch break) are left alone.

## Why is it bad

Callers hear the night menu by day and ring empty desks at night, and nobody in the office notices: the telephone
just does not ring.

## Example

    schedules:
      office: {open: ["Mon-Fri 18:00-09:00"]}

## Use instead

    schedules:
      office: {open: ["Mon-Fri 09:00-18:00"]}

If the branches are swapped, exchange the two destinations.

## Source

Reports of time conditions that worked the wrong way round: FreePBX issue tracker #362, #534 and #648, fusionpbx
#1796 and #2868, ivozprovider #249, mikopbx/Core #569.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.branch_reach import branch_receptionists, has_nobody, has_person
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.schedule_hours import (
    NIGHT_WORDS,
    day_minutes,
    hours_lines,
    is_office,
    schedule_routes,
)
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import DAY_MINUTES, Schedule, TimeRange, clock_time

RULE = Rule("IVR704", "hours-the-wrong-way-round", "warning")

_LONG = 12 * 60
_OPENS, _CLOSES = (5 * 60, 12 * 60), (13 * 60, 23 * 60)
"""When an office opens, and when it closes, at the earliest and at the latest."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the hours of every schedule, and at the branches of those that ask it."""
    for schedule in subject.flow.schedules.values():
        for line in hours_lines(subject, schedule):
            for span in line.hours.ranges:
                if is_turned(span) and not _means_night(subject.flow, schedule):
                    item = Item(f'"{line.hours.written}"', schedule.key)
                    shared = Shared((schedule.key, span), item, partial(_turned_message, span))
                    yield subject.document_finding(RULE, line.path, shared)
    yield from _find_swapped(subject)


def is_turned(span: TimeRange) -> bool:
    """Return whether a range is office hours once its ends are exchanged."""
    if not span.passes_midnight or span.end - span.start <= _LONG:
        return False
    opens, closes = span.end - DAY_MINUTES, span.start
    return _OPENS[0] <= opens <= _OPENS[1] and _CLOSES[0] <= closes <= _CLOSES[1]


def _turned_message(span: TimeRange, items: Sequence[Item]) -> str:
    lines = f"{join_names(item.what for item in items)} {'is' if len(items) == 1 else 'are'}"
    turned = f"{clock_time(span.end - DAY_MINUTES)}-{clock_time(span.start)}"
    return (
        f"{lines} open from {clock_time(span.start)} through the night and closed by day; for daytime hours "
        f"write {turned}, and for a night service say so in the name of the schedule, {items[0].where}"
    )


def _means_night(flow: Flow, schedule: Schedule) -> bool:
    """Return whether a schedule is to be open at night, as far as its other hours, names and branches tell."""
    spans = [span for line in schedule.hours for span in line.ranges]
    if any(day_minutes(span) > _LONG // 4 and not is_turned(span) for span in spans):
        return True  # open by day, or on whole days, as well
    routes = list(schedule_routes(flow, schedule.key))
    if any(NIGHT_WORDS.search(name) for name in _telling_names(flow, schedule, routes)):
        return True
    if routes and all(_is_asked_when_closed(flow, route) for route in routes):
        return True  # whoever is on call while the office is closed
    return any(has_nobody(flow, route.open) and not has_nobody(flow, route.closed) for route in routes)


def _is_asked_when_closed(flow: Flow, route: ScheduleRoute) -> bool:
    """Return whether another schedule that is closed leads to a route."""
    asking = {destination for destination, asked_route in flow.routes.items() if asked_route is route}
    asks = [each for each in flow.routes.values() if isinstance(each, ScheduleRoute) and each is not route]
    return any(target.canonical in asking for each in asks for target in (each.closed, each.holiday) if target)


def _telling_names(flow: Flow, schedule: Schedule, routes: list[ScheduleRoute]) -> Iterator[str]:
    """Yield the names that may tell what a schedule is for: its own, those that ask it, and its open branches'."""
    yield schedule.key
    for destination, route in flow.routes.items():
        if route in routes:
            yield flow.destination_name(destination) or ""
    for route in routes:
        key = flow.receptionist_for(route.open)
        yield f"{key} {flow.receptionists[key].name}" if key is not None else flow.destination_name(route.open) or ""


def _find_swapped(subject: CheckedFlow) -> Iterator[Finding]:
    """Look for branches that are swapped where a schedule is open by day."""
    flow = subject.flow
    for destination, route in flow.routes.items():
        if not isinstance(route, ScheduleRoute):
            continue
        schedule = flow.schedules[route.schedule]
        if not is_office(schedule) or not has_nobody(flow, route.open) or not has_person(flow, route.closed):
            continue
        name = flow.destination_name(destination) or str(destination)
        message = (
            f"while {schedule.key} is open, {name} leads to {_branch_name(flow, route.open)}, where nobody answers, "
            f"and while it is closed to {_branch_name(flow, route.closed)}, where people do; exchange open and closed"
        )
        yield subject.destination_finding(RULE, destination, "open", message)


def _branch_name(flow: Flow, destination: Destination) -> str:
    first = next(iter(branch_receptionists(flow, destination)), None)
    return first if first is not None else flow.destination_name(destination) or str(destination)
