"""The figures of a crowd as JSON values: those of odds, with the number of calls, and an interval of each share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.callers.crowd_file import PeopleQueue
from simulator.graph.crowds.chunk_counts import QueueCounts
from simulator.graph.crowds.crowd_results import CallTimes, CrowdOutcome, CrowdPart, CrowdResult
from simulator.graph.odds.arrival_times import PERCENTILES
from simulator.report.odds_words import assumption_words


def traffic_json(result: CrowdResult) -> dict[str, Any]:
    """The figures by persona, all calls last. Shares are of the persona's calls."""
    values: dict[str, Any] = {
        "calls": result.calls,
        "callers": result.callers,
        "seed": result.seed,
        "personas": [_part_json(part) for part in result.parts],
        "assumed": assumption_words(result),
        "situations": [
            {"schedules": dict(situation.states), "share": situation.weight} for situation in result.situations.every
        ],
    }
    if result.days:
        values["days"] = result.days
    if result.queues:
        values["queues"] = [_queue_json(result, *pair) for pair in result.queues]
    return values


def _part_json(part: CrowdPart) -> dict[str, Any]:
    person = part.person
    return {
        "name": part.name,
        "share": part.share,
        "calls": part.calls,
        "outcomes": [_outcome_json(outcome) for outcome in part.outcomes],
        "rounds": [{**item._asdict(), "interval": [*item.interval]} for item in part.rounds],
        "person": {
            "share": person.share,
            "interval": _interval_json(person),
            "seconds": seconds_json(person.times),
        },
        "seconds": seconds_json(part.times),
        "keys": dict(part.keys),
        "recordings": dict(part.recordings),
    }


def _outcome_json(outcome: CrowdOutcome) -> dict[str, Any]:
    return {
        "kind": outcome.kind,
        "destination": None if outcome.destination is None else str(outcome.destination),
        "name": outcome.name,
        "calls": outcome.calls,
        "share": outcome.share,
        "interval": _interval_json(outcome),
        "seconds": None if outcome.kind == "endless" else seconds_json(outcome.times),
    }


def _interval_json(outcome: CrowdOutcome) -> list[float] | None:
    return None if outcome.interval is None else [*outcome.interval]


def seconds_json(times: CallTimes) -> dict[str, float] | None:
    """The mean, the deviation and the percentiles of times; None where there are no calls."""
    if not times.calls:
        return None
    percentiles = {f"p{number}": times.percentile_seconds(number) for number in PERCENTILES}
    return {"mean": times.mean_seconds, "sd": times.sd_seconds, **percentiles}


def _queue_json(result: CrowdResult, queue: PeopleQueue, counts: QueueCounts) -> dict[str, Any]:
    answered = CallTimes(counts.waits)
    waited: Mapping[str, float] | None = seconds_json(answered)
    return {
        "destination": str(queue.destination),
        "name": result.flow.destination_name(queue.destination),
        "people": queue.people,
        "came": counts.offered,
        "answered": answered.calls,
        "answered_at_once": counts.waits.get(0, 0),
        "gave_up": counts.gave_up,
        "timed_out": counts.timed_out,
        "refused": counts.refused,
        "talk_hours": counts.busy_ms / 3_600_000,
        "wait": waited,
    }
