"""Moves that calls made in a flow, looked at again in its mutants: those that are as they were are not made again."""

from __future__ import annotations

from typing import NamedTuple

from simulator.core.call_plan import Arc
from simulator.core.effects import Effect, Miss
from simulator.core.places import Place
from simulator.tables.table_plan import TablePlan


class MadeMove(NamedTuple):
    """A move that calls made: from where, by which event, and how long after it the caller acted.

    None: what was due happened.
    """

    place: Place
    trigger: str
    acts_after: int | None


class KnownArcs:
    """What events lead to in a flow (its ``plan``), kept for one mutant after another."""

    def __init__(self, plan: TablePlan) -> None:
        self.plan = plan
        self._arcs: dict[tuple[Place, str], Arc | None] = {}

    def is_repeated(self, made: MadeMove, mutant: TablePlan) -> bool:
        """Return whether a call that makes this move goes on here in a mutant as in the flow."""
        old = self._find_arc(made.place, made.trigger)
        try:
            new = mutant.find_arc(made.place, made.trigger)
        except (KeyError, ValueError):  # no call comes to such a place in the mutant
            return False
        if old is None or new is None or old.dest != new.dest or old.internal is not new.internal:
            return False
        if old.effects != new.effects and _without_misses(old.effects) != _without_misses(new.effects):
            return False
        if old.internal or old.dest.wait == new.dest.wait:
            return True
        wait, after = new.dest.wait, made.acts_after
        # a longer or a shorter one is not noticed by a caller who acts before it is over
        return after is not None and wait is not None and wait.asks is None and after < wait.milliseconds

    def _find_arc(self, place: Place, trigger: str) -> Arc | None:
        if (place, trigger) not in self._arcs:
            self._arcs[place, trigger] = self.plan.find_arc(place, trigger)
        return self._arcs[place, trigger]


def _without_misses(effects: tuple[Effect, ...]) -> list[Effect]:
    """The effects that tests claim anything of: none says how many wrong keys or silences a menu allows."""
    return [effect for effect in effects if not isinstance(effect, Miss)]
