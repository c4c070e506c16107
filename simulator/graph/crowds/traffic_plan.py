"""What is sampled, and how: side by side where calls do not meet each other, else day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from simulator.callers.crowd_file import CrowdFile, PeopleQueue
from simulator.callers.persona import Persona
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.gc_pause import pause_gc
from simulator.graph.crowds.alias_table import build_table
from simulator.graph.crowds.arrival_days import ArrivalDay, plan_arrivals
from simulator.graph.crowds.chunk_counts import ChunkSum
from simulator.graph.crowds.crowd_results import CrowdResult, CrowdResults
from simulator.graph.crowds.crowd_rows import CrowdRows, compile_crowd
from simulator.graph.crowds.crowd_run import CrowdJob, CrowdRun, Opener, in_processes
from simulator.graph.crowds.day_job import make_day_job
from simulator.graph.crowds.lane_walk import LaneJob, chunk_calls_of
from simulator.graph.odds.week_situations import (
    SituationMix,
    moment_situation,
    period_situations,
    week_situations,
)
from simulator.graph.plain_words import visible

TrafficSpan = tuple[datetime, datetime] | Literal["week"] | None
"""When calls are made: in a period, in an ordinary week, or (None) at the moment of the settings."""


class TrafficPlan(NamedTuple):
    """A crowd, ready to be sampled."""

    flow: Flow
    personas: Sequence[Persona]
    queues: Sequence[PeopleQueue]
    situations: SituationMix
    rows: CrowdRows
    job: CrowdJob
    seed: int
    has_arrivals: bool

    def run(self, opener: Opener | None = None) -> CrowdRun:
        """Return the run by whoever works (None: this process); its results are the same."""
        return CrowdRun(self.job, opener or in_processes(1))

    def results(self, total: ChunkSum) -> CrowdResult:
        """The figures of the chunks that have been run so far."""
        results = CrowdResults(self.flow, self.personas, self.situations, self.rows)
        return results.read(total, self.seed, self.queues, has_arrivals=self.has_arrivals)


def plan_traffic(
    flow: Flow, crowd: CrowdFile, settings: WorldSettings, span: TrafficSpan, calls: int, seed: int
) -> TrafficPlan:
    """Compile what is sampled, about so many calls. Raises ``UsageError`` for what cannot be."""
    with pause_gc(lasting=False):
        personas, queues = crowd.personas, crowd.queues
        for queue in queues:
            if str(queue.destination) in settings.given:
                name = visible(flow.destination_name(queue.destination) or str(queue.destination))
                raise UsageError(f"--given: {name} has people in `queues`, who pick up when they can; leave one out")
        situations, days = _read_span(flow, crowd, settings, span)
        meets = bool(queues) or any(_comes_again(persona) for persona in personas)
        rows = compile_crowd(flow, personas, settings, situations, queues, meets=meets)
        if meets:
            job: CrowdJob = make_day_job(rows, personas, queues, days, situations, calls, seed)
        else:
            table = build_table(rows.states, len(rows.ends))
            job = LaneJob(table, len(rows.facts), calls, seed, chunk_calls_of(calls))
    return TrafficPlan(flow, personas, queues, situations, rows, job, seed, bool(crowd.arrivals))


def _read_span(
    flow: Flow, crowd: CrowdFile, settings: WorldSettings, span: TrafficSpan
) -> tuple[SituationMix, Sequence[ArrivalDay]]:
    period = span if isinstance(span, tuple) else None
    if crowd.arrivals:
        plan = plan_arrivals(flow, settings, crowd.arrivals, period)
        return plan.situations, plan.days
    if period is not None:
        return period_situations(flow, settings, period), ()
    return (week_situations if span == "week" else moment_situation)(flow, settings), ()


def _comes_again(persona: Persona) -> bool:
    """Return whether a persona's patience or calls back need the order of time."""
    memory = persona.memory
    return memory.call is not None or memory.calls_back is not None
