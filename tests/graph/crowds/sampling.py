"""Crowds of small flows, and how far their counts may be from what is expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from simulator.callers.crowd_file import CrowdFile
from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.crowds.crowd_results import CrowdPart, CrowdResult
from simulator.graph.crowds.traffic_plan import TrafficPlan, TrafficSpan, plan_traffic
from simulator.graph.odds.flow_odds import PersonaOdds, find_odds
from simulator.graph.odds.week_situations import moment_situation
from simulator.graph.work_step import go_through

End = tuple[str, str | None]

FAR = 5.0
"""Standard deviations: of a million samples, none is farther by chance."""


def plan_of(flow: Flow, crowd: CrowdFile | Persona, calls: int, span: TrafficSpan = None, seed: int = 1) -> TrafficPlan:
    file = CrowdFile((crowd,)) if isinstance(crowd, Persona) else crowd
    return plan_traffic(flow, file, WorldSettings(flow), span, calls, seed)


def sample(flow: Flow, crowd: CrowdFile | Persona, calls: int, span: TrafficSpan = None, seed: int = 1) -> CrowdResult:
    plan = plan_of(flow, crowd, calls, span, seed)
    run = plan.run()
    go_through(run.steps())
    return plan.results(run.sum)


def exact_odds(flow: Flow, persona: Persona) -> PersonaOdds:
    settings = WorldSettings(flow)
    return find_odds(flow, [persona], settings, moment_situation(flow, settings)).mixture


def counts_of(part: CrowdPart) -> dict[End, int]:
    return {end_of(item): item.calls for item in part.outcomes}


def shares_of(odds: PersonaOdds) -> dict[End, float]:
    return {end_of(item): item.moments.share for item in odds.outcomes}


def end_of(item: Any) -> End:
    return item.kind, None if item.destination is None else str(item.destination)


def far_counts(counts: Mapping[End, int], shares: Mapping[End, float], calls: int) -> dict[End, tuple[int, float]]:
    """The counts that are too far from what so many independent calls come to."""
    return {
        end: (counts.get(end, 0), calls * shares.get(end, 0.0))
        for end in {*counts, *shares}
        if is_far(counts.get(end, 0), shares.get(end, 0.0), calls)
    }


def is_far(count: int, share: float, calls: int) -> bool:
    return abs(count - calls * share) > FAR * sqrt(calls * share * (1 - share)) + 2


def crowd(*rounds: Sequence[float], **fields: Any) -> Persona:
    every = tuple(RoundChances(*chances) for chances in rounds or [(0.6, 0.2, 0.15, 0.05)])
    return Persona("crowd", 1.0, every, **fields)


def tally(samples: Mapping[tuple[str, str | None, int], int]) -> Counter[End]:
    """The ends of calls of the machine, without their times."""
    counts = Counter[End]()
    for (kind, destination, _), times in samples.items():
        counts[kind, destination] += times
    return counts
