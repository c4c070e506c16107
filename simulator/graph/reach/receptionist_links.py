"""The ways out of receptionists as whole numbers: which receptionist, or which end, each exit leads to.

A flow of 10,000 receptionists has some 70,000 exits, and every analysis follows all of them. Following a destination by
its name costs a look at the flow each time; here that is done once for each destination, and an exit is a number::

    0, 1, 2, ...    the receptionist of this number (``keys``)
    -1              ``RINGS_ON``: the telephones there send the call round, so it ends nowhere
    -2, -3, ...     an end: number -3 is ``ends[2]``

Numbers are given in the order in which things are asked for, and mean nothing by themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.config.receptionist import Destination
from simulator.graph.reach.answered_exits import RINGS_ON
from simulator.graph.reach.exits import Summaries

RINGS_ON_LINK = -1
"""The link of an exit by which no caller gets anywhere."""


class ReceptionistLinks:
    """The links of a flow's receptionists.

    ``keys`` are the receptionists by number, ``ends`` the destinations outside of the flow in their canonical form.
    """

    def __init__(self, summaries: Summaries) -> None:
        self._summaries = summaries
        self.keys: list[str] = []
        self.ends: list[Destination] = [RINGS_ON]
        self._numbers: dict[str, int] = {}
        self._end_links: dict[Destination, int] = {}
        self._targets: dict[Destination, int] = {RINGS_ON: RINGS_ON_LINK}
        self._links: dict[int, tuple[int, ...]] = {}

    def number_of(self, key: str) -> int:
        """Return the number of the receptionist with this key."""
        number = self._numbers.setdefault(key, len(self.keys))
        if number == len(self.keys):
            self.keys.append(key)
        return number

    def link_to(self, destination: Destination) -> int:
        """Return the number of the receptionist that a destination enters, or of the end that it is."""
        link = self._targets.get(destination)
        if link is None:
            link = self._targets[destination] = self._follow(destination)
        return link

    def _follow(self, destination: Destination) -> int:
        key = self._summaries.flow.receptionist_for(destination)
        if key is not None:
            return self.number_of(key)
        end = destination.canonical
        if end not in self._end_links:
            self.ends.append(end)
            self._end_links[end] = -len(self.ends)
        return self._end_links[end]

    def links_from(self, number: int) -> tuple[int, ...]:
        """Return where each exit of a receptionist leads, in the order of its summary."""
        links = self._links.get(number)
        if links is None:
            link_to = self.link_to
            exits = self._summaries.summary_of(self.keys[number]).exits
            links = self._links[number] = tuple([link_to(exit.destination) for exit in exits])
        return links

    def mistakes_lead_on(self, number: int) -> bool:
        """Return whether some way out of a receptionist other than by a choice enters a receptionist."""
        exits = self._summaries.summary_of(self.keys[number]).exits
        # choices come first, so that of thousands of menus only the last two exits are looked at
        for exit, link in zip(reversed(exits), reversed(self.links_from(number)), strict=True):
            if exit.cause == "choice":
                return False
            if link >= 0:
                return True
        return False

    def end_of(self, link: int) -> Destination:
        """Return the end that a link below 0 leads to."""
        return self.ends[~link]

    def links_to_ends(self, is_meant: Callable[[Destination], bool]) -> frozenset[int]:
        """Return the links to the ends that are meant, of those that have been come to."""
        return frozenset(~number for number, end in enumerate(self.ends) if is_meant(end))
