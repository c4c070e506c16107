"""The selected live receptionists: all, or those that a call can reach from numbers or by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.errors import UsageError
from simulator.provider.account.inventory import HOURS_TYPES
from simulator.provider.live.live_state import LiveReceptionist, NumberRoute, number_digits
from simulator.provider.live.onward_links import taken_destinations
from simulator.words.phrases import list_first
from simulator.words.suggestion import suggest

OnwardRoutes = Callable[[Destination], Sequence[Destination]]


def no_routes(destination: Destination) -> Sequence[Destination]:
    """Nothing is known to lie behind a destination."""
    return ()


def known_routes(flow: Flow | None, ids: Mapping[str, str]) -> OnwardRoutes:
    """Return what gives the destinations behind one, as a flow knows them; ``ids`` are the provider's by key."""

    def live_destination(flow: Flow, destination: Destination) -> Destination:
        key = flow.receptionist_for(destination)
        return destination if key is None else Destination(destination.type, ids.get(key, destination.id))

    def routes(destination: Destination) -> Sequence[Destination]:
        route = flow.route_of(destination) if flow is not None else None
        if flow is None or route is None:
            return ()
        return [live_destination(flow, to) for _, to in route.ways()]

    return routes


class Selection(NamedTuple):
    """The receptionists, in the response's order; ``first`` is the id that calls reach first, where that is known.

    ``blind`` lists those that may lead to more: the response does not say where they lead. ``numbers`` are the digits
    of those that were asked for, ``is_all`` says that nothing was, and ``notes`` what else there is to know.
    """

    receptionists: tuple[LiveReceptionist, ...]
    first: str | None
    blind: tuple[LiveReceptionist, ...]
    numbers: frozenset[str] = frozenset()
    is_all: bool = False
    notes: tuple[str, ...] = ()


def select_receptionists(
    live: Sequence[LiveReceptionist],
    numbers: Sequence[NumberRoute] | None,
    *,
    wanted_numbers: Sequence[str] = (),
    wanted_names: Sequence[str] = (),
    routes: OnwardRoutes = no_routes,
) -> Selection:
    """Return what is asked for; all, where nothing is.

    ``routes`` gives the destinations that lie behind one that is not a receptionist, as far as the flow knows. A number
    behind which nothing is known selects all, since any of them may lie there. Raises ``UsageError`` for a
    number that the account does not show or that ends the call, and for a name that nobody has, or several.
    """
    by_id = {item.id: item for item in live}
    targets = {number: _number_target(number, numbers) for number in wanted_numbers}
    behind = {number: _ids_behind([target], by_id, routes) for number, target in targets.items()}
    hidden = [number for number, ids in behind.items() if not ids]
    for number in hidden:
        if targets[number].canonical.type not in HOURS_TYPES:
            raise UsageError(f"--number {number} leads to {targets[number]}, which is not a receptionist")
    starts = [id for ids in behind.values() for id in ids]
    starts += [_id_named(name, live) for name in wanted_names]
    notes = tuple(_hidden_note(number, targets[number], is_all=not starts) for number in hidden)
    asked_numbers = frozenset(map(number_digits, wanted_numbers))
    if not starts:
        return Selection(
            tuple(live), _first_reached(live, numbers), (), asked_numbers, is_all=not wanted_numbers, notes=notes
        )
    reached = _ids_in_reach(starts, by_id, routes)
    chosen = tuple(item for item in live if item.id in reached)
    return Selection(chosen, starts[0], tuple(filter(_is_blind, chosen)), asked_numbers, notes=notes)


def _hidden_note(number: str, target: Destination, *, is_all: bool) -> str:
    scope = "all receptionists are pulled; --receptionist NAME chooses one" if is_all else "only the number is written"
    return f"--number {number} leads to {target}, and neither the response nor the flow says what follows: {scope}"


def _is_blind(live: LiveReceptionist) -> bool:
    """Return whether the response leaves out the destinations that the menu is for."""
    needed = {"multiple": ("entries",), "single": ("forward_destination_id",)}
    return any(field in live.lacks for field in needed.get(live.kind or "", ("destination_type", "entries")))


def _number_target(number: str, numbers: Sequence[NumberRoute] | None) -> Destination:
    """Return where a number of the account leads. Raises ``UsageError`` if the account does not show it."""
    if numbers is None:
        raise UsageError(
            "--number: this account does not show its numbers; --receptionist NAME starts from a receptionist"
        )
    match = next((route for route in numbers if number_digits(route.number) == number_digits(number)), None)
    if match is None:
        examples = ", ".join(route.number for route in numbers[:5]) or "none"
        hint = suggest(number, (route.number for route in numbers), f"the account's are {examples}")
        raise UsageError(f"--number {number}: the account has no such number{hint}")
    if match.destination is None:
        raise UsageError(f"--number {number} leads to nowhere that its response shows, which is not a receptionist")
    return match.destination


def _ids_behind(
    destinations: Iterable[Destination], by_id: Mapping[str, LiveReceptionist], routes: OnwardRoutes
) -> list[str]:
    """The ids of the receptionists that destinations lead to, at once or as schedules and people answer."""
    waiting = [*destinations]
    ids: dict[str, None] = {}
    visited: set[Destination] = set()
    for destination in waiting:  # grows while it is read
        if destination.names_receptionist and destination.id in by_id:
            ids[destination.id] = None
        elif destination.canonical not in visited:
            visited.add(destination.canonical)
            waiting += routes(destination)
    return [*ids]


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


def _ids_in_reach(starts: Iterable[str], by_id: Mapping[str, LiveReceptionist], routes: OnwardRoutes) -> set[str]:
    reached = set(starts)
    waiting = list(reached)
    for id in waiting:  # grows while it is read
        new = {*_ids_behind(taken_destinations(by_id[id].fields), by_id, routes)} - reached
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
