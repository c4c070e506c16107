"""A walk through two flows that asks one question only: where calls end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.onset import Ending
from simulator.graph.compare.paired_acts import JointAct, PositionPair
from simulator.graph.compare.walk_nodes import PairWalkNode


@dataclass(slots=True)
class EndingWalk(PairWalk):
    """A walk that does not look at what callers hear on the way."""

    def ending_pairs(
        self, is_settled: Callable[[PositionPair], bool]
    ) -> Iterator[tuple[PositionPair, tuple[Ending, Ending]]]:
        """Yield every pair of positions, and how the call ends there in either flow if the caller does nothing more.

        What follows a settled pair is left out.
        """
        for node in self._walk_nodes(set(), is_settled):
            yield node.at, self._silent_endings(node.at)

    def _compare_act(self, at: PositionPair, joint_act: JointAct, following: PairWalkNode) -> PairWalkNode:
        # Recordings and times cost half of a walk, and whether flows are in step changes no ending.
        return following
