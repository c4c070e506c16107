"""Counts of what becomes of past calls: where they land now, and how that differs from where they landed.

Of a call nothing is kept but where it began, the results of its rounds and where it landed, so that no digit that a
caller typed beyond a menu's codes stays in memory, and no name or number.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from simulator.config.receptionist import Destination
from simulator.fast_classes import NamedTuple
from simulator.graph.replay.key_walk import Landing, RoundResult
from simulator.graph.replay.past_landing import Place, StartedCall

WAYS_MOST = 20_000
"""Ways through the menus that are counted apart; further ones add to the totals alone."""


class MovedKey(NamedTuple):
    """A key of a menu that leads elsewhere than it did."""

    menu: str
    code: str
    was: Destination
    now: Destination


class PastWay(NamedTuple):
    """A way through the menus: where it began, the results of its rounds, and where it landed then and now.

    ``number`` is the flow's own that was rung, empty: none was.
    """

    start: str
    number: str
    rounds: tuple[RoundResult, ...]
    was: Place
    now: Place


class WayCount(NamedTuple):
    """How many calls took a way, when the first of them was made, and how many keys it pressed that no menu took."""

    calls: int
    first: datetime | None
    unheard: int

    def and_more(self, calls: int) -> WayCount:
        """Return the count after more calls."""
        return self._replace(calls=self.calls + calls)


class LandingCounts:
    """Counts of calls.

    Those of parts that are added in the order of the calls are those of all calls at once, however they are parted.
    """

    def __init__(self) -> None:
        self.same = 0
        self.elsewhere = 0
        self.dead_end = 0
        self.unknown = 0
        self.unheard = 0
        self.moved = Counter[MovedKey]()
        self.landed = Counter[Place]()
        self.ways: dict[PastWay, WayCount] = {}

    @property
    def compared(self) -> int:
        """Return how many calls could be compared with where they landed."""
        return self.same + self.elsewhere + self.dead_end

    @property
    def calls(self) -> int:
        """Return how many calls were counted."""
        return self.compared + self.unknown

    def add_landing(self, call: StartedCall, now: Landing, was: Place | None) -> None:
        """Count one call; ``was``: where it landed, None if nobody knows."""
        self.landed[now.place] += 1
        self.unheard += bool(now.unheard)
        if was is None:
            self.unknown += 1
        elif was == now.place:
            self.same += 1
        else:
            if now.is_dead_end:
                self.dead_end += 1
            else:
                self.elsewhere += 1
            way = PastWay(call.start, call.number, now.rounds, was, now.place)
            before = self.ways.get(way)
            # no bound here: a part that had one might leave out a way that the whole has had before
            self.ways[way] = before.and_more(1) if before else WayCount(1, call.at, now.unheard)

    def add_counts(self, more: LandingCounts) -> None:
        """Add the counts of the calls that come next."""
        self.same += more.same
        self.elsewhere += more.elsewhere
        self.dead_end += more.dead_end
        self.unknown += more.unknown
        self.unheard += more.unheard
        self.moved.update(more.moved)
        self.landed.update(more.landed)
        for way, count in more.ways.items():
            before = self.ways.get(way)
            if before is not None:
                self.ways[way] = before.and_more(count.calls)
            elif len(self.ways) < WAYS_MOST:
                self.ways[way] = count
