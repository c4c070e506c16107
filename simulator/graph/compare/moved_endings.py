"""The endings of calls that move where a flow is read in another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.observation import Ending
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.walk_side import Side, endings_after, explore_flow
from simulator.graph.default_paths import option_pauses
from simulator.graph.passages import reachable_receptionists

Edge = tuple[str, int, int]
"""A setting, and the numbers of two readings that differ in it alone."""


def moved_endings(
    sides: Sequence[Side], unlike: Sequence[Edge], ends: Sequence[Ending], *, early: bool
) -> Iterator[set[Ending]]:
    """Yield, two readings at a time, the endings of callers of the one who end elsewhere under the other.

    Neighbours are enough: a caller who ends elsewhere under two readings does so between two neighbours on
    the path from one to the other.
    """
    unmoved = set(ends)
    for _, first, second in unlike:
        # Every ending has moved already, so the remaining readings cannot add any.
        if not unmoved:
            break
        moved = PairWalk(Sides(sides[first], sides[second], early=early)).endings_that_differ(unmoved)
        unmoved -= moved
        yield moved


def moved_choices(flow: Flow, readings: Sequence[Semantics]) -> set[Ending]:
    """The endings reached by choices that lead to their destination under some of the readings only.

    Keys of a choice that are pressed one after another while the menu listens: whatever else the
    settings change, these and the two fall-back destinations stay where they are.
    """
    moved: set[Ending] = set()
    keys = [key for first in reachable_receptionists(flow) for key in explore_flow(flow, first)[0]]
    for key in dict.fromkeys(keys) if flow.routes else reachable_receptionists(flow):
        item = flow.receptionists[key]
        if not item.is_menu:
            continue
        works = [option_pauses(flow.with_semantics(semantics), key) for semantics in _by_collecting(readings)]
        for option, entry in item.options.items():
            if len({pause[option] is None for pause in works}) > 1:
                taken_instead = [
                    shorter.destination for code, shorter in item.options.items() if code in _cut_short(option)
                ]
                for destination in (entry.destination, *taken_instead):
                    moved |= endings_after(flow, destination)
    return moved


def _cut_short(option: str) -> set[str]:
    """Return what the keys of an option may be taken for."""
    return {"#", *(option[:size] for size in range(1, len(option)))}


def _by_collecting(readings: Sequence[Semantics]) -> list[Semantics]:
    return list({semantics.collect: semantics for semantics in readings}.values())
