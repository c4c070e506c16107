"""Schedule that is never open.

## What it does

Reports a schedule that gives "open" at no moment: it has no hours, its lines name days that no year has, or its
holidays leave none of its hours. A switch is not reported: somebody sets it by hand.

## Why is it bad

Every call takes the closed branch. The people behind the open branch are never called, and nobody tells them.

## Example

    schedules:
      office:
        open: []

## Use instead

    schedules:
      office:
        open: ["Mon-Thu 09:00-17:30", "Fri 09:00-12:00"]

## Source

No outside source: a fact about the schedule, found on a week, around its holidays, and where a line names days of
the month on 28 years.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.schedule_hours import timed_schedules
from simulator.config.schedules import Schedule

RULE = Rule("IVR701", "schedule-never-open", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Ask every schedule for its answers."""
    for schedule, answers in timed_schedules(subject.flow):
        if "open" not in answers:
            message = f"{schedule.key} is never open: {_explain_closed(schedule)}; every call takes its closed branch"
            yield subject.document_finding(RULE, ("schedules", schedule.key, "open"), message)


def _explain_closed(schedule: Schedule) -> str:
    if not schedule.hours:
        return 'it has no hours: add a line such as "Mon-Fri 09:00-17:00"'
    if not any(holiday.ranges == () for holiday in schedule.holidays):
        return "no date is one of the days of its lines: correct their days of the month and months"
    return "its holidays and the days of its lines leave no hours: correct one of the two"
