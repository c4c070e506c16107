"""Silent caller is kept for over two minutes.

## What it does

Adds up, from the entry and from each number's receptionist, everything that a caller who does nothing has to listen
to: greetings, retries, waits, and the menus after that. Reports more than 120 s. A caller who never gets out is
reported by IVR102 instead.

## Why is it bad

Callers who cannot press keys wait all that time for a person. Most give up first.

## Example

    timeout: 10
    timeout_retries: 5            # with a greeting of 20 s: three minutes

## Use instead

    timeout: 5
    timeout_retries: 2

## Source

The bound of 120 s is this project's, from the mean of a whole IVR visit: 48 s over 3.8 million calls
(vcc.live).
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.check_options import RuleLimit

RULE = Rule("IVR204", "silent-caller-kept-too-long", "warning")
SILENT_SECONDS = RuleLimit("silent_seconds", 120, 1, 36_000, "how long a silent caller may be kept, in seconds")
LIMITS = (SILENT_SECONDS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Listen as a silent caller does, from every way in."""
    from simulator.graph.reach.times import passive_exit

    most = subject.limit_of(SILENT_SECONDS)
    for key in subject.survey.roots:
        out = passive_exit(subject.survey, key, wrong_keys=False)
        if out is not None and out.milliseconds > most * 1000:
            # an announcement has no retries to shorten: its greeting is all there is
            place = ("silences_allowed",) if subject.flow.receptionists[key].is_menu else ("greeting",)
            lasts = f"a silent caller is kept on the line for {out.milliseconds / 1000:.0f} s from {key} on"
            message = f"{lasts}; use fewer retries or shorter recordings to stay under {most:g} s"
            yield subject.finding(RULE, key, place, message, cause=("many silences", key))
