"""The comparison of two flows by the plain road: both walks go through everything. Slow, and hard to get wrong.

With ``plain_observer`` it reads blueprints instead of rows.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.compare.differences import (
    DIFFERENCES_MOST,
    Comparison,
    Difference,
    are_equal,
    compare_flows,
    differences_between,
    find_timed_difference,
)
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.paired_worlds import FixedPair, WorldGroup, group_worlds, pair_worlds
from simulator.graph.compare.walk_side import Side
from simulator.graph.compare.world_merger import WorldMerger
from tests.graph.plain_plan import plain_observer


def compare_plainly(old: Flow, new: Flow, observe: Callable[[Flow], Observer] = Observer) -> tuple[Difference, ...]:
    """Every difference in every world."""
    worlds, merger = pair_worlds(old, new), WorldMerger()
    for group in group_worlds(old, new, worlds):
        for difference in _differences_in(old, new, group, observe):
            assert merger.add(difference, group.worlds, DIFFERENCES_MOST)
    return merger.differences(worlds, FixedPair(), new.number if old.number else "")


def _differences_in(old: Flow, new: Flow, group: WorldGroup, observe: Callable[[Flow], Observer]) -> list[Difference]:
    ears = observe(group.old), observe(group.new)
    if EqualityWalk(*ears).find_difference() is None:
        return []
    players = Rehearsal(old, given=group.worlds[0].old), Rehearsal(new, given=group.worlds[0].new)
    found = list(differences_between(Sides(Side(ears[0]), Side(ears[1])), players))
    return found or [find_timed_difference(ears, players, templates=False)]


def assert_same(old: Flow, new: Flow) -> Comparison:
    """Compare by both roads, and return what they agree on."""
    comparison, plain = compare_flows(old, new), compare_plainly(old, new, plain_observer)
    assert repr(comparison.differences) == repr(plain)
    assert (comparison.equal, comparison.complete) == (not plain, True)
    assert are_equal(old, new) == comparison.equal
    return comparison
