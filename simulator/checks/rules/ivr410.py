"""Retries end in a hang-up or a longer menu.

## What it does

Looks where a menu sends callers once their wrong keys or silences are used up. Reports a hang-up, a destination
that nobody answers (as the catalogue says), and a menu with more options than this one. Announcements on the way
are passed through. A voicemail and a shorter menu are fine; a menu that leads back to itself is IVR102 or IVR103.
If the greeting offers silence as a choice ("or stay on the line for reception"), the destination of silence is not
reported.

## Why is it bad

Callers who get here have failed with the menu, often more than once: they hear badly, their phone sends no tones,
or their matter is not in the list. The call is lost just where somebody should have taken it.

## Example

    timeout_retries: 2
    timeout_destination_type: hangup
    timeout_destination_id: "1"

## Use instead

    timeout_retries: 2
    timeout_destination_type: extension
    timeout_destination_id: "@Reception"

or, if nobody is there, a voicemail.

## Source

W3C, Cognitive Accessibility (COGA) on voice menus: easy recovery from errors, a way to a person, no longer
menu for those who have failed with a shorter one. *Never hang up on a caller* is common advice of guides
for voice menus. Where nobody can be there for those callers and a voicemail is no help, silence the finding
with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import checked_target
from simulator.checks.merging import by_menu
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import silence_offer
from simulator.config.receptionist import Destination, Receptionist

RULE = Rule("IVR410", "retries-end-without-a-person", "warning")

_Field = Literal["wrong_key_destination_id", "silence_destination_id"]


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at both fall-back destinations of every menu."""
    for key, menu, wrong, silent in subject.ways_out:
        ends: tuple[tuple[_Field, str, Destination | None], ...] = (
            ("wrong_key_destination_id", "wrong key", wrong),
            ("silence_destination_id", "silence", silent),
        )
        for field, cause, destination in ends:
            bad = destination and _describe_end(subject, key, destination)
            if bad and not _is_offered(subject, menu, destination):
                shared = Shared(bad, Item(f"the last {cause}", key), partial(_write_message, bad))
                yield subject.finding(RULE, key, (field,), shared, cause=_problem_cause(subject, key, field))


def _write_message(bad: str, items: Sequence[Item]) -> str:
    return f"after {by_menu(items)} {bad}; callers who could not use the menu need a person: lead them to one"


def _problem_cause(subject: CheckedFlow, key: str, field: _Field) -> tuple[str, ...]:
    destination = getattr(subject.flow.receptionists[key], field.replace("_id", ""))
    if checked_target(subject, destination).destination.hangs_up:
        return "hang-up", key
    return ("silent end", key) if field == "silence_destination_id" else ()


def _is_offered(subject: CheckedFlow, menu: Receptionist, destination: Destination | None) -> bool:
    """Return whether it is where the greeting says that callers come to who stay on the line, and no hang-up."""
    offered = destination == menu.silence_destination and silence_offer(subject.flow, menu) is not None
    return offered and not (destination and checked_target(subject, destination).destination.hangs_up)


def _describe_end(subject: CheckedFlow, key: str, destination: Destination) -> str | None:
    """Return what is wrong with where the retries end, as the rest of a sentence."""
    flow = subject.flow
    menu, end = checked_target(subject, destination)
    if menu is not None:
        count, own_count = (len(flow.receptionists[menu_key].entries or ()) for menu_key in (menu, key))
        return (
            f"callers come to {menu}, a longer menu ({count} options after {own_count})" if count > own_count else None
        )
    if end.hangs_up:
        return "the menu hangs up"
    catalogued = flow.destinations.get(end.canonical)
    if catalogued and catalogued.answers == "nobody":
        return f"callers come to {subject.names.destination_name(end)}"
    return None
