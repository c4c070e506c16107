"""Mutants of the world: what authors get wrong behind the menu, in schedules and telephones.

Open and closed are exchanged, a telephone has no onward route, the hours move by an hour, a holiday is forgotten.
Flows are told apart with their schedules held fixed (see ``graph.worlds``): those that answer alike, in each way in
which they can stand; those of a changed calendar, at each moment at which the two calendars disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Route, ScheduleAnswer, ScheduleRoute
from simulator.config.schedules import DAY_MINUTES, Schedule, TimeRange
from simulator.graph.worlds import ScheduleStates, asked_schedules, fix_schedules, possible_states

_HOUR = 60
_FIRST_DAY = date(2026, 1, 5)
_DAY, _YEAR = timedelta(days=1), timedelta(days=366)


class WorldChange(NamedTuple):
    """A changed flow: whose line is changed (``type||id``, or a schedule's key), and how."""

    subject: str
    change: str
    flow: Flow


class CalledFlows(NamedTuple):
    """A flow and its mutant, called in one way, schedules held fixed; ``moment`` is where their calendars differ."""

    flow: Flow
    mutant: Flow
    moment: datetime | None = None


def change_worlds(flow: Flow) -> Iterator[WorldChange]:
    """Every change of what lies behind the menus of a flow."""
    for destination, route in flow.routes.items():
        for change, changed in _route_changes(route):
            yield WorldChange(str(destination), change, _with_route(flow, destination, changed))
    for key in asked_schedules(flow):
        for change, schedule in _schedule_changes(flow.schedules[key]):
            yield WorldChange(key, change, replace(flow, schedules={**flow.schedules, key: schedule}))


def _route_changes(route: Route) -> Iterator[tuple[str, Route]]:
    if isinstance(route, ScheduleRoute):
        yield "open and closed exchanged", route._replace(open=route.closed, closed=route.open)
        if route.holiday is not None:
            yield "holiday dropped", route._replace(holiday=None)
        return
    if route.no_answer is not None:
        yield "no_answer dropped", route._replace(no_answer=None)
    if route.busy is not None:
        yield "busy dropped", route._replace(busy=None)


def _with_route(flow: Flow, destination: Destination, route: Route) -> Flow:
    return replace(flow, routes={**flow.routes, destination: route})


def _schedule_changes(schedule: Schedule) -> Iterator[tuple[str, Schedule]]:
    if schedule.is_switch:
        return
    for change, by_start, by_end in (("opens an hour later", _HOUR, 0), ("closes an hour earlier", 0, -_HOUR)):
        hours = tuple(line._replace(ranges=_move(line.ranges, by_start, by_end)) for line in schedule.hours)
        yield change, replace(schedule, hours=hours)
    for index, holiday in enumerate(schedule.holidays):
        kept = schedule.holidays[:index] + schedule.holidays[index + 1 :]
        when = str(holiday.first) if holiday.first == holiday.last else f"{holiday.first}/{holiday.last}"
        yield f"holiday {when} dropped", replace(schedule, holidays=kept)


def _move(ranges: tuple[TimeRange, ...], by_start: int, by_end: int) -> tuple[TimeRange, ...]:
    """The ranges with their ends moved; one that would be over before it begins is left out."""
    moved = (TimeRange(start + by_start, end + by_end) for start, end in ranges)
    return tuple(span for span in moved if span.start < span.end and span.start < DAY_MINUTES)


def paired_flows(flow: Flow, mutant: Flow) -> Iterator[CalledFlows]:
    """Yield the two flows in each way to call them and each world in which some caller may tell them apart."""
    for pair in _paired_worlds(flow, mutant):
        called = set[tuple[str, str]]()
        for number in (None, *flow.numbers):
            sides = call_flow(pair.flow, number), call_flow(pair.mutant, number)
            starts = sides[0].start, sides[1].start
            if starts not in called:  # two numbers may lead to one place
                called.add(starts)
                yield CalledFlows(*sides, pair.moment)


def _paired_worlds(flow: Flow, mutant: Flow) -> Iterator[CalledFlows]:
    asked = asked_schedules(flow)
    if not asked:
        yield CalledFlows(flow, mutant)
    elif flow.schedules == mutant.schedules:
        for states in possible_states(flow, asked, {}):
            yield CalledFlows(fix_schedules(flow, states).flow, fix_schedules(mutant, states).flow)
    else:
        yield from _paired_moments(flow, mutant, asked)


def _paired_moments(flow: Flow, mutant: Flow, asked: tuple[str, ...]) -> Iterator[CalledFlows]:
    """Yield the flows at the first moment of each way in which their calendars disagree; switches are open."""
    from simulator.calendar.schedule_clock import ScheduleClock  # only a calendar needs zones
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    timed = [key for key in asked if not flow.schedules[key].is_switch]
    switches: dict[str, ScheduleAnswer] = {key: "open" for key in asked if key not in timed}
    clocks = [{key: ScheduleClock(side.schedules[key], zone) for key in timed} for side in (flow, mutant)]
    changed = next(key for key in timed if flow.schedules[key] != mutant.schedules[key])
    disagreements: list[tuple[ScheduleStates, ScheduleStates]] = []
    for first, until in _spans(flow.schedules[changed]):
        changes = {instant for side in clocks for instant, _ in side[changed].changes_between(first, until)}
        for moment in sorted(changes):
            old, new = ({key: clock.state_at(moment) for key, clock in side.items()} for side in clocks)
            if old != new and (old, new) not in disagreements:
                disagreements.append((old, new))
                sides = fix_schedules(flow, switches | old), fix_schedules(mutant, switches | new)
                yield CalledFlows(sides[0].flow, sides[1].flow, moment)


def _spans(schedule: Schedule) -> Iterator[tuple[datetime, datetime]]:
    """Yield the days on which two calendars may disagree: a year for the hours, and the days of each holiday."""
    start = datetime.combine(_FIRST_DAY, time(), UTC)
    yield start, start + _YEAR
    for holiday in schedule.holidays:
        yield (
            datetime.combine(holiday.first, time(), UTC) - _DAY,
            datetime.combine(holiday.last, time(), UTC) + 2 * _DAY,
        )


def call_flow(flow: Flow, number: str | None) -> Flow:
    """The flow called at its entry, or on one of its numbers."""
    if number is None:
        return flow.entered_at(flow.entry)
    target = flow.numbers[number]
    return flow.rung_at(number) if "||" in target else flow.entered_at(target)
