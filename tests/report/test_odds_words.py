"""Words and numbers of odds."""

import pytest

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.receptionist import Destination
from simulator.graph.odds.flow_odds import OutcomeOdds, find_odds
from simulator.graph.odds.time_moments import NOBODY
from simulator.graph.odds.week_situations import moment_situation, week_situations
from simulator.loader.flow_kinds import load
from simulator.report.odds_words import assumption_words, end_words, number_words, percent, points, situation_lines
from tests.conftest import FLOWS

DESK = Destination("department", "108000")


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (OutcomeOdds("routed", DESK, "Booking desk", NOBODY, True), "Booking desk"),
        (OutcomeOdds("routed", DESK, None, NOBODY, True), "department 108000"),
        (OutcomeOdds("hung_up", Destination("hangup", "1"), None, NOBODY, False), "the menu hangs up"),
        (OutcomeOdds("hung_up", Destination("hangup", "1"), "Bye", NOBODY, False), "Bye (the menu hangs up)"),
        (OutcomeOdds("abandoned", None, None, NOBODY, False), "the caller hangs up"),
        (OutcomeOdds("endless", None, None, NOBODY, False), "never out: the call has no end"),
    ],
)
def test_where_callers_end(outcome: OutcomeOdds, words: str) -> None:
    assert end_words(outcome) == words


def test_numbers() -> None:
    assert [percent(share) for share in (0.31714, 0.0004, 0, 1, 12)] == [
        *("31.7 %", "< 0.1 %", "0.0 %", "100.0 %", "1,200.0 %"),
    ]
    assert [points(change) for change in (0.0153, -0.2, 1e-9)] == ["+1.53 points", "-20 points", "no change"]
    assert [number_words(number, 3) for number in (9.7, 123.4567, 1200)] == ["9.7", "123.457", "1,200"]


def test_the_world_of_the_calls() -> None:
    """Who picks up is assumed, and the hours where nobody says when the call is made."""
    surgery = load(FLOWS / "surgery").rung_at("+441632960040")
    settings, persona = WorldSettings(surgery), Persona("x", 1.0, (RoundChances(1, 0, 0, 0),))
    odds = find_odds(surgery, [persona], settings, moment_situation(surgery, settings))
    people = ["Appointments desk: picked up", "Reception: picked up"]
    assert (situation_lines(odds), sorted(assumption_words(odds))) == ([], [*people, "office: open"])
    week = find_odds(surgery, [persona], settings, week_situations(surgery, settings))
    assert (situation_lines(week), sorted(assumption_words(week))) == (
        ["72.9 % of the time: Office hours closed", "27.1 % of the time: Office hours open"],
        people,
    )


def test_a_week_of_calls_that_ask_no_schedule_is_like_any_moment() -> None:
    surgery = load(FLOWS / "surgery")
    settings, persona = WorldSettings(surgery), Persona("x", 1.0, (RoundChances(1, 0, 0, 0),))
    week = find_odds(surgery, [persona], settings, week_situations(surgery, settings))
    assert situation_lines(week) == []
