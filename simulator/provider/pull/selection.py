"""The selected live receptionists: all, or those that a call can reach from numbers or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.errors import UsageError
from simulator.provider.live.live_state import LiveReceptionist, NumberRoute, number_digits
from simulator.provider.live.onward_links import taken_destinations
from simulator.words.phrases import list_first
from simulator.words.suggestion import suggest


class Selection(NamedTuple):
    """The receptionists, in the response's order; ``first`` is the id that calls reach first, where that is known.

    ``blind`` lists those that may lead to more: the response does not say where they lead.
    """

    receptionists: tuple[LiveReceptionist, ...]
    first: str | None
    blind: tuple[LiveReceptionist, ...]


def select_receptionists(
    live: Sequence[LiveReceptionist],
    numbers: Sequence[NumberRoute] | None,
    *,
    wanted_numbers: Sequence[str] = (),
    wanted_names: Sequence[str] = (),
) -> Selection:
    """Return what is asked for; all, where nothing is.

    Raises ``UsageError`` for a number that the account does not show or that leads elsewhere, and for a
    name that nobody has, or several.
    """
    by_id = {item.id: item for item in live}
    starts = [_id_behind_number(number, numbers, by_id) for number in wanted_numbers]
    starts += [_id_named(name, live) for name in wanted_names]
    if not starts:
        return Selection(tuple(live), _first_reached(live, numbers), ())
    reached = _ids_in_reach(starts, by_id)
    chosen = tuple(item for item in live if item.id in reached)
    return Selection(chosen, starts[0], tuple(filter(_is_blind, chosen)))


def _is_blind(live: LiveReceptionist) -> bool:
    """Return whether the response leaves out the destinations that the menu is for."""
    needed = {"multiple": ("entries",), "single": ("forward_destination_id",)}
    return any(field in live.lacks for field in needed.get(live.kind or "", ("destination_type", "entries")))


def _id_behind_number(number: str, numbers: Sequence[NumberRoute] | None, by_id: Mapping[str, LiveReceptionist]) -> str:
    """The id of the receptionist that a number leads to."""
    if numbers is None:
        raise UsageError(
            "--number: this account does not show its numbers; --receptionist NAME starts from a receptionist"
        )
    match = next((route for route in numbers if number_digits(route.number) == number_digits(number)), None)
    if match is None:
        examples = ", ".join(route.number for route in numbers[:5]) or "none"
        hint = suggest(number, (route.number for route in numbers), f"the account's are {examples}")
        raise UsageError(f"--number {number}: the account has no such number{hint}")
    leads = match.destination
    if leads is None or not leads.names_receptionist or leads.id not in by_id:
        where = leads or "nowhere that its response shows"
        raise UsageError(f"--number {number} leads to {where}, which is not a receptionist")
    return leads.id


def _id_named(name: str, live: Sequence[LiveReceptionist]) -> str:
    """The id of the receptionist with this id, else this name."""
    if any(item.id == name for item in live):
        return name
    named = [item.id for item in live if item.name == name]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError(f"--receptionist {name}: {len(named)} have this name; say an id: {' or '.join(named[:5])}")
    examples = list_first([f"{item.name} ({item.id})" for item in live], 5) or "none"
    hint = suggest(name, (item.name for item in live), f"the account has {examples}", most=3)
    raise UsageError(f"--receptionist {name}: no live receptionist has this name or id{hint}")


def _ids_in_reach(starts: Iterable[str], by_id: Mapping[str, LiveReceptionist]) -> set[str]:
    reached = set(starts)
    waiting = list(reached)
    for id in waiting:  # grows while it is read
        new = {
            to.id for to in taken_destinations(by_id[id].fields) if to.names_receptionist and to.id in by_id
        } - reached
        reached |= new
        waiting += sorted(new)
    return reached


def _first_reached(live: Sequence[LiveReceptionist], numbers: Sequence[NumberRoute] | None) -> str | None:
    """The receptionist that the first number leads to; else the first one that no other leads to."""
    ids = {item.id for item in live}
    for number in numbers or ():
        if number.destination and number.destination.names_receptionist and number.destination.id in ids:
            return number.destination.id
    led = {
        to.id for item in live for to in taken_destinations(item.fields) if to.names_receptionist and to.id != item.id
    }
    return next((item.id for item in live if item.id not in led), live[0].id if live else None)
