"""A script gives other hours than the schedule.

## What it does

Reads the hours and the closed days in the scripts of the receptionists that a schedule leads to first (the menu while
it is open, the announcement while it is closed) and compares them, day by day, with the schedule's hours, and dates
with its holidays. A script that is clear about some days only is compared on those. Days whose hours pass midnight or
depend on the month are skipped, and so is a receptionist behind several schedules that one of them agrees with.
It reads English, French, German, Hindi, Portuguese and Spanish, as IVR310 does, which compares with the recording's
own ``hours``.

## Why is it bad

Callers go by what they hear, and the telephone follows the schedule: they call when the night menu already answers,
or do not call while somebody is there.

## Example

    schedules:
      office: {open: ["Mon-Fri 09:00-17:30"]}
    destinations:
      time_condition||77: {schedule: office, open: "@main", closed: "@night"}
    recordings:
      "19552": {name: night, script: "We are open Monday to Friday, 9 to 5."}    # heard in night

## Use instead

    recordings:
      "19552": {name: night, script: "We are open Monday to Friday, 9 to 5.30 pm."}

## Source

This project's own: the hours that callers hear and those that decide must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from simulator.checks.branch_reach import first_voices
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.schedule_hours import attended_answer
from simulator.checks.scripts.days import Day
from simulator.checks.scripts.hours import Span
from simulator.checks.spoken_scripts import HeardScript, heard_scripts, recordings_used, script_field
from simulator.config.flow import Flow
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import DAY_MINUTES, Schedule, TimeRange, merge_ranges

RULE = Rule("IVR706", "tells-other-hours-than-the-schedule", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare the hours in the scripts with those of the schedules around them."""
    if not subject.worlds:
        return
    flow = subject.flow
    schedules_by_key = schedules_around(flow)
    users = recordings_used(flow)
    for script in heard_scripts(subject):
        around = {item.key: item for key in users[script.id] for item in schedules_by_key.get(key, ())}
        conflicts = [_hours_conflict(script, schedule) for schedule in around.values()]
        if conflicts and all(conflicts):
            message = f"{script.name} {conflicts[0]}: record the real hours, or correct the schedule"
            yield subject.recording_finding(RULE, script.id, script_field(script.recording), message)


def schedules_around(flow: Flow) -> dict[str, list[Schedule]]:
    """Return the schedules of office hours by the keys of the receptionists that they lead to first."""
    around: dict[str, list[Schedule]] = {}
    for route in flow.routes.values():
        if not isinstance(route, ScheduleRoute) or not flow.schedules[route.schedule].hours:
            continue
        schedule = flow.schedules[route.schedule]
        if attended_answer(flow, schedule) == "open":  # of a night service, a voice tells other hours than its own
            for key in {key: None for _, target in route.ways() for key in first_voices(flow, target)}:
                around.setdefault(key, []).append(schedule)
    return around


def _hours_conflict(script: HeardScript, schedule: Schedule) -> str:
    """Return the first day on which the voice gives other hours; empty: none."""
    from simulator.checks.scripts.days import day_name
    from simulator.checks.scripts.hours import read_script_hours, spans_words
    from simulator.checks.scripts.present_state import present_state

    # "we are now closed and open again on Monday" names Monday, but not as a closed day
    speaks_of_now = present_state(script.recording.script, script.language) is not None
    for day, spans in read_script_hours(script.recording.script, script.language).items():
        if not spans and speaks_of_now:
            continue
        hours = weekday_hours(schedule, day) if isinstance(day, int) else _date_hours(schedule, *day)
        if hours and spans not in hours:
            has = spans_words(hours[0])
            return f"says {day_name(day)} {spans_words(spans)}, but {schedule.key} is {_open_words(has)} then"
    return ""


def _open_words(spans: str) -> str:
    return spans if spans == "closed" else f"open {spans}"


def weekday_hours(schedule: Schedule, day: Day) -> list[tuple[Span, ...]]:
    """Return the hours of an ordinary day of the week; empty: they depend on the date, or pass midnight."""
    if any(line.days_of_month or line.months for line in schedule.hours):
        return []
    ranges = [span for line in schedule.hours if day in line.days for span in line.ranges]
    return _as_spans(merge_ranges(ranges))


def _date_hours(schedule: Schedule, month: int, day_of_month: int) -> list[tuple[Span, ...]]:
    """Return the hours of a date in each year of the holidays; empty where nothing is known of it."""
    years = {year for holiday in schedule.holidays for year in (holiday.first.year, holiday.last.year)}
    hours: list[tuple[Span, ...]] = []
    for year in sorted(years):
        try:
            day = date(year, month, day_of_month)
        except ValueError:  # 29 February
            continue
        # the holiday may be kept on another day, so a weekend that is closed anyway agrees with anything
        hours += _as_spans(schedule.ranges_on(day))
    return hours


def _as_spans(ranges: Sequence[TimeRange]) -> list[tuple[Span, ...]]:
    if any(span.end > DAY_MINUTES for span in ranges):
        return []
    return [tuple((span.start, span.end) for span in ranges)]
