"""A script tells other hours than the catalogue.

## What it does

Reads the hours and the closed days that a used recording tells ("we are open Monday to Friday, 9 am to 5 pm,
and closed on Christmas Day") and compares them, day by day, with the recording's ``hours`` in the catalogue:
``Mon-Fri 9:00-12:00, 13:00-17:00; 24 Dec-2 Jan closed; 31 Dec 9:00-12:00``. A weekday that ``hours`` leave out is
closed; of a date that they leave out nothing is known. A recording without ``hours``, and a script whose hours
are not clear, are left alone. In English and in German; ``hours`` may name days in either.

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

This project's own: the hours that are written down and those that are told must agree. A year is
not compared, and dates that move (Easter) have to be written as dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.rule import CheckedFlow, Finding, Rule
from simulator.checks.spoken_scripts import HeardScript, heard_scripts, script_field

RULE = Rule("IVR310", "tells-other-hours-than-the-catalogue", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare what is told with what is written down."""
    for script in heard_scripts(subject):
        if script.recording.hours.strip() and (conflict := _conflict(script)):
            message = f"{script.name} {conflict}: record the hours that are kept, or write down those that are told"
            yield subject.recording_finding(RULE, script.id, script_field(script.recording), message)


def _conflict(heard_script: HeardScript) -> str:
    """The first day on which the voice tells other hours; empty: none.

    A weekday that the hours leave out is closed; a date that they leave out is as its weekday, and nothing
    is known of it.
    """
    from simulator.checks.scripts.days import day_name
    from simulator.checks.scripts.hours import parse_catalogue_hours, read_script_hours, spans_words

    written = parse_catalogue_hours(heard_script.recording.hours)
    week = any(isinstance(day, int) for day in written)
    for day, spans in read_script_hours(heard_script.recording.script, heard_script.language).items():
        catalogue_spans = written.get(day, () if isinstance(day, int) and week else None)
        if catalogue_spans is not None and catalogue_spans != spans:
            return f"tells {day_name(day)} {spans_words(spans)}, its hours are {spans_words(catalogue_spans)}"
    return ""
