"""The decisions of a flow as a graph: rounds, and the decisions that lead from one to another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.core.places import Place
from simulator.graph.coverage.rounds import Decision, open_round
from simulator.graph.coverage.shortest import ShortestCallers


class Link(NamedTuple):
    """One decision, from the round in which it is made to the next one; None: the call ends.

    All links of a graph have the same object for the same round.
    """

    source: Place
    decision: Decision
    target: Place | None


@dataclass(slots=True)
class DecisionGraph:
    """Rounds by the place at which they listen, and every decision that a caller can make.

    ``leads`` is the link by which a round is first reached (None: the call starts there), ``ways_out``
    the next link on the way to a decision that ends the call; a round without one is a trap.
    """

    shortest: ShortestCallers
    links: dict[Place, list[Link]] = field(default_factory=dict)
    starts: dict[Place, str] = field(default_factory=dict)
    leads: dict[Place, Link | None] = field(default_factory=dict)
    ways_out: dict[Place, Link] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rounds = self.shortest.rounds
        same: dict[Place, Place] = {}  # one object for each round, so that links are compared by identity
        listens = {
            place: same.setdefault(listening := rounds.opening_of(place).listening, listening)
            for place in self.shortest.legs
        }
        for listening in dict.fromkeys(listens.values()):
            self.links[listening] = [
                Link(listening, decision, listens.get(onward) if (onward := open_round(decision.arrival)) else None)
                for decision in rounds.decisions_at(listening)
                if decision.item in self.shortest.goals
            ]
        for root in rounds.roots:
            place = open_round(rounds.arrival_at(root))
            if place is not None:
                self.starts.setdefault(listens[place], root)
        self._find_leads()
        self._find_ways_out()

    def all_links(self) -> Iterator[Link]:
        """Every link, by the rounds in the order in which callers reach them."""
        for links in self.links.values():
            yield from links

    def links_to(self, place: Place) -> list[Link]:
        """The fewest decisions from the beginning of a call to a round."""
        links: list[Link] = []
        while (link := self.leads[place]) is not None:
            links.append(link)
            place = link.source
        return links[::-1]

    def links_from(self, place: Place | None) -> list[Link]:
        """The fewest decisions from a round to the end of the call; in a trap, none."""
        links: list[Link] = []
        while place is not None and (link := self.ways_out.get(place)) is not None:
            links.append(link)
            place = link.target
        return links

    def _find_leads(self) -> None:
        """Entry first: a round that it leads to is never reached by calling another number."""
        for start in self.starts:
            queue = deque([start]) if start not in self.leads else deque()
            self.leads.setdefault(start, None)
            while queue:
                for link in self.links[queue.popleft()]:
                    if link.target is not None and link.target not in self.leads:
                        self.leads[link.target] = link
                        queue.append(link.target)

    def _find_ways_out(self) -> None:
        into: dict[Place, list[Link]] = {}
        queue: deque[Place] = deque()
        for link in self.all_links():
            if link.target is not None:
                into.setdefault(link.target, []).append(link)
            elif link.source not in self.ways_out:
                self.ways_out[link.source] = link
                queue.append(link.source)
        # Backwards from the ends and breadth first, so that each round gets its shortest way out.
        while queue:
            for link in into.get(queue.popleft(), ()):
                if link.source not in self.ways_out:
                    self.ways_out[link.source] = link
                    queue.append(link.source)
