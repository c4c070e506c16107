"""The odds of a flow as JSON values, as formats.md 6 has them; further values of a persona come after those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from simulator.graph.odds.arrival_times import PERCENTILES, PERSON, ArrivalKey, Percentiles
from simulator.graph.odds.flow_odds import FlowOdds, PersonaOdds, RoundOdds
from simulator.graph.odds.setting_effects import SettingEffects
from simulator.graph.odds.time_moments import TimeMoments
from simulator.report.odds_words import assumption_words
from simulator.wire.vr import WRITE_NAMES

PercentileTable = Sequence[Mapping[ArrivalKey, Percentiles]]


def odds_json(odds: FlowOdds, percentiles: PercentileTable | None = None) -> dict[str, Any]:
    """The odds by persona, the mixture last; with percentiles where they are given.

    Shares are of the persona's callers. What of a round is not finite (some callers never leave its menu) is null.
    """
    tables = percentiles or [{} for _ in odds.every]
    return {
        "personas": [_persona_json(persona, table) for persona, table in zip(odds.every, tables, strict=True)],
        "assumed": assumption_words(odds),
        "situations": [
            {"schedules": dict(situation.states), "share": situation.weight} for situation in odds.situations.every
        ],
    }


def _persona_json(odds: PersonaOdds, percentiles: Mapping[ArrivalKey, Percentiles]) -> dict[str, Any]:
    return {
        "name": odds.name,
        "share": odds.share,
        "outcomes": [
            {
                "kind": outcome.kind,
                "destination": None if outcome.destination is None else str(outcome.destination),
                "name": outcome.name,
                "share": outcome.moments.share,
                "seconds": None
                if outcome.kind == "endless"
                else _seconds_json(outcome.moments, percentiles.get(outcome.key)),
            }
            for outcome in odds.outcomes
        ],
        "rounds": [_round_json(item) for item in odds.rounds],
        "person": {
            "share": odds.person.share,
            "seconds": _seconds_json(odds.person, percentiles.get(PERSON)) if odds.person.share else None,
        },
        "seconds": _seconds_json(odds.ended, None) if odds.ended.share else None,
        "keys": {key: _finite(times) for key, times in odds.keys.items()},
        "recordings": {id: _finite(times) for id, times in odds.recordings.items()},
    }


def _round_json(item: RoundOdds) -> dict[str, Any]:
    counts = {name: _finite(value) for name, value in item.tally._asdict().items()}
    return {"receptionist": item.receptionist, "round": item.round, **counts}


def _seconds_json(moments: TimeMoments, percentiles: Percentiles | None) -> dict[str, float | None]:
    seconds: dict[str, float | None] = {"mean": moments.mean_seconds, "sd": moments.sd_seconds}
    if percentiles is not None:
        seconds |= {f"p{number}": value / 1000 for number, value in zip(PERCENTILES, percentiles, strict=True)}
    return seconds


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def effects_json(effects: SettingEffects) -> dict[str, Any]:
    """The effects of settings; ``minutes`` are caller-minutes per 1,000 callers, ``person`` a share of callers."""
    return {
        "counts": [
            {
                "receptionist": effect.receptionist,
                "field": WRITE_NAMES[effect.field],
                "was": effect.was,
                "becomes": effect.becomes,
                "person": effect.person,
                "minutes": effect.minutes,
            }
            for effect in effects.counts
        ],
        "times": [
            {
                "setting": effect.setting,
                "name": effect.name,
                "seconds": effect.seconds,
                "person_per_second": 0.0,
                "minutes_per_second": effect.minutes,
            }
            for effect in effects.times
        ],
    }
