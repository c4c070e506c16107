"""Every way out of a flow's receptionists, for all that flow tests say of destinations.

Names, hints and mutants read the ways here, so that a field that has no effect (the forward destination of a
menu, the entries of an announcement) is nowhere taken for a way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Passage, Receptionist


def ways_out(flow: Flow, first: Iterable[str] = ()) -> Iterator[tuple[Receptionist, Passage]]:
    """Yield each receptionist with each way out of it: the receptionists of the keys ``first``, then the others."""
    for key in dict.fromkeys([*first, *flow.receptionists]):
        receptionist = flow.receptionists[key]
        for passage in receptionist.ways():
            yield receptionist, passage


def final_destinations(flow: Flow) -> Iterator[Destination]:
    """Yield the destinations, in their canonical form, at which a call can end; one that is named twice comes twice."""
    for _, passage in ways_out(flow):
        if flow.receptionist_for(passage.destination) is None:
            yield passage.destination.canonical
