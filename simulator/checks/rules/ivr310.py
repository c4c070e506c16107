"""A script gives other hours than the catalogue.

## What it does

Reads the hours and the closed days in the script of a recording that is used ("we are open Monday to Friday, 9 am
to 5 pm, and closed on Christmas Day") and compares them, day by day, with the recording's ``hours`` in the
catalogue: ``Mon-Fri 9:00-12:00, 13:00-17:00; 24 Dec-2 Jan closed; 31 Dec 9:00-12:00``. A weekday missing from
``hours`` is closed; nothing is assumed about a date missing from it. A recording without ``hours``, and a script
whose hours are not clear, are skipped. It reads English, French, German, Hindi, Portuguese and Spanish; ``hours`` may
name days in any of them.

## Why is it bad

Callers plan by what the voice says: they call when nobody is there, or do not call when somebody is. Hours change
more often than recordings, so old ones stay for years.

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

This project's own: the hours in the catalogue and those in the recording must agree. A year is
not compared, and dates that move (Easter) have to be written as dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.spoken_scripts import HeardScript, heard_scripts, script_field

RULE = Rule("IVR310", "tells-other-hours-than-the-catalogue", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare the hours in the scripts with those in the catalogue."""
    for script in heard_scripts(subject):
        if script.recording.hours.strip() and (conflict := _hours_conflict(script)):
            message = f"{script.name} {conflict}: record the real hours, or correct the catalogue"
            yield subject.recording_finding(RULE, script.id, script_field(script.recording), message)


def _hours_conflict(heard_script: HeardScript) -> str:
    """Return the first day on which the voice gives other hours; empty: none.

    A weekday that the hours leave out is closed; a date that they leave out is as its weekday, and nothing
    is known of it.
    """
    from simulator.checks.scripts.days import day_name
    from simulator.checks.scripts.hours import parse_catalogue_hours, read_script_hours, spans_words

    written = parse_catalogue_hours(heard_script.recording.hours)
    week = any(isinstance(day, int) for day in written)
    for day, spans in read_script_hours(heard_script.recording.script, heard_script.language).items():
        # a date without hours of its own may be an ordinary day; a weekday without any is closed
        catalogue_spans = written.get(day, () if isinstance(day, int) and week else None)
        if catalogue_spans is not None and catalogue_spans != spans:
            return f"says {day_name(day)} {spans_words(spans)}, but its hours are {spans_words(catalogue_spans)}"
    return ""
