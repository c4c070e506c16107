"""Callers on their way through two flows, in the order in which a walk takes them up: the cheapest first."""

from __future__ import annotations

from typing import NamedTuple

from simulator.core.events import KEYS
from simulator.graph.compare.caller_acts import CallerAct
from simulator.graph.compare.difference_key import DifferenceKey
from simulator.graph.compare.paired_acts import PositionPair
from simulator.graph.compare.place_pairs import WorldAnswers
from simulator.graph.compare.walk_side import Stretch

_IN_ORDER = {ord(key): chr(index) for index, key in enumerate(KEYS, ord("a"))}
"""Keys as text that sorts as they stand on the keypad."""


class WalkCost(NamedTuple):
    """Callers in their order: fewest keys and silences, fewest early keys, least time, smaller keys.

    An answer of the world counts as a key, but for somebody who picks up.
    """

    acts: int = 0
    early: int = 0
    elapsed: int = 0
    keys: str = ""

    def plus(self, acts: tuple[CallerAct, ...], elapsed: int, answers: int = 0) -> WalkCost:
        """Return the cost of callers who go on with these acts, and so many answers of the world."""
        early, keys = self.early, ""
        for act in acts:
            early += act.how in ("prompt", "over")
            keys += act.key
        in_order = keys.translate(_IN_ORDER) if keys else ""
        return WalkCost(self.acts + len(acts) + answers, early, self.elapsed + elapsed, self.keys + in_order)


class PairWalkNode(NamedTuple):
    """Two positions that callers come to, the way there, and what it shows."""

    at: PositionPair
    acts: tuple[CallerAct, ...] = ()
    cost: WalkCost = WalkCost()
    apart: DifferenceKey | None = None
    """Where the flows came apart."""
    owed: tuple[Stretch, Stretch] | None = None
    """What the last key brought, where one flow took it at once and the other waits for a further one."""
    awaits_code: int | None = None
    """The side, 0 or 1, that waited for a further key where the flows came apart, as long as a code may still come."""
    shown: DifferenceKey | None = None
    """What the last act shows, to be reported in its turn."""
    answers: tuple[WorldAnswers, WorldAnswers] = ((), ())
    """What the telephones answered in each flow."""


class DivergentCaller(NamedTuple):
    """A caller who is treated differently, and what the telephones answered on the way, in each flow."""

    spot: DifferenceKey
    acts: tuple[CallerAct, ...]
    answers: tuple[WorldAnswers, WorldAnswers] = ((), ())


class WalkStart(NamedTuple):
    """A walk up to where it comes to something that may differ: the callers that wait, and where it has been."""

    queue: tuple[tuple[WalkCost, int, PairWalkNode], ...]
    visited: frozenset[tuple[PositionPair, bool]]
