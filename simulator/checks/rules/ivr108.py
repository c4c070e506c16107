"""Code begins another, which hides it or makes callers wait.

## What it does

Reports codes of which one begins with another (12 begins with 1), judged by how the flow collects keys. Under
``prefix`` the shorter code is taken only after the inter-digit wait: a warning. Under ``first_match`` the shorter
code is taken at once, so the longer one can never be chosen: an error. Codes that cannot be pressed for another
reason (a # that ends the input) are reported too.

## Why is it bad

Callers who press 1 think that nothing happens and press it again, but 11 is another code or a wrong key. Callers
who dial a hidden code end up somewhere else than the greeting says.

## Example

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: "12", destination_type: extension, destination_id: "2001"}

## Use instead

    entries:
      - {option: "1", destination_type: department, destination_id: "108000"}
      - {option: "22", destination_type: extension, destination_id: "2001"}

## Source

signalwire/freeswitch issue #1550 (a shorter match hides a longer one); the waits are measured on a real
Asterisk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.merging import codes, join_names
from simulator.checks.rule import Finding, Item, Rule, Shared

RULE = Rule("IVR108", "code-begins-another", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the menus with codes of several keys."""
    for key, menu in subject.menus():
        options = menu.own_options
        if any(len(option) > 1 for option in options):
            yield from _find_clashes(subject, key, tuple(options))


def _find_clashes(subject: CheckedFlow, key: str, options: tuple[str, ...]) -> Iterator[Finding]:
    from simulator.graph.default_paths import option_pauses

    collect: str = subject.flow.semantics_in(subject.flow.receptionists[key]).collect
    if subject.flow.receptionists[key].engine.switch is not None:
        collect = "#"
    waits = option_pauses(subject.flow, key)
    for index, option in enumerate(options):
        place = ("entries", index, "option")
        # None: it can never be chosen; 0: it is taken at once
        wait = waits[option]
        longer = [
            longer_option for longer_option in options if longer_option != option and longer_option.startswith(option)
        ]
        if wait is None:
            first = _shorter_option(option, options)
            shared = Shared((key, first), Item(option, key), partial(_unreachable_message, collect, first))
            yield subject.finding(RULE, key, place, shared, severity="error" if collect == "first_match" else None)
        elif wait and longer and collect in ("prefix", "#"):
            late = f"{option} is taken only after {wait / 1000:g} s, because {codes(longer)} may follow"
            yield subject.finding(RULE, key, place, Shared(key, Item(late, key), _late_message))


def _unreachable_message(collect: str, first: str, items: Sequence[Item]) -> str:
    options = codes(item.what for item in items)
    its, them, another = ("its", "it", "another code") if len(items) == 1 else ("their", "them", "other codes")
    if collect == "#":
        return f"{options} can hardly be chosen: # ends {its} keys once the greeting is over; give {them} {another}"
    why = f"{first} is taken first" if first else f"{its} keys are taken as something else first"
    return f"{options} can never be chosen under collect: {collect}: {why}; give {them} {another}"


def _late_message(items: Sequence[Item]) -> str:
    return (
        f"{join_names((item.what for item in items), ', ', ', and ')}; choose codes that do not begin with another code"
    )


def _shorter_option(option: str, options: tuple[str, ...]) -> str:
    """The first option that another one begins with, empty where none does."""
    shorter = [candidate for candidate in options if candidate != option and option.startswith(candidate)]
    return shorter[0] if shorter else ""
