"""Caller who cannot press keys never reaches a person.

## What it does

Plays a caller who does nothing from wherever calls come in (the entry and the numbers; in a provider's response
every receptionist), and reports where they end up if that is not a person: a machine, a hang-up, or a voicemail,
unless the catalogue says that a person answers it. A destination without ``answers`` counts as perhaps a person.
The rule is silent if the caller goes round forever (IVR102), and if nobody at all can reach a person (IVR106).

## Why is it bad

Old telephones, some internet telephones and some alarm devices send no tones; some people cannot press keys at all.
Silence is the only thing that they can do.

## Example

    timeout_destination_type: voicemail
    timeout_destination_id: "9001"

## Use instead

    timeout_destination_type: extension
    timeout_destination_id: "@Reception"

If the voicemail is intended, as at night, silence the finding with that reason.

## Source

ISO/IEC 13714, scope: callers can leave a message from all types of telephones; it is content with the
message, W3C's Cognitive Accessibility Design Pattern *Let Users Avoid Navigating Voice Menus* is not: a
human who can help has to be within easy reach, and a menu must not be required to get there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.config.receptionist import Destination

RULE = Rule("IVR504", "silent-caller-reaches-no-person", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Follow a silent caller from everywhere that calls come in."""
    from simulator.checks.menu_levels import is_operator
    from simulator.checks.silent_caller import SilentEnd, silent_end
    from simulator.graph.reach.answered_exits import FIELDS
    from simulator.graph.reach.times import person_destinations, persons_in_reach

    flow, survey = subject.flow, subject.survey
    people = (
        persons_in_reach(survey) if not subject.is_answer else flow.receptionists if person_destinations(flow) else ()
    )
    starts: dict[str, tuple[str, SilentEnd, Destination]] = {}
    for root in tuple(flow.receptionists) if subject.is_answer else survey.roots:
        last = silent_end(survey, root) if root in people else None
        to = last.exit.destination if last else None
        if last is None or to is None or to.is_blank or to.names_receptionist or is_operator(flow, to):
            continue  # a blank destination is IVR105, one that is not in the flow IVR104
        starts.setdefault(last.key, (root, last, to))
    for key, (root, last, to) in starts.items():
        end = subject.names.destination_name(to)
        shared = Shared(
            end, Item(root if root == key else f"{root}, led on to {key},", key), partial(_write_message, end)
        )
        cause = ("hang-up" if to.hangs_up else "silent end", last.menu or key)
        yield subject.finding(RULE, key, (FIELDS[last.exit.cause],), shared, cause=cause)


def _write_message(end: str, items: Sequence[Item]) -> str:
    starts = join_names(item.what for item in items)
    return f"a caller of {starts} who cannot press keys ends up at {end}, not at a person: lead silence to one"
