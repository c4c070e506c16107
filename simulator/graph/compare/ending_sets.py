"""Possible endings behind every receptionist of a flow, found once for all of them.

Receptionists that lead to each other form a strong component, and a call in one of them can get to every ending of the
component and of the components that follow. So each component takes one union, instead of one search of the whole flow
for each receptionist.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.config.flow import Flow
from simulator.config.menu_engine import any_returns
from simulator.config.receptionist import Destination, parse_address
from simulator.graph.compare.onset import Ending
from simulator.graph.compare.walk_side import ring_through
from simulator.graph.cycles import strong_components
from simulator.graph.passages import receptionists_behind


class EndingSets:
    """The receptionists that follow each one, and every ending behind each (``endless`` left out)."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._onward: dict[str, tuple[str, ...]] = {}
        self.endings: dict[str, frozenset[Ending]] = {}
        self._firsts = frozenset(self._first_receptionists())
        self._has_returns = any_returns(flow.receptionists.values())
        own_endings: dict[str, set[Ending]] = {}
        for key in flow.receptionists:
            own_endings[key] = set()
            self._onward[key] = tuple(dict.fromkeys(self._follow_passages(key, own_endings[key])))
        # Most components end alike, so equal sets are kept once: 10,000 menus share a few hundred of them.
        shared: dict[frozenset[Ending], frozenset[Ending]] = {}
        for component in strong_components(self._onward):
            after = {onward for key in component for onward in self._onward[key] if onward in self.endings}
            parts = {self.endings[key] for key in after}
            joined = frozenset[Ending]().union(*(own_endings[key] for key in component), *parts)
            self.endings.update(dict.fromkeys(component, shared.setdefault(joined, joined)))

    def _follow_passages(self, key: str, endings: set[Ending]) -> Iterable[str]:
        """Yield the receptionists that follow one; note the endings that it leads to without any."""
        flow = self._flow
        for destination in dict.fromkeys(passage.destination for passage in flow.receptionists[key].ways()):
            if destination.leads_back and key not in self._firsts:
                continue  # it came from a menu, which is in this already
            yield from receptionists_behind(flow, destination)
            if flow.receptionist_for(destination) is None:
                yield from ring_through(flow, destination, endings)

    def endings_after(self, destination: Destination) -> frozenset[Ending]:
        """Every ending that being sent to a destination can lead to."""
        endings: set[Ending] = set()
        following = list(ring_through(self._flow, destination, endings))
        if self._has_returns and (following or destination.leads_back):
            # A call may go back to any menu that it came from.
            return frozenset(endings).union(*(self.endings[key] for key in self._firsts))
        return frozenset(endings).union(*(self.endings[key] for key in following))

    def endings_of_calls(self) -> frozenset[Ending]:
        """Every ending of the calls to the flow, wherever they begin."""
        start = self._flow.start
        return self.endings_after(parse_address(start)) if "||" in start else self.endings[start]

    def reached(self, starts: Iterable[str] | None = None) -> list[str]:
        """The receptionists that calls come to which begin at some, or at the flow's start; the nearest first."""
        entered = dict.fromkeys(self._first_receptionists() if starts is None else starts)
        queue = list(entered)
        for key in queue:
            following = [onward for onward in self._onward[key] if onward not in entered]
            entered.update(dict.fromkeys(following))
            queue += following
        return queue

    def _first_receptionists(self) -> list[str]:
        start = self._flow.start
        if "||" not in start:
            return [start]
        address = parse_address(start)
        return [*receptionists_behind(self._flow, address), *ring_through(self._flow, address, set())]
