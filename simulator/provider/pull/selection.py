"""Which of the live receptionists are meant: all, or those that a call can reach from numbers or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.errors import UsageError
from simulator.provider.live.live_state import LiveReceptionist, NumberRoute, number_digits
from simulator.provider.live.onward_links import taken_destinations
from simulator.words.phrases import list_first
from simulator.words.suggestion import suggest


class Selection(NamedTuple):
    """The receptionists, in the answer's order; ``first`` is the id that calls reach first, where that is told.

    ``blind`` lists those behind which more may lie: the answer does not say where they lead.
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
    by_id = {one.id: one for one in live}
    starts = [_id_behind_number(number, numbers, by_id) for number in wanted_numbers]
    starts += [_id_named(name, live) for name in wanted_names]
    if not starts:
        return Selection(tuple(live), _first_reached(live, numbers), ())
    reached = _ids_in_reach(starts, by_id)
    found = tuple(one for one in live if one.id in reached)
    return Selection(found, starts[0], tuple(filter(_is_blind, found)))


def _is_blind(live: LiveReceptionist) -> bool:
    """Return whether the answer leaves out where callers are led who do what the menu is for."""
    asked = {"multiple": ("entries",), "single": ("forward_destination_id",)}
    return any(field in live.lacks for field in asked.get(live.kind or "", ("destination_type", "entries")))


def _id_behind_number(number: str, numbers: Sequence[NumberRoute] | None, by_id: Mapping[str, LiveReceptionist]) -> str:
    """The id of the receptionist that a number leads to."""
    if numbers is None:
        raise UsageError(
            "--number: this account does not show its numbers; --receptionist NAME starts from a receptionist"
        )
    found = next((one for one in numbers if number_digits(one.number) == number_digits(number)), None)
    if found is None:
        known = ", ".join(one.number for one in numbers[:5]) or "none"
        hint = suggest(number, (one.number for one in numbers), f"the account's are {known}")
        raise UsageError(f"--number {number}: the account has no such number{hint}")
    leads = found.destination
    if leads is None or not leads.names_receptionist or leads.id not in by_id:
        where = leads or "nowhere that its answer says"
        raise UsageError(f"--number {number} leads to {where}, which is no receptionist")
    return leads.id


def _id_named(name: str, live: Sequence[LiveReceptionist]) -> str:
    """The id of the receptionist with this id, else this name."""
    if any(one.id == name for one in live):
        return name
    named = [one.id for one in live if one.name == name]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError(f"--receptionist {name}: {len(named)} have this name; say an id: {' or '.join(named[:5])}")
    known = list_first([f"{one.name} ({one.id})" for one in live], 5) or "none"
    hint = suggest(name, (one.name for one in live), f"the account has {known}", most=3)
    raise UsageError(f"--receptionist {name}: no live receptionist has this name or id{hint}")


def _ids_in_reach(starts: Iterable[str], by_id: Mapping[str, LiveReceptionist]) -> set[str]:
    found = set(starts)
    waiting = list(found)
    for id in waiting:  # grows while it is read
        new = {to.id for to in taken_destinations(by_id[id].fields) if to.names_receptionist and to.id in by_id} - found
        found |= new
        waiting += sorted(new)
    return found


def _first_reached(live: Sequence[LiveReceptionist], numbers: Sequence[NumberRoute] | None) -> str | None:
    """The receptionist that the first number leads to; else the first one that no other leads to."""
    ids = {one.id for one in live}
    for number in numbers or ():
        if number.destination and number.destination.names_receptionist and number.destination.id in ids:
            return number.destination.id
    led = {to.id for one in live for to in taken_destinations(one.fields) if to.names_receptionist and to.id != one.id}
    return next((one.id for one in live if one.id not in led), live[0].id if live else None)
