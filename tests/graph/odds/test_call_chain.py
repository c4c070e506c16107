"""The rows of a chain: receptionists, telephones, schedules, and keys that are still to come."""

from dataclasses import replace

import pytest

from simulator.callers.persona import AnswerChance, Persona, RoundChances
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.config.semantics import PROFILES
from simulator.errors import UsageError
from simulator.graph.odds.call_chain import CallChain
from simulator.graph.odds.stay_library import StayLibrary
from simulator.tables.flow_table import FlowTable
from tests.graph.small import flow, menu

RIGHT = (RoundChances(1, 0, 0, 0),)
DESK, VOICEMAIL = Destination("department", "1"), Destination("voicemail", "5")


def chain_of(drawn: Flow, persona: Persona) -> CallChain:
    return CallChain(FlowTable(drawn), StayLibrary(drawn, persona), drawn.start, {})


def test_only_what_callers_come_to_has_a_row() -> None:
    drawn = flow(main=menu(k1="department||1"), unused=menu())
    chain = chain_of(drawn, Persona("x", 1.0, RIGHT))
    assert [station and station.key for station in chain.stations] == ["main"]
    assert (chain.rows, chain.exits) == ([[]], [[(1, 1.0, 1500.0, 2_250_000.0)]])


def test_a_telephone_is_picked_up_by_chance() -> None:
    drawn = replace(flow(main=menu(k1="department||1")), routes={DESK: PersonRoute(8000, True, VOICEMAIL)})
    answers = (AnswerChance("picked_up", 0.75, 2000), AnswerChance("no_answer", 0.25))
    chain = chain_of(drawn, Persona("x", 1.0, RIGHT, people={"department||1": answers}))
    assert chain.rows == [[(1, 1.0, 1500.0, 2_250_000.0)], []]
    assert chain.exits[1] == [(1, 0.75, 1500.0, 3_000_000.0), (2, 0.25, 2000.0, 16_000_000.0)]
    assert chain.assumed == {}


def test_where_nobody_says_more_people_pick_up_and_that_is_noted() -> None:
    drawn = replace(flow(main=menu(k1="department||1")), routes={DESK: PersonRoute(8000, True, VOICEMAIL)})
    assert chain_of(drawn, Persona("x", 1.0, RIGHT)).assumed == {"department||1": "picked_up"}


def test_an_answer_that_a_telephone_cannot_give_is_its_default() -> None:
    """Everyone is busy half of the time, but this desk has no way on for that."""
    drawn = replace(flow(main=menu(k1="department||1")), routes={DESK: PersonRoute(8000, True, VOICEMAIL)})
    everyone = (AnswerChance("busy", 0.5), AnswerChance("no_answer", 0.5))
    chain = chain_of(drawn, Persona("x", 1.0, RIGHT, people={"everyone": everyone}))
    assert sorted(way[1:3] for way in chain.exits[1]) == [(0.5, 0.0), (0.5, 4000.0)]
    assert chain.assumed == {"department||1": "picked_up"}


def test_a_key_that_is_still_to_come_is_pressed_in_the_next_menu() -> None:
    """1 is taken at once, so the 2 of 12 stops the greeting of the menu behind it, where it is wrong."""
    drawn = flow("freepbx-first-match", main=menu(k1="ivr||other", k12="department||2"), other=menu(k3="department||3"))
    chain = chain_of(drawn, Persona("x", 1.0, RIGHT, {"main": {"12": 1.0}}))
    assert [station and station.key for station in chain.stations] == ["main", "other"]
    visit = chain.stays[1]
    assert visit is not None
    assert [beginning.acts for beginning in visit.stay.beginnings] == [((250, "2"),), (), ()]


def test_returns_are_refused_for_now() -> None:
    with pytest.raises(UsageError, match=r"^odds cannot follow calls that return to the menu they came from"):
        chain_of(flow(main=menu(k1="return||1")), Persona("x", 1.0, RIGHT))


def test_menus_of_freeswitch_are_refused_for_now() -> None:
    with pytest.raises(UsageError, match=r"^odds cannot follow FreeSWITCH's menus \(main\) yet; use another profile"):
        chain_of(flow(main=menu(k1="department||1")).with_semantics(PROFILES["freeswitch"]), Persona("x", 1.0, RIGHT))
