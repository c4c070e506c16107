"""Moments at which a flow is worth calling: one for each way in which its schedules can stand together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

from simulator.config.flow import Flow
from simulator.graph.calendar_sweep import met_schedules

MOMENTS_MOST = 8
_HOURS = (10, 21)
"""A call by day, or in the evening, where the span holds one of them."""

_DAYS = 8

_SHORTEST = timedelta(minutes=10)


def page_moments(flow: Flow, start: datetime, until: datetime) -> list[dict[str, Any]]:
    """The first moment from ``start`` on of each joint state of the schedules that callers can meet: open first.

    ``at`` is an instant in UTC, ``name`` that of the holiday. Empty for a flow whose calls ask no hours.
    """
    keys = [key for key in _asked(flow) if not flow.schedules[key].is_switch]
    if not keys:
        return []
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.timeline import joint_spans
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    clocks = [ScheduleClock(flow.schedules[key], zone) for key in keys]
    moments: dict[tuple[str, ...], datetime] = {}
    usual: set[tuple[str, ...]] = set()
    for span in joint_spans(clocks, start, until):
        if span.states in usual or span.end - span.start < _SHORTEST:
            continue
        moment = _moment_in(span.start, span.end, zone)
        hours = _HOURS[:1] if "holiday" in span.states else _HOURS  # the evening before is no holiday to people
        if moment.astimezone(zone).hour in hours:
            usual.add(span.states)
        elif span.states in moments:
            continue
        moments[span.states] = moment
    ordered = sorted(moments.items(), key=lambda item: ([state != "open" for state in item[0]], item[1]))
    return [_moment_json(flow, keys, moment, zone) for _, moment in ordered[:MOMENTS_MOST]]


def _asked(flow: Flow) -> list[str]:
    """The schedules that calls from the flow's start or from any of its numbers can ask."""
    met: dict[str, None] = {}
    for each in (flow, *(flow.rung_at(number) for number in flow.numbers)):
        met |= dict.fromkeys(met_schedules(each))
    return list(met)


def _moment_in(start: datetime, end: datetime, zone: tzinfo) -> datetime:
    """A full hour within a span, where it has one."""
    return next(_full_hours(start, end, zone), start + (end - start) / 2).replace(second=0, microsecond=0)


def _full_hours(start: datetime, end: datetime, zone: tzinfo) -> Iterator[datetime]:
    days = [start.astimezone(zone) + timedelta(days=count) for count in range(min((end - start).days + 2, _DAYS))]
    for hour in (*_HOURS, *range(24)):
        for day in days:
            moment = day.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0).astimezone(start.tzinfo)
            if start <= moment < end - timedelta(minutes=5):
                yield moment


def _moment_json(flow: Flow, keys: list[str], moment: datetime, zone: tzinfo) -> dict[str, Any]:
    day = moment.astimezone(zone).date()
    holidays = [holiday for key in keys if (holiday := flow.schedules[key].holiday_on(day)) is not None]
    names = [holiday.name for holiday in holidays if holiday.name]
    return {"at": moment.strftime("%Y-%m-%dT%H:%MZ")} | ({"name": names[0]} if names else {})
