"""Two flows that differ in one place alone, a receptionist or a telephone: equality is decided from there on.

Up to the changed place both flows do the same, and wherever both are at the same moment in an unchanged one, they do
the same until they come to it again. So the walk begins at the changed place, and leaves out every pair of one
unchanged place with itself: it is as short as the change, however large the flow. What it decides holds for the whole
flow if some caller gets there, which ``places_entered`` says.
"""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import ScheduleRoute
from simulator.core.places import Place
from simulator.graph.compare.approaches import Approaches
from simulator.graph.compare.changed_side import ChangedObserver, ChangedSide, UnchangedSide
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.shapes import list_slots, open_slots
from simulator.graph.compare.walk_side import Side
from simulator.tables.changed_table import ChangedTable
from simulator.tables.table_plan import TablePlan


class KnownFlow:
    """A flow with what every comparison with a change of it needs, whichever place is changed."""

    def __init__(self, flow: Flow) -> None:
        self.plan = TablePlan(flow)
        self.approaches = Approaches(flow)


class ChangedPlace:
    """A receptionist (by its key) or a telephone (``type||id``), against changes of it, where no call goes back.

    ``side`` is that of the flow; what is seen of it is kept for the next change. ``flow`` may begin elsewhere than the
    ``known`` one does.
    """

    def __init__(self, flow: Flow, name: str, known: KnownFlow | None = None) -> None:
        known = known or KnownFlow(flow)
        self._name = name
        self._plan = known.plan
        self._approach = known.approaches.approach_to(name)
        self.side = UnchangedSide(Observer(flow, returns=False, known_plan=known.plan))

    def changed_side(self, changed: Flow) -> Side:
        """Return the side of a flow that differs in this place alone."""
        plan, unchanged = self._plan.changed_in(changed, self._name), self.side.ear
        if not isinstance(plan.table, ChangedTable):
            return Side(Observer(changed, returns=False, known_plan=plan))
        ear = ChangedObserver(
            changed, returns=False, known_plan=plan, unchanged=unchanged, approach=self._approach
        )  # fmt: skip
        return ChangedSide(ear, unchanged=self.side)

    def is_equal_in(self, side: Side) -> bool:
        """Return whether no caller who comes there can tell the flow from another, by its ``changed_side``."""
        walk = EqualityWalk(self.side.ear, side.ear, is_settled=self._is_unchanged, start=self._name)
        return walk.find_difference() is None

    def _is_unchanged(self, place: Place) -> bool:
        return _name_place(place.receptionist) != self._name


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
