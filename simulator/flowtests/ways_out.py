"""Every way out of a flow's receptionists, for all that flow tests say of destinations.

Names, hints and mutants read the ways here, so that a field that has no effect (the forward destination of a
menu, the entries of an announcement) is nowhere taken for a way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Passage, Receptionist
from simulator.config.targets import ends_of_menus


def ways_out(flow: Flow, first: Iterable[str] = ()) -> Iterator[tuple[Receptionist, Passage]]:
    """Yield each receptionist with each way out of it: the receptionists of the keys ``first``, then the others."""
    for key in dict.fromkeys([*first, *flow.receptionists]):
        receptionist = flow.receptionists[key]
        for passage in receptionist.ways():
            yield receptionist, passage


def final_destinations(flow: Flow) -> Iterator[Destination]:
    """Yield the destinations, in their canonical form, outside of the receptionists that a call can come to.

    A call ends there, or the world is asked; one that is named twice comes twice.
    """
    onward = (destination for route in flow.routes.values() for _, destination in route.ways())
    named: Iterable[Destination] = chain((passage.destination for _, passage in ways_out(flow)), onward)
    if flow.semantics.switch is not None:
        named = ends_of_menus(named)
    for destination in named:
        if flow.receptionist_for(destination) is None:
            yield destination.canonical
