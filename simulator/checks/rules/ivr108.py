"""Code begins another, which hides it or makes callers wait.

## What it does

Reports codes of which one begins another (1 and 12), by what the flow's way of collecting keys makes of them.
Under ``prefix`` the shorter one is taken only after the inter-digit wait: a warning. Under ``first_match`` the
shorter one is taken at once and the longer one can never be chosen: an error. Codes that cannot be pressed for
another reason (a # that ends the entry) are reported too.

## Why is it bad

Callers who press 1 think that nothing happens, and press again: 11 is another code, or a wrong key. A hidden
code is announced, and leads elsewhere.

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

from simulator.checks.merging import codes, join_names
from simulator.checks.rule import CheckedFlow, Finding, Item, Rule, Shared

RULE = Rule("IVR108", "code-begins-another", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Look at the menus with codes of several keys."""
    for key, menu in subject.menus():
        options = menu.options
        if any(len(option) > 1 for option in options):
            yield from _clashes(subject, key, tuple(options))


def _clashes(subject: CheckedFlow, key: str, options: tuple[str, ...]) -> Iterator[Finding]:
    from simulator.graph.default_paths import option_pauses

    collect = subject.flow.semantics.collect
    waits = option_pauses(subject.flow, key)
    for index, option in enumerate(options):
        place = ("entries", index, "option")
        wait = waits[option]
        longer = [
            longer_option for longer_option in options if longer_option != option and longer_option.startswith(option)
        ]
        if wait is None:
            first = _shorter(option, options)
            shared = Shared((key, first), Item(option, key), partial(_never, collect, first))
            yield subject.finding(RULE, key, place, shared, severity="error" if collect == "first_match" else None)
        elif wait and longer and collect == "prefix":
            late = f"{option} is taken only after {wait / 1000:g} s, because {codes(longer)} may follow"
            yield subject.finding(RULE, key, place, Shared(key, Item(late, key), _late))


def _never(collect: str, first: str, items: Sequence[Item]) -> str:
    options = codes(item.what for item in items)
    its, them = ("its", "it") if len(items) == 1 else ("their", "them")
    why = f"{first} is taken first" if first else f"{its} keys are taken as something else first"
    return f"{options} can never be chosen under collect: {collect}: {why}; give {them} other keys"


def _late(items: Sequence[Item]) -> str:
    return f"{join_names((item.what for item in items), ', ', ', and ')}; let no code begin another"


def _shorter(option: str, options: tuple[str, ...]) -> str:
    """The first option that another one begins with, empty where none does."""
    shorter = [candidate for candidate in options if candidate != option and option.startswith(candidate)]
    return shorter[0] if shorter else ""
