"""Option whose name in the script does not resemble its destination.

## What it does

Compares what the greeting's script says about a key ("for billing, press 2"), or about staying on the line ("or
stay on the line for reception"), with the place it leads to: the catalogue's name of the destination, or the
receptionist's name, key, description and first words. They resemble each other if they share a word, the beginning
of one ("book", "booking"), a meaning from a short list of such words, or initials. Labels are compared within one
language: a destination may have a name for each (``names: {es: ventas}``).

It is a warning if another destination of the menu or the flow fits the label better, or if the greeting offers
staying on the line but silence ends the call, or leads to a machine where somebody was promised. Any other mismatch
is a note, and only if other labels of the same greeting do resemble their destinations. A destination without a
name and a condition ("if you are in pain, press 1") are not compared.

## Why is it bad

It is easy to swap two destinations, or to leave one behind when a menu is renumbered; the call then goes to people
who are not expecting it. Only the names can show it before somebody calls.

## Example

    # greeting: "For sales, press 1. For billing, press 2."
    entries:
      - {option: "1", destination_type: department, destination_id: "@Billing"}
      - {option: "2", destination_type: department, destination_id: "@Sales"}

## Use instead

Lead the key to what the script says. If both are right and only the words differ, name the destination in the words
that callers hear, in each language:

    destinations:
      department||108000: {name: Sales, names: {es: Ventas}, answers: person}

or silence the finding on the entry's line.

## Source

This project's own. Words can mean the same without being alike, so this is a hint to look, and never an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.menu_levels import eventual_target, is_operator
from simulator.checks.merging import join_names
from simulator.checks.rule import Finding, Item, Rule, Shared
from simulator.checks.spoken_scripts import menu_greetings
from simulator.config.flow import Flow
from simulator.fast_classes import NamedTuple
from simulator.graph.passages import arrivals_by_receptionist

if TYPE_CHECKING:
    from simulator.checks.better_fit import Fits
    from simulator.checks.option_labels import OptionLabel

RULE = Rule("IVR306", "label-does-not-resemble-the-destination", "warning")


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Compare labels and names."""
    flow = subject.flow
    read = list(menu_greetings(subject))
    if not read:
        return
    from simulator.checks.better_fit import Fits, NameIndex, languages_of_names
    from simulator.checks.option_labels import option_labels

    into, index = arrivals_by_receptionist(flow), NameIndex(flow)
    every = [(greeting.key, list(option_labels(flow, greeting))) for greeting in read]
    named_in = languages_of_names(flow, (label for _, labels in every for label in labels))
    for key, labels in every:
        came_from = {key, flow.entry, *(arrival.source for arrival in into[key])}
        compared = [label for label in labels if label.text and not _leads_back(flow, label, came_from)]
        fits = Fits(index, compared, named_in, flow.receptionists[key].wrong_key_destination)
        for label in labels:
            yield from _label_findings(subject, key, label, fits)


def _leads_back(flow: Flow, label: OptionLabel, came_from: set[str]) -> bool:
    """Return whether this is "to go back", whatever the menu before is called."""
    from simulator.checks.scripts.label_match import words_in
    from simulator.checks.scripts.language import load_language

    language = load_language(label.language)
    back = language.back.intersection(words_in(label.text, language))
    return bool(back) and flow.receptionist_for(label.destination) in came_from


def _label_findings(subject: CheckedFlow, key: str, label: OptionLabel, fits: Fits) -> Iterator[Finding]:
    from simulator.checks.option_labels import name_in

    name = name_in(subject.flow, label.destination, label.language)
    is_compared = label in fits.own and name
    what = f'{_option_words(key, label)} is announced as "{label.text[:60]}" and leads to "{name}"'
    better = fits.better(label) if is_compared else None
    if better is not None:
        item = Item(f'{what}, and "{name_in(subject.flow, better, label.language)}" fits better', key)
        shared = Shared(("better", key), item, _swapped_message)
        yield subject.finding(RULE, key, label.place, shared, cause=("silent end", key) if label.stays else ())
    elif label.stays and (fault := _stay_fault(subject, label)):
        offered = f"the greeting of {key} offers staying on the line{_purpose_words(label)}"
        yield subject.finding(
            RULE, key, label.place, f"{offered}, but silence {fault.message}", cause=(fault.cause, key)
        )
    elif is_compared and fits.is_odd(label):
        shared = Shared("odd", Item(what, key), _misfit_message)
        yield subject.finding(RULE, key, label.place, shared, severity="info")


class _StayFault(NamedTuple):
    """A fault of where silence leads, as the rest of a sentence, and the cause that other rules report."""

    message: str
    cause: str


def _stay_fault(subject: CheckedFlow, label: OptionLabel) -> _StayFault | None:
    """Return what is wrong with where silence leads that is offered as a choice; None: nothing."""
    from simulator.checks.better_fit import names_a_person
    from simulator.checks.scripts.language import load_language

    end = eventual_target(subject.flow, label.destination)
    if end.menu is not None:
        return None
    if end.destination.hangs_up:
        ends = any(phrase in label.text for phrase in load_language(label.language).words.farewells)
        return None if ends else _StayFault("ends the call: lead it to what is announced", "hang-up")
    if not names_a_person(label) or is_operator(subject.flow, end.destination):
        return None
    there = subject.names.destination_name(end.destination)
    return _StayFault(f"leads to {there}: lead it to somebody, or announce what is there", "silent end")


def _purpose_words(label: OptionLabel) -> str:
    return f' for "{label.text[:60]}"' if label.text else ""


def _option_words(key: str, label: OptionLabel) -> str:
    return f"staying on the line in {key}" if label.stays else f"key {label.option} of {key}"


def _swapped_message(items: Sequence[Item]) -> str:
    advice = "lead it to what is announced, or name the destination as callers hear it"
    if len(items) == 1:
        return f"{items[0].what}: {advice}"
    return f"destinations look swapped: {_list_options(items)}: lead each to what is announced"


def _misfit_message(items: Sequence[Item]) -> str:
    if len(items) == 1:
        return f"{items[0].what}: lead it to what is announced, or name the destination as callers hear it"
    them = "lead them to what is announced, or name the destinations as callers hear them"
    return f"{_list_options(items)}: {them}"


def _list_options(items: Sequence[Item]) -> str:
    return join_names((item.what for item in items), "; ", "; ")
