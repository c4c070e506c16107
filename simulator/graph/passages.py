"""Passages between receptionists, and the receptionists that they reach."""

from __future__ import annotations

from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Cause


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
    stack = [key for key in reversed((flow.entry, *flow.numbers.values())) if key in flow.receptionists]
    receptionists: dict[str, None] = {}
    while stack:
        key = stack.pop()
        if key in receptionists:
            continue
        receptionists[key] = None
        passages = list(flow.receptionists[key].ways())
        targets = (flow.receptionist_for(passage.destination) for passage in reversed(passages))
        stack.extend(target for target in targets if target is not None and target not in receptionists)
    return list(receptionists)


def arrivals_by_receptionist(flow: Flow) -> dict[str, list[Arrival]]:
    """For each receptionist's key, every way into it, in the order of the flow."""
    into: dict[str, list[Arrival]] = {key: [] for key in flow.receptionists}
    for source, receptionist in flow.receptionists.items():
        for passage in receptionist.ways():
            target = flow.receptionist_for(passage.destination)
            if target is not None:
                into[target].append(Arrival(source, passage.cause, passage.keys))
    return into
