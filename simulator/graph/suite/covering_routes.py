"""Routes through a flow that make every decision at least once, in as few calls as possible.

Theory of operation. A call makes only one decision that ends it, so each of these needs a call of its own: fewer
calls are impossible. Every such decision gets a call by the fewest decisions that lead to it. The others, which
lead from round to round, should cost no further calls. Each that no call makes yet becomes the end of a *lead*: the
fewest decisions from the start to its round, then itself. The lead is put in front of a call that passes the round
where it arrives (or, a few decisions later, one beyond); the call's own beginning is cut off there. That is allowed
only if the calls still make everything that was cut off. A decision that fits nowhere gets a call of its own, and
``minimum_flow`` then tells whether fewer calls would do.

Example: in ``main`` 1 ends the call and 2 leads to ``sub``; in ``sub`` 1 ends the call and * leads back to ``main``.
Any other key and silence end it in both. Six decisions end a call, so the calls begin as ``1``, ``0`` (a wrong key),
``silence``, ``2 1``, ``2 0`` and ``2 silence``. They make 2 on their way, but none makes *. Its lead is ``2 *``, which
arrives in ``main``, where the call ``0`` passes. That call becomes ``2 * 0``, so six calls make all eight decisions.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Container
from dataclasses import dataclass, field

from simulator.core.places import Place
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.suite.decisions import DecisionGraph, Link

TRIED_MOST = 50
"""How many calls are looked at for one that can make a decision on its way."""

STEPS_MOST = 1000


@dataclass(slots=True)
class CoveringRoutes:
    """Calls as lists of links; ``calls`` together make every decision that is ``needed``."""

    graph: DecisionGraph
    needed: Container[CoverageItem]
    calls: list[list[Link]] = field(default_factory=list)
    _made: Counter[CoverageItem] = field(default_factory=Counter, repr=False)
    _passing: dict[Place, deque[int]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._end_each()
        plain = self._plain_calls()
        # Short calls take detours first; a plain one takes them only where no other call can.
        order = sorted(range(len(self.calls)), key=lambda call: (call in plain, len(self.calls[call])))
        for call in order:
            for place in {link.source for link in self.calls[call]}:
                self._passing.setdefault(place, deque()).append(call)
        for link in list(self.graph.all_links()):
            item = link.decision.item
            if item in self.needed and not self._made[item] and not self._insert_decision(link):
                self._add_call([*self.graph.links_to(link.source), link, *self.graph.links_from(link.target)])

    def _end_each(self) -> None:
        for place, links in self.graph.links.items():
            ends = [link for link in links if link.target is None and link.decision.item in self.needed]
            lead = self.graph.links_to(place) if ends else []
            for link in ends:
                self._add_call([*lead, link])

    def _plain_calls(self) -> set[int]:
        """The first call to end in each round: it stays as plain as it is."""
        first: dict[Place, int] = {}
        for number, call in enumerate(self.calls):
            first.setdefault(call[-1].source, number)
        return set(first.values())

    def _add_call(self, call: list[Link]) -> None:
        self.calls.append(call)
        self._made.update([link.decision.item for link in call])

    def _insert_decision(self, link: Link) -> bool:
        """Let a call make the decision on its way: one that passes where it leads, or the nearest beyond."""
        if link.target is None:
            return False
        lead = [*self.graph.links_to(link.source), link]
        # Breadth first, so that the detour joins a call after as few decisions as possible.
        queue = deque([(link.target, lead)])
        visited = {link.target}
        while queue:
            place, detour = queue.popleft()
            if self._start_with(detour, place):
                return True
            for onward in self.graph.links[place]:
                if onward.target is not None and onward.target not in visited:
                    visited.add(onward.target)
                    queue.append((onward.target, [*detour, onward]))
        return False

    def _start_with(self, lead: list[Link], place: Place) -> bool:
        """Let a call come to a place by other decisions, where it can be spared on its own way there."""
        passing = self._passing.get(place)
        if passing is None:
            return False
        gained = Counter([link.decision.item for link in lead])
        for _ in range(min(TRIED_MOST, len(passing))):
            number = passing[0]
            # The calls take turns, so that one of them does not collect all the detours.
            passing.rotate(-1)
            call = self.calls[number]
            at = next((index for index, link in enumerate(call) if link.source is place), None)
            if at is None or len(lead) + len(call) - at > STEPS_MOST:
                continue
            lost = Counter([link.decision.item for link in call[:at]])
            if all(self._made[item] + gained[item] > lost[item] or item not in self.needed for item in lost):
                self._made.update(gained)
                self._made.subtract(lost)
                self.calls[number] = [*lead, *call[at:]]
                return True
        return False
