"""Schedules and routes -> text: the sections of flow.yaml about what follows the menus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination
from simulator.config.routes import Route, ScheduleRoute
from simulator.config.schedules import DAY_NAMES, MONTH_NAMES, Holiday, Schedule, WeeklyHours
from simulator.text.yaml_quotes import inline_mapping, quote_yaml


def schedule_lines(flow: Flow) -> Iterator[str]:
    """Yield the lines of ``timezone`` and ``schedules``; none for a flow that has neither.

    Holidays that came from a file are written out: the flow does not know of the file.
    """
    if flow.timezone:
        yield f"timezone: {quote_yaml(flow.timezone)}"
    if flow.schedules:
        yield "schedules:"
    for key, schedule in flow.schedules.items():
        yield f"  {quote_yaml(key)}:"
        yield from _lines_of(schedule)


def _lines_of(schedule: Schedule) -> Iterator[str]:
    if schedule.is_switch:
        yield "    switch: manual"
        return
    hours = [text for line in schedule.hours for text in _hours_texts(line)]
    yield "    open:" if hours else "    open: []"
    yield from (f"      - {quote_yaml(text)}" for text in hours)
    if schedule.holidays:
        yield "    holidays:"
        yield from (f"      - {inline_mapping(_holiday_fields(holiday))}" for holiday in schedule.holidays)


def _hours_texts(line: WeeklyHours) -> Iterator[str]:
    """A line of hours as its author wrote it, else in our words, or in FreePBX's where it names months or dates."""
    if line.written:
        yield line.written
    elif line.days_of_month is None and line.months is None:
        days = "daily" if len(line.days) == len(DAY_NAMES) else _names_of(line.days, DAY_NAMES, ",")
        yield f"{days} {', '.join(map(str, line.ranges))}"
    else:
        months = None if line.months is None else frozenset(month - 1 for month in line.months)
        dates = "*" if line.days_of_month is None else "&".join(map(str, sorted(line.days_of_month)))
        fields = (
            _names_of(line.days, DAY_NAMES, "&"),
            dates,
            "*" if months is None else _names_of(months, MONTH_NAMES, "&"),
        )
        yield from (f"{hours}|{'|'.join(fields)}" for hours in line.ranges)  # FreePBX has one range on a line


def _names_of(places: frozenset[int], names: tuple[str, ...], joint: str) -> str:
    return joint.join(names[place] for place in sorted(places))


def _holiday_fields(holiday: Holiday) -> dict[str, Any]:
    dates = (
        {"date": f"{holiday.first}"} if holiday.first == holiday.last else {"dates": f"{holiday.first}/{holiday.last}"}
    )
    hours = {"open": ", ".join(map(str, holiday.ranges))} if holiday.ranges else {}
    return dates | ({"name": holiday.name} if holiday.name else {}) | hours


def routed_destinations(flow: Flow) -> dict[Destination, KnownDestination]:
    """The flow's destinations, those with a route with the fields that say so.

    A route that was loaded is written as its author wrote it.
    """
    destinations = dict(flow.destinations)
    for destination, route in flow.routes.items():
        entry = destinations.get(destination, KnownDestination())
        if not entry.routes_on:
            destinations[destination] = entry.model_copy(update=_route_fields(route))
    return destinations


def _route_fields(route: Route) -> dict[str, str]:
    targets: dict[str, str] = {answer: str(destination) for answer, destination in route.ways()}
    if isinstance(route, ScheduleRoute):
        if route.holiday is None:  # as closed, which is said once
            del targets["holiday"]
        return {"schedule": route.schedule, **targets}
    is_stated = route.rings_stated or not targets
    nobody = {"answers": "nobody"} if route.nobody else {}
    return ({"rings": f"{route.rings_ms / 1000:g} s"} if is_stated else {}) | targets | nobody
