"""The sections of flow.yaml about what lies behind the menus; what reads them is imported where a flow has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.config.flow import KnownDestination
from simulator.config.receptionist import Destination
from simulator.config.routes import Route
from simulator.fast_classes import NamedTuple
from simulator.loader.catalogue import Catalogue
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document

if TYPE_CHECKING:
    from simulator.config.schedules import Schedule  # a flow without hours is loaded without them


class WorldSection(NamedTuple):
    """The zone's IANA name (empty: none), the schedules by key, and the routes of destinations."""

    timezone: str = ""
    schedules: Mapping[str, Schedule] = {}
    routes: Mapping[Destination, Route] = {}


def read_world(
    shelf: Shelf,
    document: Document,
    catalogue: Catalogue,
    timezone: Any,
    schedules: Any,
    destinations: Mapping[str, KnownDestination],
) -> WorldSection:
    """Read the schedules and routes of a flow document; problems go on the shelf."""
    zone = ""
    read: dict[str, Schedule] = {}
    if timezone is not None or schedules is not None:
        from simulator.loader.schedule_section import read_schedules  # most flows have none

        zone, read = read_schedules(shelf, document, timezone, schedules)
    if not any(entry.routes_on for entry in destinations.values()):
        return WorldSection(zone, read)
    from simulator.loader.route_section import read_routes

    return WorldSection(zone, read, read_routes(shelf, document, destinations, catalogue, read))


def read_numbers(
    shelf: Shelf, document: Document, catalogue: Catalogue, numbers: Mapping[str, str]
) -> Mapping[str, str]:
    """Resolve where each number leads: a receptionist's key, or a destination as ``type||id``."""
    if all(target in shelf.keys for target in numbers.values()):
        return numbers
    from simulator.loader.route_section import RouteReader

    reader = RouteReader(shelf, document, catalogue, {})
    return {number: reader.read_number(number, target) for number, target in numbers.items() if not shelf.is_full}
