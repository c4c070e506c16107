"""Past calls played to a flow, and to the flow as it was, wherever the rows of both are: here or at a worker."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.config.flow import Flow
from simulator.graph.replay.key_walk import KeyWalk, Landing, RoundResult
from simulator.graph.replay.landing_counts import LandingCounts, MovedKey
from simulator.graph.replay.past_landing import Place, StartedCall
from simulator.tables.bare_rows import bare_table
from simulator.tables.flow_table import FlowTable


class ReplayJob:
    """The rows that calls are played by, with what has been looked up in them; it travels as rows alone."""

    def __init__(self, new: FlowTable, old: FlowTable | None) -> None:
        self._tables = new, old
        self._new = KeyWalk(new)
        self._old = None if old is None else KeyWalk(old)

    def __reduce__(self) -> tuple[type[ReplayJob], tuple[FlowTable, FlowTable | None]]:
        for table in self._tables:
            if table is not None:
                table.compile_all()
        return ReplayJob, self._tables

    def add_call(self, counts: LandingCounts, call: StartedCall) -> None:
        """Play one call and count it."""
        now = self._new.land_call(call.start, call.groups, call.times, call.at)
        counts.add_landing(call, now, self._landing_then(counts, call, now))

    def _landing_then(self, counts: LandingCounts, call: StartedCall, now: Landing) -> Place | None:
        if self._old is None:
            return call.reached
        then = self._old.land_call(call.old_start, call.groups, call.times, call.at)
        for old, new in zip(then.rounds, now.rounds, strict=False):
            if old != new:
                break
            if old.result == "choice":
                self._compare_key(counts, old)
        return then.place

    def _compare_key(self, counts: LandingCounts, chosen: RoundResult) -> None:
        new, old = self._tables
        assert old is not None, "there is something to compare with"
        was = old.flow.receptionists[chosen.menu].options[chosen.code].destination
        now = new.flow.receptionists[chosen.menu].options[chosen.code].destination
        if was.canonical != now.canonical:
            counts.moved[MovedKey(chosen.menu, chosen.code, was, now)] += 1


def replay_job(flow: Flow, old: Flow | None = None) -> ReplayJob:
    """Return the job for a flow, against the ``old`` flow or what the records say."""
    return ReplayJob(bare_table(flow), None if old is None else bare_table(old))


def count_calls(job: ReplayJob, calls: Iterable[StartedCall]) -> LandingCounts:
    """Return the counts of some calls."""
    counts = LandingCounts()
    for call in calls:
        job.add_call(counts, call)
    return counts
