"""How often choices are made, where a menu is entered more than once, and where keys are still to come."""

import pytest

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.odds.choice_use import choice_use
from simulator.graph.odds.flow_odds import find_odds
from simulator.graph.odds.week_situations import moment_situation
from tests.graph.small import flow, menu


def use_of(drawn: Flow, persona: Persona) -> dict[str, dict[str, float]]:
    settings = WorldSettings(drawn)
    return choice_use(find_odds(drawn, [persona], settings, moment_situation(drawn, settings)).mixture)


def test_a_choice_counts_whenever_it_is_made() -> None:
    """A quarter goes to the second menu each time, and comes back from there."""
    back = flow(main=menu(k1="ivr||other", k2="department||1"), other=menu(k1="ivr||main"))
    persona = Persona("x", 1.0, (RoundChances(1, 0, 0, 0),), {"main": {"1": 0.25, "2": 0.75}})
    assert use_of(back, persona) == {
        "main": pytest.approx({"1": 1 / 3, "2": 1.0}),
        "other": pytest.approx({"1": 1 / 3}),
    }


def test_what_happens_counts_and_not_what_was_meant() -> None:
    """Where the first match is taken, whoever means 12 chooses 1."""
    drawn = flow("freepbx-first-match", main=menu(k1="department||1", k12="department||2"))
    persona = Persona("x", 1.0, (RoundChances(1, 0, 0, 0),), {"main": {"12": 1.0}})
    assert use_of(drawn, persona) == {"main": {"1": 1.0}}
