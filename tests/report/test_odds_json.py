"""Odds as JSON values: exactly the contract's, then what else there is."""

from typing import Any

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.odds.flow_odds import FlowOdds, find_odds
from simulator.graph.odds.setting_effects import SettingEffects, count_effects, time_effects
from simulator.graph.odds.week_situations import moment_situation
from simulator.graph.work_step import go_through
from simulator.report.odds_json import effects_json, odds_json
from tests.graph.small import flow, menu


def odds_of(drawn: Flow, *chances: RoundChances) -> FlowOdds:
    settings = WorldSettings(drawn)
    return find_odds(drawn, [Persona("half", 1.0, chances)], settings, moment_situation(drawn, settings))


def test_one_persona_and_the_mixture() -> None:
    odds = odds_of(flow(main=menu(k1="department||1")), RoundChances(0.5, 0, 0, 0.5))
    arrivals = ArrivalTimes(odds)
    go_through(arrivals.steps())
    seconds = {"mean": 1.5, "sd": 0.0}
    percentiles = {"p50": 1.5, "p90": 1.5, "p99": 1.5}
    routed = {"kind": "routed", "destination": "department||1", "name": None, "share": 0.5}
    gone = {"kind": "abandoned", "destination": None, "name": None, "share": 0.5}
    found = {"reached": 1.0, "chose": 0.5, "wrong": 0.0, "silent": 0.0, "hung_up": 0.5}
    half: dict[str, Any] = {
        "name": "half",
        "share": 1.0,
        "outcomes": [{**gone, "seconds": seconds | percentiles}, {**routed, "seconds": seconds | percentiles}],
        "rounds": [{"receptionist": "main", "round": 1, **found}],
        "person": {"share": 0.5, "seconds": seconds | percentiles},
        "seconds": seconds,
        "keys": {"1": 0.5},
        "recordings": {"hello": 1.0},
    }
    values = odds_json(odds, arrivals.percentiles)
    for persona in values["personas"]:
        persona["outcomes"].sort(key=lambda item: item["kind"])
    assert values == {
        "personas": [half, {**half, "name": "all"}],
        "assumed": [],
        "situations": [{"schedules": {}, "share": 1.0}],
    }


def test_endless_calls_have_no_seconds_and_no_number_of_rounds() -> None:
    odds = odds_of(flow(main=menu(k1="ivr||main")), RoundChances(1, 0, 0, 0))
    (persona, _) = odds_json(odds)["personas"]
    assert persona["outcomes"] == [
        {"kind": "endless", "destination": None, "name": None, "share": 1.0, "seconds": None}
    ]
    assert persona["rounds"][0] == {
        "receptionist": "main",
        "round": 1,
        "reached": None,
        "chose": None,
        "wrong": 0.0,
        "silent": 0.0,
        "hung_up": 0.0,
    }
    assert (persona["person"], persona["seconds"]) == ({"share": 0, "seconds": None}, None)
    assert (persona["keys"], persona["recordings"]) == ({"1": None}, {"hello": None})


def test_effects_are_named_as_files_name_settings() -> None:
    odds = odds_of(flow(main=menu(k1="department||1", silent="hangup||1")), RoundChances(0.5, 0, 0.5, 0))
    effects = SettingEffects(time_effects(odds.mixture), count_effects(odds, WorldSettings(odds.flow)))
    values = effects_json(effects)
    assert [(item["receptionist"], item["field"], item["was"], item["becomes"]) for item in values["counts"]] == [
        ("main", "timeout_retries", 1, 2),
        ("main", "timeout_retries", 1, 0),
    ]
    assert [(item["setting"], item["name"], item["person_per_second"]) for item in values["times"]] == [
        ("recording", "hello", 0.0),
        ("first key", "main", 0.0),
        ("recording", "there?", 0.0),
        ("recording", "bye", 0.0),
    ]
