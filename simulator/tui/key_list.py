"""The keys that do something now: choices of the menu, who picks up, or how to continue after a call."""

from __future__ import annotations

from typing import NamedTuple

from simulator.config.receptionist import Destination
from simulator.core.places import WORLD_PHASES
from simulator.tui.destination_kind import Kind, NamedDestination, name_destination
from simulator.tui.flow_map import drop_loops
from simulator.tui.session import Session


class KeyItem(NamedTuple):
    """A key that does something: ``cap`` is shown on it, ``presses`` are the keys of the terminal that it stands for.

    ``kind`` is that of what it leads to; None: it is not a choice of the menu. ``back``: it leads to where the call
    came through.
    """

    cap: str
    presses: str
    text: str
    kind: Kind | None = None
    unsure: bool = False
    back: bool = False


OVER_ITEMS = (
    KeyItem("u", "u", "undo the last turn"),
    KeyItem("r", "r", "call again"),
    KeyItem("s", "s", "save the call as a test"),
    KeyItem("q", "q", "leave"),
)
"""The keys to continue with after a call."""


def key_items(session: Session) -> tuple[KeyItem, ...]:
    """The keys that do something now, in the order in which the menu has them."""
    situation = session.situation
    if situation is None:
        return OVER_ITEMS if session.is_over else ()
    if session.ringing is not None:
        return _ringing_items(session)
    if situation.place.phase in WORLD_PHASES:
        return ()
    typed = len(situation.place.keys)
    leads = session.ahead.destinations_at(situation.place)
    path, items = drop_loops(session.stage.trail), []
    for offer in situation.offers:
        named = name_destination(session.flow, leads[offer.keys])
        back = session.flow.receptionist_for(leads[offer.keys]) in path
        items.append(KeyItem(offer.keys, offer.keys[typed:], named.name, named.kind, named.unsure, back))
    return tuple(items)


def _ringing_items(session: Session) -> tuple[KeyItem, ...]:
    """Who may pick up the telephone that rings, and what follows."""
    route = session.ringing
    assert route is not None, "a telephone rings"
    nobody = _onward_name(session, route.no_answer)
    items = [
        KeyItem("p", "p", "somebody picks up", "person"),
        KeyItem("n", "n", f"nobody answers: {nobody.name}", nobody.kind, nobody.unsure),
    ]
    if "busy" in route.answers:
        busy = _onward_name(session, route.busy)
        items.append(KeyItem("b", "b", f"busy: {busy.name}", busy.kind, busy.unsure))
    return (*items, KeyItem("h", "h", "the caller hangs up", "nobody"))


def _onward_name(session: Session, destination: Destination | None) -> NamedDestination:
    if destination is None:
        return NamedDestination("the call ends", "nobody")
    return name_destination(session.flow, destination)
