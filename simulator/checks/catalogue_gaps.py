"""Destinations that a flow leads to and that its catalogue does not contain, each with the places that lead there.

A catalogue counts if it lists a destination that ends calls; one that only says which receptionists answer
elsewhere (IVR104) does not. Receptionists, hang-ups and blank ids are never missing here: IVR104, IVR605 and
IVR105 are about those.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.checked_flow import CheckedFlow
from simulator.config.receptionist import RECEPTIONIST_TYPES, Destination
from simulator.errors import nearest_words
from simulator.fast_classes import NamedTuple
from simulator.wire.decoding import Path

COMPARED = 1000
"""The largest catalogue whose ids are compared with a wrong one; in a larger one that takes too long."""


class GapPlace(NamedTuple):
    """A field that leads to a destination: the receptionist's key (empty: flow.yaml itself), and the field's path."""

    key: str
    path: Path


def gaps(subject: CheckedFlow) -> dict[Destination, list[GapPlace]]:
    """The destinations that are missing in the catalogue, in the order of the receptionists, then of the routes."""
    flow = subject.flow
    if not any(_ends_calls(destination) for destination in flow.destinations):
        return {}
    places_by_destination: dict[Destination, list[GapPlace]] = {}
    for key, path, destination in subject.every_destination():
        if _ends_calls(destination) and destination.canonical not in flow.destinations:
            places_by_destination.setdefault(destination.canonical, []).append(GapPlace(key, path))
    return places_by_destination


def _ends_calls(destination: Destination) -> bool:
    blank = destination.is_blank or destination.leads_back
    return not (destination.names_receptionist or destination.hangs_up or blank)


def exchanged_fields(subject: CheckedFlow, destination: Destination) -> Destination | None:
    """Return the catalogue's destination, or the receptionist, whose type and id are swapped here, if there is one."""
    flow = subject.flow
    turned = Destination(destination.id, destination.type)
    return (
        turned.canonical if turned.canonical in flow.destinations or flow.receptionist_for(turned) is not None else None
    )


def trim_id(subject: CheckedFlow, destination: Destination) -> Destination | None:
    """Return the destination of the catalogue that differs only in the spaces around its id, if there is one."""
    bare = Destination(destination.type, destination.id.strip())
    return bare if bare != destination and bare in subject.flow.destinations else None


def exchanged_digits(subject: CheckedFlow, destination: Destination) -> Destination | None:
    """Return the destination of the catalogue whose id has two neighbouring digits swapped, if there is one."""
    id = destination.id
    for at in range(len(id) - 1):
        turned = Destination(destination.type, id[:at] + id[at + 1] + id[at] + id[at + 2 :])
        if turned.id != id and turned in subject.flow.destinations:
            return turned
    return None


def same_id(subject: CheckedFlow, destination: Destination) -> Iterator[Destination]:
    """The destinations with the same id under another type: of the catalogue, then a receptionist of the flow."""
    others = [
        entry for entry in subject.flow.destinations if entry.id == destination.id and entry.type != destination.type
    ]
    yield from others
    kinds = {entry.type for entry in others}
    receptionist = Destination("virtual_receptionist", destination.id)
    if kinds.isdisjoint(RECEPTIONIST_TYPES) and subject.flow.receptionist_for(receptionist) is not None:
        yield receptionist


def nearest_id(subject: CheckedFlow, destination: Destination) -> Destination | None:
    """Return the destination of the same type whose id is most like this one, if any is close."""
    ids = [entry.id for entry in subject.flow.destinations if entry.type == destination.type]
    near = nearest_words(destination.id, ids, most=1) if len(ids) <= COMPARED else []
    return Destination(destination.type, near[0]) if near else None
