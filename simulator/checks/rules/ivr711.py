"""Holidays that are used up.

## What it does

With ``ivrsim check --today DATE``, reports a schedule whose last holiday is over, and notes one that has none within
the 60 days after that date, although it has later ones. A schedule without any holidays is not reported, and without
``--today`` nothing is: no clock is read.

## Why is it bad

Dates of holidays are written for a year or two. When they are over, the menu says "we are open" on Christmas Day.

## Example

    holidays:
      - {date: 2026-12-25, name: Christmas Day}        # ivrsim check --today 2027-01-10

## Use instead

    ivrsim calendar --holidays GB-ENG --years 2027-2028 -o holidays/uk.yaml

and in flow.yaml:

    holidays:
      - {file: holidays/uk.yaml}

## Source

This project's own. Most calendars of public holidays have gaps in summer that are shorter than 60 days, and 60 days
are enough to record what is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule

RULE = Rule("IVR711", "holidays-used-up", "warning")

AHEAD = timedelta(days=60)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare the holidays of every schedule with today."""
    today = subject.today
    if today is None:
        return
    for schedule in subject.flow.schedules.values():
        if not schedule.holidays:
            continue
        path = ("schedules", schedule.key, "holidays")
        last = max(holiday.last for holiday in schedule.holidays)
        if last < today:
            message = (
                f"the last holiday of {schedule.key} was on {last}, before {today}; add the dates of the next year"
            )
            yield subject.document_finding(RULE, path, message)
            continue
        following = min(holiday.first for holiday in schedule.holidays if holiday.last >= today)
        if following > today + AHEAD:
            message = (
                f"{schedule.key} has no holiday within {AHEAD.days} days after {today}; the next is on {following}: "
                "check that none is missing"
            )
            yield subject.document_finding(RULE, path, message, severity="info")
