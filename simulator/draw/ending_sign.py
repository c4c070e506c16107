"""The kind of a place where calls end, as the sign and the words that a map has for it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.config.destination import BACK
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.config.switch_menu import MENU_BACK, MENU_TOP, action_words
from simulator.graph.plain_words import visible
from simulator.graph.reach.departures import ROUTING_TYPES

EndingKind = Literal["person", "machine", "menu", "nobody", "unknown"]

KIND_WORDS: dict[EndingKind, str] = {
    "person": "person",
    "machine": "machine",
    "menu": "menu of another system",
    "nobody": "call ends",
    "unknown": "not known",
}
"""What a map's legend calls each kind, in its order."""


class EndingSign(NamedTuple):
    """The name of a place where calls end, its kind, and whether hours or a queue outside of the flow decide there.

    ``is_named`` says that the name is the flow's own, not words of this program; ``leads_back``: it is a menu of this
    flow, the one that the call came from.
    """

    name: str
    kind: EndingKind
    is_decided_elsewhere: bool = False
    is_named: bool = False
    leads_back: bool = False

    @property
    def kind_words(self) -> str:
        """Return what is there, in words."""
        return "a way back" if self.leads_back else KIND_WORDS[self.kind]


def ending_sign(flow: Flow, destination: Destination) -> EndingSign:
    """Return what a map shows of a destination that is not drawn as a node."""
    name = visible(flow.destination_name(destination) or "")
    if destination.hangs_up:
        return EndingSign(name or "End of the call", "nobody", is_named=bool(name))
    if destination == BACK:
        return EndingSign("the menu before", "menu", leads_back=True)
    if destination.is_blank:
        return EndingSign("Call drops", "nobody")
    if destination.names_receptionist:
        return EndingSign(name or f"Menu {visible(destination.id)} (not in this flow)", "menu", is_named=bool(name))
    if action := action_words(*destination):
        leads_back = destination.type in (MENU_BACK, MENU_TOP)
        return EndingSign(action[0].upper() + action[1:], "menu" if leads_back else "nobody", leads_back=leads_back)
    catalogued = flow.destinations.get(destination.canonical)
    kind: EndingKind = catalogued.answers if catalogued and catalogued.answers else "unknown"
    plain = f"{visible(destination.type).replace('_', ' ')} {visible(destination.id)}"
    route = flow.route_of(destination)
    if isinstance(route, PersonRoute) and kind == "unknown":
        kind = "person"
    elsewhere = route is None and destination.canonical.type in ROUTING_TYPES
    return EndingSign(name or plain, kind, elsewhere, bool(name))
