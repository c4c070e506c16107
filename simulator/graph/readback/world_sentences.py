"""Sentences about what follows the menus: when schedules are open, and what happens if nobody picks up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.schedules import DAY_NAMES, MONTH_NAMES, Holiday, Schedule, WeeklyHours
from simulator.graph.display_names import DisplayNames
from simulator.graph.plain_words import duration_words, join_words, visible

HOLIDAYS_NAMED = 8
"""Holidays of a schedule that are named; the others are counted."""


def schedule_sentences(names: DisplayNames) -> Iterator[str]:
    """Yield each schedule: when it is open, and its holidays."""
    flow = names.flow
    for schedule in flow.schedules.values():
        key = visible(schedule.key)
        if schedule.is_switch:
            yield f"The switch {key} is set by hand, so its position is not known."
            continue
        hours = join_words([hours_words(line) for line in schedule.hours], most=len(schedule.hours))
        yield f"The schedule {key} is open {hours} ({visible(flow.timezone)})."
        if schedule.holidays:
            yield f"Its holidays: {holidays_words(schedule)}."


def route_sentences(names: DisplayNames) -> Iterator[str]:
    """Yield what each destination that routes calls on does with them."""
    for destination, route in names.flow.routes.items():
        if isinstance(route, ScheduleRoute):
            yield _schedule_route_sentence(names, destination, route)
        else:
            yield _person_route_sentence(names, destination, route)


def _schedule_route_sentence(names: DisplayNames, destination: Destination, route: ScheduleRoute) -> str:
    opened, closed = (names.destination_name(to) for to in (route.open, route.closed))
    holiday = f", on a holiday {names.destination_name(route.holiday)}" if route.holiday else ""
    asks = f"{_plain_name(names, destination)} asks {visible(route.schedule)}"
    return f"{asks}: open leads to {opened}, closed to {closed}{holiday}."


def _person_route_sentence(names: DisplayNames, destination: Destination, route: PersonRoute) -> str:
    rings = f"{_plain_name(names, destination)} rings for {duration_words(route.rings_ms)}"
    rings += "" if route.rings_stated else " (assumed: the flow does not say)"
    onward = (
        f"; if nobody picks up, {names.onward_phrase(route.no_answer)}"
        if route.no_answer
        else ("; if nobody picks up, the call ends")
    )
    busy = f"; if it is busy, {names.onward_phrase(route.busy)}" if route.busy else ""
    return f"{rings}{onward}{busy}."


def _plain_name(names: DisplayNames, destination: Destination) -> str:
    name = names.flow.destination_name(destination)
    return visible(name) if name else visible(str(destination))


def hours_words(line: WeeklyHours) -> str:
    """A line of hours in words: ``Mon to Thu 09:00-17:30``.

    >>> from simulator.config.schedules import parse_hours
    >>> hours_words(parse_hours("09:00-17:30|mon-fri|*|dec"))
    'Mon to Fri 09:00-17:30 in Dec'
    """
    ranges = join_words([str(one) for one in line.ranges], most=len(line.ranges))
    words = [days_words(line.days), ranges]
    if line.days_of_month is not None:
        words.append(f"on day {join_words([str(day) for day in sorted(line.days_of_month)], most=31)}")
    if line.months is not None:
        words.append(f"in {join_words([MONTH_NAMES[month - 1] for month in sorted(line.months)], most=12)}")
    return " ".join(words)


def days_words(days: frozenset[int]) -> str:
    """Days of the week in words: ``every day``, ``Mon to Fri``, ``Mon, Wed and Sat to Sun``."""
    if len(days) == len(DAY_NAMES):
        return "every day"
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names = [DAY_NAMES[run[0]] + (f" to {DAY_NAMES[run[-1]]}" if len(run) > 1 else "") for run in runs]
    return join_words(names, most=len(names))


def holidays_words(schedule: Schedule, most: int = HOLIDAYS_NAMED) -> str:
    """Return a schedule's holidays in words, with their hours; of more than ``most``, the first ones and a count."""
    ordered = sorted(schedule.holidays)
    named = [_holiday_words(holiday) for holiday in ordered[:most]]
    more = len(ordered) - most
    return "; ".join(named) + (f"; and {more:,} more" if more > 0 else "")


def _holiday_words(holiday: Holiday) -> str:
    days = date_words(holiday.first)
    if holiday.last != holiday.first:
        days += f" to {date_words(holiday.last)}"
    name = f" ({visible(holiday.name)})" if holiday.name else ""
    return f"{days}{name}{', open ' + ', '.join(map(str, holiday.ranges)) if holiday.ranges else ''}"


def date_words(day: date) -> str:
    """A date in words: ``Fri 25 Dec 2026``."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
