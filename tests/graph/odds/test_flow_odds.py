"""Exact odds against chains solved by hand, by a dense solver in fractions, and by callers of the real machine."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import inf, isclose, sqrt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator import load
from simulator.callers.persona import AnswerChance, Persona, PersonaCue, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.graph.odds.flow_odds import FlowOdds, PersonaOdds, find_odds
from simulator.graph.odds.stay_library import LateReaction
from simulator.graph.odds.week_situations import moment_situation
from simulator.testing.strategies import flows
from tests.graph.odds.persona_caller import sample_calls
from tests.graph.odds.persona_strategies import personas
from tests.graph.odds.plain_chain import PlainChain
from tests.graph.small import flow, menu, single


def odds_of(flow: Flow, *callers: Persona) -> FlowOdds:
    settings = WorldSettings(flow)
    return find_odds(flow, callers, settings, moment_situation(flow, settings))


def ends(odds: PersonaOdds) -> dict[tuple[str, str | None], float]:
    return {
        (item.kind, None if item.destination is None else str(item.destination)): item.moments.share
        for item in odds.outcomes
    }


# -- against a dense solver -------------------------------------------------------------------------


@given(st.data())
def test_the_figures_are_those_of_a_dense_solver_in_fractions(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=3, most_options=3, worlds=data.draw(st.booleans())))
    persona = data.draw(personas(drawn))
    try:
        odds = odds_of(drawn, persona).mixture
    except LateReaction:
        assume(False)
    states = moment_situation(drawn, WorldSettings(drawn)).every[0].states
    plain = PlainChain(drawn, persona, states)
    assume(len(plain.ways) <= 60)
    exact = plain.solve()
    shares = ends(odds)
    endless = shares.pop(("endless", None), 0.0)
    assert sum(shares.values()) + endless == pytest.approx(1, abs=1e-12)
    assert shares == pytest.approx({end: float(share) for end, share in exact.shares.items() if share}, abs=1e-12)
    assert endless == pytest.approx(float(exact.endless), abs=1e-12)
    for item in odds.outcomes:
        end = item.kind, None if item.destination is None else str(item.destination)
        if item.kind != "endless":
            assert isclose(item.moments.first, exact.first[end], rel_tol=1e-9, abs_tol=1e-6), end
            assert isclose(item.moments.second, exact.second[end], rel_tol=1e-9, abs_tol=1e-3), end
    if not endless:
        assert odds.keys == pytest.approx({key: float(n) for key, n in sorted(exact.keys.items()) if n}, abs=1e-9)
        assert odds.recordings == pytest.approx({id: float(n) for id, n in exact.heard.items() if n}, abs=1e-9)
        names = {"chose": "chose", "wrong": "wrong", "silence": "silent", "hung_up": "hung_up"}
        counted = {
            (item.receptionist, item.round, what): getattr(item.tally, field)
            for item in odds.rounds
            for what, field in names.items()
            if getattr(item.tally, field)
        }
        assert counted == pytest.approx({tally: float(n) for tally, n in exact.tallies.items() if n}, abs=1e-9)
        assert all(isclose(sum(item.tally[1:]), item.tally.reached, abs_tol=1e-9) for item in odds.rounds)


# -- by hand ----------------------------------------------------------------------------------------

CROWD = (RoundChances(0.6, 0.2, 0.15, 0.05),)
"""Of each round; the menus of these tests allow one wrong key and one silence."""


def crowd(*rounds: RoundChances, **fields: Any) -> Persona:
    return Persona("crowd", 1.0, rounds or CROWD, **fields)


def test_one_menu_by_hand() -> None:
    """Round 2 has .2 + .15 callers, round 3 .2 x .15 + .15 x .2; there is no fourth."""
    (odds, _) = odds_of(flow(main=menu(k1="department||1")), crowd()).every
    assert [(item.round, *item.tally) for item in odds.rounds] == [
        (1, *approx(1.0, 0.6, 0.2, 0.15, 0.05)),
        (2, *approx(0.35, 0.21, 0.07, 0.0525, 0.0175)),
        (3, *approx(0.06, 0.036, 0.012, 0.009, 0.003)),
    ]
    assert ends(odds) == pytest.approx(
        {
            ("routed", "department||1"): 0.846,
            ("abandoned", None): 0.0705,
            ("routed", "department||9"): 0.2 * 0.2 + 0.06 * 0.2,
            ("routed", "department||8"): 0.15 * 0.15 + 0.06 * 0.15,
        },
        abs=1e-15,
    )


def test_times_of_one_menu_by_hand() -> None:
    """A choice after no mistake, a wrong key, a silence, and one of each: 1.5, 3.5, 5.1 and 7.1 s."""
    odds = odds_of(flow(main=menu(k1="department||1")), crowd()).mixture
    (chosen,) = (item.moments for item in odds.outcomes if str(item.destination) == "department||1")
    times = {1.5: 0.6, 3.5: 0.12, 5.1: 0.09, 7.1: 0.036}
    mean = sum(at * share for at, share in times.items()) / 0.846
    variance = sum(at * at * share for at, share in times.items()) / 0.846 - mean**2
    assert chosen.mean_seconds == pytest.approx(mean)
    assert chosen.sd_seconds == pytest.approx(variance**0.5)
    assert odds.keys == pytest.approx({"1": 0.846, "2": 0.2 + 0.07 + 0.012})
    assert odds.recordings == pytest.approx(
        {"hello": 1.41, "sorry": 0.2 + 0.03, "there?": 0.15 + 0.03, "wrong": 0.052, "bye": 0.0315}
    )


def test_a_way_back_by_hand() -> None:
    """Half of all callers go to the second menu, and all of them come back."""
    back = flow(main=menu(k1="ivr||other", k2="department||1"), other=menu(k1="ivr||main"))
    odds = odds_of(back, crowd(RoundChances(1, 0, 0, 0))).mixture
    reached = {(item.receptionist, item.round): item.tally.reached for item in odds.rounds}
    assert reached == pytest.approx({("main", 1): 2.0, ("other", 1): 1.0}, abs=1e-12)
    assert ends(odds) == {("routed", "department||1"): pytest.approx(1.0, abs=1e-12)}
    assert odds.outcomes[0].moments.mean_seconds == pytest.approx(1.5 * 3)


def test_calls_without_an_end_are_endless() -> None:
    """Whoever presses 1 comes back to a menu that has no other key, and nobody hangs up."""
    circle = flow(main=menu(k1="ivr||loop", k2="department||1"), loop=menu(k1="ivr||loop"))
    odds = odds_of(circle, crowd(RoundChances(1, 0, 0, 0))).mixture
    assert ends(odds) == {("routed", "department||1"): 0.5, ("endless", None): 0.5}
    assert [(item.receptionist, item.tally.reached) for item in odds.rounds] == [("main", 1.0), ("loop", inf)]
    assert (odds.endless, odds.ended.share) == (0.5, 0.5)


def test_an_announcement_and_a_number_that_leads_to_an_end() -> None:
    started = flow(main=single("department||1", "hello"))
    assert odds_of(started, crowd()).mixture.outcomes[0].moments == (1.0, 1000.0, 1_000_000.0)
    direct = replace(started, numbers={"+44": "department||2"}, number="+44")
    assert ends(odds_of(direct, crowd()).mixture) == {("routed", "department||2"): 1.0}


def test_the_mixture_is_weighed_by_share() -> None:
    callers = (
        replace(crowd(RoundChances(1, 0, 0, 0)), name="right", share=0.25),
        replace(crowd(RoundChances(0, 0, 0, 1)), name="gone", share=0.75),
    )
    odds = odds_of(flow(main=menu(k1="department||1")), *callers)
    assert [(item.name, item.share) for item in odds.every] == [("right", 0.25), ("gone", 0.75), ("all", 1.0)]
    assert [ends(item) for item in odds.every] == [
        {("routed", "department||1"): 1.0},
        {("abandoned", None): 1.0},
        {("abandoned", None): 0.75, ("routed", "department||1"): 0.25},
    ]


def test_who_means_to_choose_where_nothing_is_offered_presses_a_wrong_key() -> None:
    odds = odds_of(flow(main=menu()), crowd(RoundChances(1, 0, 0, 0))).mixture
    assert (ends(odds), odds.keys) == ({("routed", "department||9"): 1.0}, {"1": 2.0})


def test_where_every_key_is_right_nobody_presses_a_wrong_one() -> None:
    keys = {f"k{key}": "department||1" for key in "0123456789*h"}
    odds = odds_of(flow(main=menu(**keys)), crowd(RoundChances(0, 1, 0, 0))).mixture
    assert ends(odds) == {("routed", "department||8"): 1.0}


def approx(*numbers: float) -> tuple[Any, ...]:
    return tuple(pytest.approx(number, abs=1e-15) for number in numbers)


# -- against the machine ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["clinic", "surgery", "council"])
@pytest.mark.parametrize("cue", ["listening", "prompt"])
def test_callers_of_the_machine_end_as_often(name: str, cue: PersonaCue) -> None:
    """3,000 sampled calls: every share within 4.5 standard deviations, and the mean of all times too."""
    loaded = load(f"example:{name}")
    desks = [place for place, route in loaded.routes.items() if isinstance(route, PersonRoute)]
    chances = (AnswerChance("picked_up", 0.7, 2000), AnswerChance("no_answer", 0.3))
    people = {str(place): chances for place in desks}
    caller = crowd(RoundChances(0.6, 0.2, 0.12, 0.08), RoundChances(0.7, 0.1, 0.1, 0.1), cue=cue, people=people)
    odds = odds_of(loaded, caller).mixture
    sampled = sample_calls(loaded, caller, CALLS)
    shares = ends(odds)
    counts = Counter[tuple[str, str | None]]()
    for (kind, destination, _), times in sampled.items():
        counts[kind, destination] += times
    assert set(counts) <= set(shares)
    far = {end: counts[end] / CALLS for end, share in shares.items() if is_far(counts[end], share)}
    assert far == {}
    mean = sum(times * at for (_, _, at), times in sampled.items()) / CALLS / 1000
    sd = odds.ended.sd_seconds or 0.0
    assert mean == pytest.approx(odds.ended.mean_seconds, abs=4.5 * sd / CALLS**0.5)


CALLS = 3_000


def is_far(count: int, share: float) -> bool:
    return abs(count - CALLS * share) > 4.5 * sqrt(CALLS * share * (1 - share)) + 1
