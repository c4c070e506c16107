"""The hours of a week in which callers reach a person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from simulator import load
from simulator.callers.given_answers import parse_given
from simulator.callers.persona_file import SHIPPED, load_personas
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.odds.flow_odds import find_odds
from simulator.graph.odds.week_hours import week_hour_shares
from simulator.graph.odds.week_situations import moment_situation, week_situations

SURGERY = load("example:surgery").rung_at("+441632960040")


def test_each_hour_is_that_of_a_moment_in_it_and_their_mean_is_that_of_the_week() -> None:
    personas = load_personas(SHIPPED, SURGERY)
    hours = week_hour_shares(SURGERY, personas, WorldSettings(SURGERY))
    assert hours is not None
    zone = datetime.fromisoformat("2026-11-30T00:00+00:00")  # a Monday in winter, without a holiday
    for day, hour in ((0, 0), (0, 10), (4, 12), (5, 10)):
        shares = []
        for minute in (15, 45):
            at = WorldSettings(SURGERY, zone + timedelta(days=day, hours=hour, minutes=minute))
            shares.append(find_odds(SURGERY, personas, at, moment_situation(SURGERY, at)).mixture.person.share)
        assert hours[day][hour] == pytest.approx(sum(shares) / 2)
    settings = WorldSettings(SURGERY)
    week = find_odds(SURGERY, personas, settings, week_situations(SURGERY, settings)).mixture.person.share
    assert sum(map(sum, hours)) / 168 == pytest.approx(week)


def test_a_moment_does_not_hold_but_what_is_given_does() -> None:
    personas = load_personas(SHIPPED, SURGERY)
    night = WorldSettings(SURGERY, datetime.fromisoformat("2026-11-30T22:00+00:00"))
    assert week_hour_shares(SURGERY, personas, night) == week_hour_shares(SURGERY, personas, WorldSettings(SURGERY))
    closed = WorldSettings(SURGERY, None, parse_given({"office": "closed"}))
    assert week_hour_shares(SURGERY, personas, closed) is None
    nobody = WorldSettings(SURGERY, None, parse_given({"everyone": "no answer"}))
    assert week_hour_shares(SURGERY, personas, nobody) == [[0.0] * 24] * 7


def test_a_flow_without_hours(clinic: Flow) -> None:
    assert week_hour_shares(clinic, load_personas(SHIPPED, clinic), WorldSettings(clinic)) is None
