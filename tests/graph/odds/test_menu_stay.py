"""Stays: what is left after each round, and menus with many retries."""

from typing import Any

import pytest

from simulator.callers.persona import Persona, RoundChances
from simulator.config.semantics import PROFILES
from simulator.graph.odds.menu_stay import ANY_CHOICE, MenuStay
from simulator.graph.odds.stay_library import StayLibrary
from simulator.tables.flow_table import FlowTable
from tests.graph.small import flow, menu


def stay_of(persona: Persona, *, profile: str = "acefone", **fields: Any) -> MenuStay:
    drawn = flow(profile, main=menu(k1="department||1", **fields))
    table = FlowTable(drawn)
    return StayLibrary(drawn, persona).visit_of(table.station_of("main")).stay


def test_the_chances_of_later_rounds_are_their_own() -> None:
    """Whoever did not choose in round 1 hangs up in round 2."""
    stay = stay_of(Persona("x", 1.0, (RoundChances(0.5, 0.25, 0.25, 0), RoundChances(0, 0, 0, 1))))
    assert [(*tally,) for tally in stay.tallies] == [(1.0, 0.5, 0.25, 0.25, 0.0), (0.5, 0.0, 0.0, 0.0, 0.5)]
    assert stay.choices[ANY_CHOICE, ()] == (0.5, 750.0, 1_125_000.0)
    # a wrong key at 1.5 s and prompts of 1.5 s, or a silence at 3 s and prompts of 1.6 s; each then 0.5 s
    assert stay.hang_ups.first == pytest.approx(0.25 * 3500 + 0.25 * 5100)
    assert (stay.wrong_out, stay.silence_out) == ({}, {})


def test_many_retries_are_as_many_rounds() -> None:
    """Wrong keys and silences alike often: nobody is lost on the way to the 199th round."""
    chances = RoundChances(0, 0.5, 0.5, 0)
    stay = stay_of(Persona("x", 1.0, (chances,)), wrong_keys_allowed=99, silences_allowed=99)
    assert len(stay.tallies) == 199
    out = [share for outs in (stay.wrong_out, stay.silence_out) for share, _, _ in outs.values()]
    assert sum(out) == pytest.approx(1, abs=1e-13)


def test_shared_counts_end_with_the_limit_of_what_just_happened() -> None:
    """The second mistake is the last one, of whatever kind."""
    drawn = flow(main=menu(k1="department||1"))
    drawn = drawn.with_semantics(PROFILES["acefone"].model_copy(update={"counters": "shared"}))
    persona = Persona("x", 1.0, (RoundChances(0, 0.5, 0.5, 0),))
    stay = StayLibrary(drawn, persona).visit_of(FlowTable(drawn).station_of("main")).stay
    assert [tally.reached for tally in stay.tallies] == [1.0, 1.0]
    assert [outs[()][0] for outs in (stay.wrong_out, stay.silence_out)] == [0.5, 0.5]
