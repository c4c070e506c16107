"""Passages between receptionists, and the receptionists that they reach."""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.config.receptionist import Cause, Destination, parse_address
from simulator.config.targets import onward_destinations
from simulator.fast_classes import NamedTuple


class Arrival(NamedTuple):
    """One way into a receptionist, from the receptionist with the key ``source``."""

    source: str
    cause: Cause
    keys: str


def reachable_receptionists(flow: Flow) -> list[str]:
    """The keys of the receptionists that a call can reach, in the order in which menus name them.

    The entry is first, then everything its first key leads to, and so on; after these
    come the receptionists that only the flow's other numbers lead to.
    """
    # A stack and no recursion: a chain of menus may be longer than Python lets functions nest.
    starts = [key for target in flow.numbers.values() for key in _receptionists_at(flow, target)]
    stack = [key for key in reversed((flow.entry, *starts)) if key in flow.receptionists]
    receptionists: dict[str, None] = {}
    while stack:
        key = stack.pop()
        if key in receptionists:
            continue
        receptionists[key] = None
        ways = list(flow.receptionists[key].ways())
        targets = [target for way in ways for target in receptionists_behind(flow, way.destination)]
        stack.extend(target for target in reversed(targets) if target not in receptionists)
    return list(receptionists)


def receptionists_behind(flow: Flow, destination: Destination) -> list[str]:
    """The keys of the receptionists that a call can come to next that is sent somewhere.

    That is at most one, unless a schedule or a telephone stands between.
    """
    if not flow.routes:  # a flow of 10,000 receptionists asks this a hundred thousand times
        key = flow.receptionist_for(destination)
        return [] if key is None else [key]
    keys = map(flow.receptionist_for, onward_destinations(flow, destination))
    return list(dict.fromkeys(key for key in keys if key is not None))


def _receptionists_at(flow: Flow, target: str) -> list[str]:
    """The keys of the receptionists to which a number leads."""
    return receptionists_behind(flow, parse_address(target)) if "||" in target else [target]


def arrivals_by_receptionist(flow: Flow) -> dict[str, list[Arrival]]:
    """For each receptionist's key, every way into it, in the order of the flow."""
    into: dict[str, list[Arrival]] = {key: [] for key in flow.receptionists}
    for source, receptionist in flow.receptionists.items():
        for way in receptionist.ways():
            for target in receptionists_behind(flow, way.destination):
                into[target].append(Arrival(source, way.cause, way.keys))
    return into
