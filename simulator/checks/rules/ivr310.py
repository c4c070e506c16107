"""A script tells other hours than the catalogue.

## What it does

Reads the hours that a used recording tells ("we are open Monday to Friday, 9 am to 5 pm") and compares them,
day by day, with the recording's ``hours`` in the catalogue. A recording without ``hours``, and a script whose
hours are not clear, are left alone. In English only.

## Why is it bad

Callers plan by what the voice says: they call when nobody is there, or do not call when somebody is. Hours
change more often than recordings do, so the old ones stay for years.

## Example

    recordings:
      "19551":
        name: closed
        script: "We are open Monday to Friday, 9 to 5."
        hours: Mon-Fri 9:00-18:00

## Use instead

    recordings:
      "19551":
        name: closed
        script: "We are open Monday to Friday, 9 to 6."
        hours: Mon-Fri 9:00-18:00

## Source

This project's own: the hours that are written down and those that are told must agree. Dates (holidays) are not
read.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.base import Finding, Rule, Subject
from simulator.checks.spoken import script_field, scripts

RULE = Rule("IVR310", "tells-other-hours-than-the-catalogue", "warning")


def find(subject: Subject) -> Iterator[Finding]:
    """Compare what is told with what is written down."""
    from simulator.checks.scripts.hours import DAYS, clock, told_hours, written_hours
    from simulator.checks.scripts.language import language
    from simulator.checks.scripts.reader import language_of
    from simulator.graph.naming import Names

    names = Names(subject.flow)
    for id, known in scripts(subject.flow):
        words = language(language_of(known.script))
        told, written = told_hours(known.script, words), written_hours(known.hours, words)
        day = next((day for day in sorted(told) if written and told[day] != written.get(day)), None)
        if day is None:
            continue
        kept = "-".join(map(clock, written[day])) if day in written else "closed"
        message = (
            f"{names.recording(id)} tells {DAYS[day]} {'-'.join(map(clock, told[day]))}, its hours are {kept}: "
            "record the hours that are kept, or write down those that are told"
        )
        yield subject.recording(RULE, id, script_field(known), message)
