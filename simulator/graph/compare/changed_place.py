"""Two flows that differ in one place alone, a receptionist or a telephone: equality is decided from there on.

Up to the changed place both flows do the same, and wherever both are at the same moment in an unchanged one, they do
the same until they come to it again. So the walk begins at the changed place, and leaves out every pair of one
unchanged place with itself: it is as short as the change, however large the flow. What it decides holds for the whole
flow if some caller gets there, which ``places_entered`` says.
"""

from __future__ import annotations

from dataclasses import replace

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import ScheduleRoute
from simulator.core.places import Place
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.shapes import list_slots, open_slots


class ChangedPlace:
    """A receptionist (by its key) or a telephone (``type||id``), against changes of it, where no call goes back.

    What the flow does there is kept for the next change.
    """

    def __init__(self, flow: Flow, name: str) -> None:
        self._name = name
        self._old = Observer(begin_at(flow, name), returns=False)

    def is_equal_in(self, changed: Flow) -> bool:
        """Return whether no caller who comes there can tell the flow from another that differs there alone."""
        new = Observer(begin_at(changed, self._name), returns=False)
        return EqualityWalk(self._old, new, is_settled=self._is_unchanged).find_difference() is None

    def _is_unchanged(self, place: Place) -> bool:
        return _name_place(place.receptionist) != self._name


def begin_at(flow: Flow, place: str) -> Flow:
    """The flow with its calls beginning at a receptionist (by its key), or at a destination (``type||id``)."""
    return replace(flow, entry=place, number="")


def places_entered(flow: Flow) -> frozenset[str]:
    """The receptionists, and the telephones as ``type||id``, that some caller comes to who begins where the flow does.

    Schedules have to be held fixed (``graph.worlds``).
    """
    places: set[str] = set()
    waiting: list[str] = [flow.start]
    while waiting:
        start = waiting.pop()
        name = _name_place(start if start in flow.receptionists else _enter(flow, parse_address(start)))
        if name in places:
            continue
        if name in flow.receptionists:
            places.add(name)
            usable = open_slots(flow, name)
            slots = list_slots(flow.receptionists[name])
            waiting += [str(slot.destination) for slot in slots if slot.name in usable]
        elif (route := flow.route_of(parse_address(name))) is not None and not isinstance(route, ScheduleRoute):
            places.add(name)
            waiting += [str(onward) for _, onward in route.ways()]
    return frozenset(places)


def _enter(flow: Flow, destination: Destination) -> str:
    """The key of the receptionist that a destination enters, else the destination itself."""
    return flow.receptionist_for(destination) or str(destination)


def _name_place(address: str) -> str:
    """A receptionist's key as it is, a destination in its canonical form: the flow may name it under an alias."""
    return str(parse_address(address).canonical) if "||" in address else address
