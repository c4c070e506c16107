"""Variant that callers do not come to on a holiday.

## What it does

Reports a variant with ``from`` and a flow with schedules, where a day of the variant is a holiday of a schedule, the
variant changes what the schedule's open branch leads to, and it changes nothing of where that holiday leads. The days
are named. The holiday's own open hours (a half day) lead to the open branch, so such days are not reported.

## Why is it bad

Two things are planned for one day. The schedule decides first, so on these days callers hear the ordinary night or
holiday menu, and what was made for the occasion is not heard.

## Example

    schedules:
      office: {open: ["Mon-Fri 09:00-17:00"], holidays: [{date: 2026-12-25}]}
    destinations:
      time_condition||77: {schedule: office, open: "@main", closed: "@night"}
    variants:
      christmas: {from: 2026-12-24, until: 2026-12-29, receptionists: {main: {recording: "@closed-for-christmas"}}}

## Use instead

    variants:
      christmas:
        from: 2026-12-24
        until: 2026-12-29
        receptionists:
          main: {recording: "@closed-for-christmas"}
          night: {recording: "@closed-for-christmas"}

## Source

No outside source: a fact about the flow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from simulator.checks.branch_reach import branch_receptionists, first_voices
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Rule
from simulator.config.flow import Flow, Variant
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import DAY_NAMES, MONTH_NAMES, Schedule
from simulator.words.phrases import count_noun, join_words

RULE = Rule("IVR708", "variant-meets-a-holiday", "warning")

_NAMED_MOST = 4

_LONGEST = timedelta(days=366)
"""What is looked at of one holiday; a longer one is a mistake that other rules report."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare the days of every variant with the holidays of the schedules."""
    flow = subject.flow
    if not subject.worlds or flow.variant is not None:
        return
    for name, variant in flow.variants.items():
        for destination, route in flow.routes.items():
            if not isinstance(route, ScheduleRoute):
                continue
            changed = [key for key in first_voices(flow, route.open) if key in variant.receptionists]
            elsewhere = branch_receptionists(flow, route.holiday or route.closed)
            days = _shared_holidays(flow, variant, flow.schedules[route.schedule])
            if not changed or not days or any(key in variant.receptionists for key in elsewhere):
                continue
            goes = next(iter(elsewhere), None) or str(route.holiday or route.closed)
            title = flow.destination_name(destination) or str(destination)
            message = (
                f"{name} changes {join_names(changed)}, but {_day_words(days)} {_is_holiday(days)} of "
                f"{route.schedule}, and {title} leads to {goes} then, which it does not change; "
                "change that too, or end the variant before"
            )
            yield subject.document_finding(RULE, ("variants", name), message)


def _shared_holidays(flow: Flow, variant: Variant, schedule: Schedule) -> list[date]:
    """Return the days of a variant on which a schedule is closed all day for a holiday."""
    if variant.since is None:
        return []  # it holds already, for as long as anybody knows
    from simulator.calendar.wall_time import first_instant
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone or "UTC")
    days: set[date] = set()
    for holiday in schedule.holidays:
        day = holiday.first
        while day <= min(holiday.last, holiday.first + _LONGEST):
            start, end = (
                first_instant(datetime.combine(day, time()) + timedelta(days=later), zone) for later in (0, 1)
            )
            if variant.since < end and (variant.until is None or start < variant.until):
                days.add(day)
            day += timedelta(days=1)
    return [day for day in sorted(days) if not schedule.ranges_on(day)]


def _day_words(days: list[date]) -> str:
    words = [f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}" for day in days]
    more = f" and {count_noun(len(days) - _NAMED_MOST, 'more day')}" if len(days) > _NAMED_MOST else ""
    return join_words(words[:_NAMED_MOST], last=", " if more else " and ") + more


def _is_holiday(days: list[date]) -> str:
    return "is a holiday" if len(days) == 1 else "are holidays"
