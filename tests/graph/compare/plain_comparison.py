"""The comparison of two flows by the plain road: both walks go through everything. Slow, and hard to get wrong."""

from __future__ import annotations

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


def compare_plainly(old: Flow, new: Flow) -> tuple[Difference, ...]:
    """Every difference in every world."""
    worlds, merger = pair_worlds(old, new), WorldMerger()
    for group in group_worlds(old, new, worlds):
        for difference in _differences_in(old, new, group):
            assert merger.add(difference, group.worlds, DIFFERENCES_MOST)
    return merger.differences(worlds, FixedPair(), new.number if old.number else "")


def _differences_in(old: Flow, new: Flow, group: WorldGroup) -> list[Difference]:
    ears = Observer(group.old), Observer(group.new)
    if EqualityWalk(*ears).find_difference() is None:
        return []
    players = Rehearsal(old, given=group.worlds[0].old), Rehearsal(new, given=group.worlds[0].new)
    found = list(differences_between(Sides(Side(ears[0]), Side(ears[1])), players))
    return found or [find_timed_difference(ears, players, templates=False)]


def assert_same(old: Flow, new: Flow) -> Comparison:
    """Compare by both roads, and return what they agree on."""
    comparison, plain = compare_flows(old, new), compare_plainly(old, new)
    assert repr(comparison.differences) == repr(plain)
    assert (comparison.equal, comparison.complete) == (not plain, True)
    assert are_equal(old, new) == comparison.equal
    return comparison
