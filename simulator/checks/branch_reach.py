"""The reach of a schedule's branch: everything that a call can get to from one destination.

Schedules that are asked on the way count with all their answers, telephones as an end and with what follows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.menu_levels import VOICEMAIL
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute


def branch_ends(flow: Flow, destination: Destination) -> dict[Destination, None]:
    """Return the destinations outside of the flow that calls sent to one destination can get to, nearest first."""
    ends: dict[Destination, None] = {}
    for step in _follow_calls(flow, destination):
        if flow.receptionist_for(step) is None and not isinstance(flow.route_of(step), ScheduleRoute):
            ends[step.canonical] = None
    return ends


def branch_receptionists(flow: Flow, destination: Destination) -> dict[str, None]:
    """Return the keys of the receptionists that calls sent to one destination can get to, nearest first."""
    keys = (flow.receptionist_for(step) for step in _follow_calls(flow, destination))
    return {key: None for key in keys if key is not None}


def answered_first(flow: Flow, destination: Destination) -> list[str]:
    """Return the receptionists that a call hears before it has a choice: announcements, and the first menu."""
    keys: list[str] = []
    while (key := flow.receptionist_for(destination)) is not None and key not in keys:
        keys.append(key)
        item = flow.receptionists[key]
        if item.is_menu or item.forward_destination is None:
            break
        destination = item.forward_destination
    return keys


def first_voices(flow: Flow, destination: Destination) -> dict[str, None]:
    """Return the receptionists that speak first to calls sent to a destination, whatever schedules answer."""
    keys: dict[str, None] = {}
    visited: dict[Destination, None] = {destination.canonical: None}
    for step in (queue := [destination]):  # grows while it is read
        route = flow.route_of(step)
        if isinstance(route, ScheduleRoute):
            new = [target for _, target in route.ways() if target.canonical not in visited]
            visited.update((target.canonical, None) for target in new)
            queue += new
        else:
            keys.update(dict.fromkeys(answered_first(flow, step)))
    return keys


def has_person(flow: Flow, destination: Destination) -> bool:
    """Return whether some call that is sent to a destination gets to somebody who certainly is a person."""
    return any(_is_person(flow, end) for end in branch_ends(flow, destination))


def has_nobody(flow: Flow, destination: Destination) -> bool:
    """Return whether no call that is sent to a destination gets to a person, as far as the flow says."""
    ends = branch_ends(flow, destination)
    # a circle without an end is a fault of its own, and says nothing of who is there
    return bool(ends) and all(_is_nobody(flow, end) for end in ends)


def _is_person(flow: Flow, end: Destination) -> bool:
    entry = flow.destinations.get(end)
    return entry is not None and entry.answers == "person"


def _is_nobody(flow: Flow, end: Destination) -> bool:
    entry = flow.destinations.get(end)
    if entry is not None and entry.answers is not None:
        return entry.answers in ("machine", "nobody")
    return end.hangs_up or end.is_blank or end.type == VOICEMAIL


def _follow_calls(flow: Flow, destination: Destination) -> Iterator[Destination]:
    """Yield a destination and all that calls can be sent to from there, breadth first."""
    reached = {_destination_identity(flow, destination): None}
    queue = [destination]
    for step in queue:  # grows while it is read
        yield step
        for onward in _onward_destinations(flow, step):
            identity = _destination_identity(flow, onward)
            if identity not in reached:
                reached[identity] = None
                queue.append(onward)


def _destination_identity(flow: Flow, destination: Destination) -> Destination | str:
    """A receptionist's key, under whichever of its names it is called; else the destination."""
    key = flow.receptionist_for(destination)
    return destination.canonical if key is None else key


def _onward_destinations(flow: Flow, destination: Destination) -> Iterator[Destination]:
    key = flow.receptionist_for(destination)
    if key is not None:
        yield from (passage.destination for passage in flow.receptionists[key].ways())
        return
    route = flow.route_of(destination)
    if isinstance(route, ScheduleRoute | PersonRoute):
        yield from (target for _, target in route.ways())
