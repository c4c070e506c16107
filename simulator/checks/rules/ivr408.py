"""Last option is announced too late.

## What it does

Reads the script of a menu's greeting, computes the second at which each option is announced, and reports a menu
whose last option comes after 30 seconds. The engine knows how long a recording is, not what is said when, so the
moment is estimated: the share of the script's words up to the end of the announcement, times the recording's
length. Only configured keys count. Without a script only the length is judged, and the finding says so.

## Why is it bad

Callers listen to everything before they are sure of the best option, and by then have forgotten the first ones. A
long introduction before the options is repeated at every retry.

## Example

    "19549": {name: greeting, seconds: 52, script: "Welcome to ... our website ... your call may be recorded ...
      For orders, press 1. For returns, press 2. ... For reception, press 0."}

## Use instead

    "19549": {name: greeting, seconds: 14, script: "Welcome to Fernside. For orders, press 1. For returns, press 2.
      For reception, press 0."}

## Source

No source for 30 s was found; the number is this project's choice, so the finding gives what was measured and
you judge: ``checks: {limits: {greeting_seconds: 45}}`` in flow.yaml sets another. W3C, Cognitive Accessibility
Design Pattern *Let Users Avoid Navigating Voice Menus*: avoid unnecessary steps and options, and unnecessary
information such as promotion.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.check_options import RuleLimit
from simulator.config.receptionist import Receptionist
from simulator.graph.plain_words import duration_words, join_words, length_words

RULE = Rule("IVR408", "last-option-is-announced-late", "warning")
GREETING_SECONDS = RuleLimit("greeting_seconds", 30, 1, 600, "when the last option has to be announced, in seconds")
LIMITS = (GREETING_SECONDS,)


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Read the greeting of every menu that lasts longer."""
    most = round(subject.limit_of(GREETING_SECONDS) * 1000)
    for key, menu in subject.menus():
        if not menu.entries or menu.greeting is None:
            continue
        length = subject.flow.length_of(menu.greeting)
        # a greeting that is short enough cannot announce anything too late, so its script is not read
        if length.milliseconds <= most:
            continue
        times = announcement_times(subject, menu)
        if times is None:
            what = f"lasts {length_words(length)}, and has no script that would show when its last option is announced"
        elif times and max(times.values()) > most:
            each = join_words([f"{option} at {duration_words(at)}" for option, at in times.items()])
            about = "about " if length.estimated else ""
            last = f"{about}{duration_words(max(times.values()))}"
            what = f"announces the last option only after {last}, more than {duration_words(most)} ({each})"
        else:
            continue
        message = f"the greeting of {key} {what}; say the options first and leave out what nobody needs"
        yield subject.finding(RULE, key, ("greeting",), message)


def announcement_times(subject: CheckedFlow, menu: Receptionist) -> dict[str, int] | None:
    """The milliseconds at which the greeting has named each option, in its order; None: it has no script."""
    from simulator.checks.scripts.reader import read_script

    if menu.greeting is None:
        return None
    recording = subject.flow.recordings.get(menu.greeting)
    if recording is None or not recording.script.strip():
        return None
    reading = read_script(recording.script, options=menu.own_options)
    if reading.unread:
        return None
    seconds = subject.flow.length_of(menu.greeting).milliseconds / 1000
    times: dict[str, int] = {}
    for item in reading.announced:
        if item.key in menu.own_options:
            times.setdefault(item.key, round(reading.seconds(item, seconds) * 1000))
    return times
