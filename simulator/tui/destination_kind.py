"""The kind of a destination, which a screen shows by a mark and in a word."""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import ScheduleRoute
from simulator.config.switch_menu import MENU_BACK, MENU_TOP, action_words
from simulator.tui.lookahead import DROPS
from simulator.words.sanitizer import escape_signs

Kind = Literal["menu", "announcement", "schedule", "person", "machine", "system", "nobody", "unknown"]

KIND_WORDS: dict[Kind, str] = {
    "menu": "menu",
    "announcement": "announcement",
    "schedule": "opening hours",
    "person": "person",
    "machine": "machine",
    "system": "another menu",
    "nobody": "call ends",
    "unknown": "not known",
}
"""Each kind in a word or two."""

_BY_ANSWER: dict[str | None, Kind] = {
    "person": "person",
    "machine": "machine",
    "menu": "system",
    "nobody": "nobody",
    None: "unknown",
}

HOURS_TYPES = frozenset({"time_condition", "timegroup"})
"""Types of destinations that depend on hours."""


class NamedDestination(NamedTuple):
    """A destination as it is shown: its name, and its kind.

    ``unsure``: it depends on hours that the flow does not have, so that who answers is known at best, not when.
    """

    name: str
    kind: Kind
    unsure: bool = False


def name_destination(flow: Flow, destination: Destination) -> NamedDestination:
    """Return the name and the kind of a destination."""
    key = flow.receptionist_for(destination)
    if key is not None:
        receptionist = flow.receptionists[key]
        return NamedDestination(escape_signs(receptionist.name), "menu" if receptionist.is_menu else "announcement")
    name = escape_signs(flow.destination_name(destination) or str(destination))
    if destination.leads_back:
        return NamedDestination("back to the menu before", "menu")
    if destination.is_blank:
        return NamedDestination(DROPS, "nobody")
    if destination.hangs_up:
        return NamedDestination("the menu hangs up", "nobody")
    if action := action_words(*destination):
        return NamedDestination(action, "menu" if destination.type in (MENU_BACK, MENU_TOP) else "nobody")
    route = flow.route_of(destination)
    if isinstance(route, ScheduleRoute):
        return NamedDestination(name, "schedule")
    known = flow.destinations.get(destination.canonical)
    kind = _BY_ANSWER[known.answers if known else None]
    if kind == "unknown" and route is not None:
        kind = "person"
    return NamedDestination(name, kind, route is None and destination.canonical.type in HOURS_TYPES)
