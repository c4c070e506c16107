"""Coverage of whatever flows a run of tests meets: collected call by call.

Calls of one flow that came from several files belong together. A flow under two semantics is two
flows: a place of one may not exist in the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.callers.drivers import Trace
from simulator.callers.table_player import TableCall
from simulator.config.flow import Flow
from simulator.graph.coverage.stayed_calls import without_stays
from simulator.graph.coverage.tally import Coverage, Tally


@dataclass(slots=True)
class CoverageCollector:
    """The coverage of each flow, in the order in which they came.

    ``apart`` counts the tests that asked for other semantics than their flow's, and so cover nothing; ``stayed`` those
    whose caller stays after a voicemail, who cover what they do in the menus.
    """

    coverages: list[Coverage] = field(default_factory=list)
    apart: int = 0
    stayed: int = 0
    _by_flow: dict[int, tuple[Flow, Coverage]] = field(default_factory=dict, repr=False)

    def add_call(self, flow: Flow, call: Trace | TableCall) -> None:
        """Take in one call of a flow, under the flow's own semantics."""
        collected = self._by_flow.get(id(flow))
        if collected is None:  # the flow is kept with it, so that its id stays its own
            collected = self._by_flow[id(flow)] = (flow, self._coverage_of(flow))
        collected[1].add_call(call)

    def add_stay(self, flow: Flow, trace: Trace) -> None:
        """Take in a call whose caller stays after a voicemail; ``flow`` is that of callers who hang up there."""
        self.add_call(flow, without_stays(flow, trace))
        self.stayed += 1

    def count_skipped(self) -> None:
        """Count a test that ran under other semantics than its flow's."""
        self.apart += 1

    def _coverage_of(self, flow: Flow) -> Coverage:
        # A run meets few flows: comparing them costs less than hashing every receptionist of each.
        for coverage in self.coverages:
            if are_same_to_callers(coverage.flow, flow):
                return coverage
        self.coverages.append(Coverage(flow))
        return self.coverages[-1]

    @property
    def total(self) -> Tally:
        """All flows together."""
        tallies = [coverage.total for coverage in self.coverages]
        return Tally(sum(tally.covered for tally in tallies), sum(tally.of for tally in tallies))


def are_same_to_callers(flow: Flow, other_flow: Flow) -> bool:
    """Return whether two flows are one to a caller, whatever file they were read from."""
    return (
        flow.semantics == other_flow.semantics
        and flow.entry == other_flow.entry
        and flow.receptionists == other_flow.receptionists
        and flow.numbers == other_flow.numbers
        and flow.lengths == other_flow.lengths
        and flow.routes == other_flow.routes
        and flow.schedules == other_flow.schedules
        and flow.timezone == other_flow.timezone
    )
