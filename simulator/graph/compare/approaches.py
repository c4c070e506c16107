"""Where one event may lead into a receptionist: what a caller meets elsewhere is the same however it is changed.

One event leads a call from where it waits for a key to where it waits for the next. On the way it may pass through
announcements, telephones, and menus that do not wait; any other menu keeps it until the caller acts again:

    main --1--> news (an announcement) --> changed      main and news approach ``changed``,
    other --1--> main                                   other does not: whoever comes from there stays in main
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.places import to_milliseconds
from simulator.graph.compare.shapes import list_slots


class Approach(NamedTuple):
    """The receptionists from whose places one event may lead into a changed one, by their keys; itself among them.

    ``passed`` are those of them that a call may pass through into it.
    """

    receptionists: frozenset[str]
    passed: frozenset[str]


class Approaches:
    """A flow without FreeSWITCH's menus, with what leads to each of its receptionists."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._sources: dict[str, list[str]] = {}
        for key, item in flow.receptionists.items():
            for _, destination in list_slots(item):
                self._add_source(key, destination)
        for telephone, route in flow.routes.items():
            for _, destination in route.ways():
                self._add_source(str(telephone), destination)

    def approach_to(self, changed: str) -> Approach:
        """Return what may lead into a receptionist without another wait."""
        found, passed = {changed}, [changed]
        for target in passed:  # grows while it is read
            for source in self._sources.get(target, ()):
                if source not in found:
                    found.add(source)
                    if not self._waits(source):
                        passed.append(source)
        return Approach(frozenset(found), frozenset(passed))

    def _add_source(self, source: str, destination: Destination) -> None:
        target = self._flow.receptionist_for(destination)
        if target is None and self._flow.route_of(destination) is not None:
            target = str(destination.canonical)
        if target is not None:
            self._sources.setdefault(target, []).append(source)

    def _waits(self, source: str) -> bool:
        """Return whether no call that comes there leaves it before time has passed in which a key counts."""
        item = self._flow.receptionists.get(source)
        if item is None or not item.is_menu:
            return False
        return to_milliseconds(item.timeout_seconds or self._flow.semantics_in(item).zero_timeout_seconds) > 0
