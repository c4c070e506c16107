"""Exchange of the ends of two routes, so that some call presses a key after a recording.

Two calls that pass the same round can swap everything they do from there on: together they still make the same
decisions, in as many calls. A recording after which every call stays silent, because each of them shows another
silence there, gets a call that presses a key in this way.

Most flows need no exchange: one pass over the routes tells after which recordings some call presses keys. Where none
does, the routes are indexed once, by the round in which each decision is made and by the round that the decision before
it leads to, and an exchange updates only the two ends. So the work grows with the number of decisions, and not with
its product with the number of recordings.

Example: ``wrong, silence`` and ``silence, wrong`` in a menu that counts mistakes together. No key follows the
recording that plays after a wrong key. Both calls are in the second round then, so they exchange its decisions:
``wrong, wrong`` and ``silence, silence``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from simulator.core.places import Place
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.rounds import RoundMap, open_round
from simulator.graph.suite.decisions import Link


class RoutePosition(NamedTuple):
    """One decision of one route, by their numbers; positions sort as the routes are read."""

    route: int
    at: int


@dataclass(slots=True)
class RouteExchange:
    """Routes that may exchange their ends; the lists of ``routes`` themselves are changed."""

    rounds: RoundMap
    routes: Sequence[list[Link]]
    _presses: dict[str, dict[Place, bool]] = field(init=False, repr=False)
    """By receptionist and first place of a round that another leads to: whether some call presses keys there.

    It holds until the first exchange, which makes the index that follows.
    """
    _keyed: dict[Place, set[RoutePosition]] = field(default_factory=dict, repr=False)
    """By the place where a round listens: the decisions that are made there with keys."""
    _onward: dict[str, dict[Place, set[RoutePosition]]] = field(default_factory=dict, repr=False)
    """By receptionist and first place of a round: the decisions made there by calls that come from another round."""

    def __post_init__(self) -> None:
        self._presses = _presses_onward(self.routes)

    def press_after(self, item: CoverageItem) -> None:
        """Let some call press a key after the recording of a ``barge_in`` item, if no call does and two can exchange.

        Of several possible exchanges it is the first, as the routes are read: callers of this class rely on a
        suite that is the same in every run.
        """
        if not self._onward:
            presses = [
                pressed
                for place, pressed in self._presses.get(item.receptionist, {}).items()
                if self._plays(place, item)
            ]
            if any(presses) or not presses:
                return
            for route in range(len(self.routes)):
                self._index_end(route, 0)
        after = [
            position
            for place, positions in self._onward.get(item.receptionist, {}).items()
            if positions and self._plays(place, item)
            for position in positions
        ]
        if any(self._link_at(position).decision.keys for position in after):
            return
        for position in sorted(after):
            keyed = self._keyed.get(self._link_at(position).source, ())
            partner = min((other for other in keyed if other.route != position.route), default=None)
            if partner is not None:
                self._exchange_ends(position, partner)
                return

    def _plays(self, place: Place, item: CoverageItem) -> bool:
        """Return whether a key stops the recording of an item in the round that begins at a place."""
        return self.rounds.early_step(self.rounds.opening_of(place), item.what) is not None

    def _exchange_ends(self, first: RoutePosition, second: RoutePosition) -> None:
        for position in (first, second):
            for positions, indexed in self._index_entries(*position):
                positions.discard(indexed)
        routes = self.routes
        routes[first.route][first.at :], routes[second.route][second.at :] = (
            routes[second.route][second.at :],
            routes[first.route][first.at :],
        )
        for position in (first, second):
            self._index_end(*position)

    def _index_end(self, route: int, start: int) -> None:
        for positions, indexed in self._index_entries(route, start):
            positions.add(indexed)

    def _index_entries(self, route: int, start: int) -> Iterator[tuple[set[RoutePosition], RoutePosition]]:
        """Yield each set that the decisions of a route belong to, from one of them on, with its position there."""
        links = self.routes[route]
        for at in range(start, len(links)):
            position = RoutePosition(route, at)
            if links[at].decision.keys:
                yield self._keyed.setdefault(links[at].source, set()), position
            # The first decision of a call follows no other: the recordings before it play for every caller.
            if at and (place := open_round(links[at - 1].decision.arrival)) is not None:
                by_place = self._onward.setdefault(place.receptionist, {})
                yield by_place.setdefault(place, set()), position

    def _link_at(self, position: RoutePosition) -> Link:
        return self.routes[position.route][position.at]


def _presses_onward(routes: Sequence[list[Link]]) -> dict[str, dict[Place, bool]]:
    pressed: dict[int, bool] = {}
    leads: dict[int, Link] = {}  # routes share their links, so each is known by its identity
    for route in routes:
        for lead, link in pairwise(route):
            if not pressed.get(id(lead)):
                pressed[id(lead)] = bool(link.decision.keys)
                leads[id(lead)] = lead
    presses: dict[str, dict[Place, bool]] = {}
    for number, lead in leads.items():
        place = open_round(lead.decision.arrival)
        if place is not None:
            by_place = presses.setdefault(place.receptionist, {})
            by_place[place] = by_place.get(place, False) or pressed[number]
    return presses
