"""Recording that says "open" while closed, or "closed" while open.

## What it does

Reports a recording that says that you are open or closed *now* and that callers hear only while the schedule says the
opposite: "we are closed" in a menu that only the open branch leads to. "We are closed on Sundays" speaks of hours, not
of now (IVR706). Switches, night services and lunch breaks are left alone, for their "open" may well be your "closed".
It reads English, German, French, Spanish, Portuguese and Hindi.

## Why is it bad

Callers hang up by day because they hear that nobody is there. Usually the two branches or the two
recordings are exchanged.

## Example

    time_condition||77: {schedule: office, open: "@night", closed: "@main"}    # night says "We are closed."

## Use instead

    time_condition||77: {schedule: office, open: "@main", closed: "@night"}

## Source

Reports of time conditions that worked the wrong way round: FreePBX issue tracker #362 and #534, fusionpbx #1796.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.schedule_hours import is_office
from simulator.checks.spoken_scripts import heard_scripts, recordings_used, script_field
from simulator.config.routes import ScheduleAnswer

RULE = Rule("IVR707", "says-the-opposite-of-the-schedule", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare what recordings say of now with the schedules whenever they are heard."""
    if not subject.worlds:
        return
    from simulator.checks.scripts.present_state import any_present_state

    users = recordings_used(subject.flow)
    for script in heard_scripts(subject):
        state = any_present_state(script.recording.script, script.language)
        if state is None:
            continue
        says, phrase = state
        answers = _answers_when_heard(subject, users[script.id])
        opposite = {"closed", "holiday"} if says == "open" else {"open"}
        if answers and all(given <= opposite for given in answers.values()):
            keys = " and ".join(answers)
            now = "closed" if says == "open" else "open"
            message = (
                f'{script.name} says "{phrase}", but callers hear it only while {keys} is {now}: '
                "exchange the branches or the recordings"
            )
            yield subject.recording_finding(RULE, script.id, script_field(script.recording), message)


def _answers_when_heard(subject: CheckedFlow, keys: list[str]) -> dict[str, set[ScheduleAnswer]]:
    """Return the answers of the schedules of office hours that tell when some receptionists are heard."""
    heard_in = [world for world in subject.worlds if any(world.reaches(key) for key in keys)]
    answers: dict[str, set[ScheduleAnswer]] = {}
    for key, schedule in subject.flow.schedules.items():
        every = {states[key] for world in subject.worlds for states in world.states if key in states}
        given = {states[key] for world in heard_in for states in world.states if key in states}
        # a schedule tells when they are heard if they are not heard in all of its answers
        if given < every and (given == {"open"} or "open" not in given):
            if not is_office(schedule):
                return {}  # snow, a lunch break: what they mean by "open" may be the reason for the words
            answers[key] = given
    return answers
