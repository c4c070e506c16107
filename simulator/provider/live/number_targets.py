"""The targets of numbers: the flow's next to the account's, and the receptionists that a destination leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.provider.live.onward_links import onward_destinations


def target_key(flow: Flow, target: str) -> str | None:
    """The key of the receptionist that a number's target means; None: it is another destination."""
    return target if target in flow.receptionists else flow.receptionist_for(parse_address(target))


def target_words(flow: Flow, target: str) -> str:
    """A number's target in words: a receptionist's key, or a destination's name with its ``type||id``."""
    key = target_key(flow, target)
    return key if key is not None else flow.describe_address(target)


def leads_elsewhere(flow: Flow, target: str, live: Destination, ids: Mapping[str, str]) -> bool:
    """Return whether a number leads live to something else than its target in the flow.

    ``ids`` are the provider's ids of receptionists by key; one without an id is live nowhere yet.
    """
    key = target_key(flow, target)
    if key is None:
        return live.canonical != parse_address(target).canonical
    return not live.names_receptionist or live.id != ids.get(key)


def keys_behind(flow: Flow, destinations: Iterable[Destination], keys_by_id: Mapping[str, str]) -> Iterator[str]:
    """Yield the keys of the receptionists that destinations lead to, at once or as schedules and people answer.

    A destination names a receptionist by its key in the flow, or by the provider's id of ``keys_by_id``.
    """
    waiting = [*destinations]
    visited: set[Destination] = set()
    for destination in waiting:  # grows while it is read
        key = flow.receptionist_for(destination)
        if key is None and destination.names_receptionist:
            key = keys_by_id.get(destination.id)
        if key is not None:
            yield key
            continue
        route = flow.route_of(destination)
        if route is not None and destination.canonical not in visited:  # schedules may lead round to each other
            visited.add(destination.canonical)
            waiting += [to for _, to in route.ways()]


def reachable_keys(flow: Flow, destinations: Iterable[Destination], keys_by_id: Mapping[str, str]) -> set[str]:
    """The keys of the receptionists that a call can come to from destinations, as far as the flow says."""
    reached = {*keys_behind(flow, destinations, keys_by_id)}
    waiting = [*reached]
    for key in waiting:  # grows while it is read
        onward = onward_destinations(flow.receptionists[key]) if key in flow.receptionists else ()
        new = {*keys_behind(flow, onward, keys_by_id)} - reached
        reached |= new
        waiting += sorted(new)
    return reached
