"""How often callers take each way: by hand, and no caller is lost between a place and its ways."""

from __future__ import annotations

from math import inf, isclose, isfinite

from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.odds.flow_odds import find_odds
from simulator.graph.odds.stay_library import LateReaction
from simulator.graph.odds.way_use import WayUse, find_way_use
from simulator.graph.odds.week_situations import moment_situation
from simulator.testing.strategies import flows
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu


def use_of(drawn: Flow, persona: Persona) -> WayUse:
    settings = WorldSettings(drawn)
    return find_way_use(find_odds(drawn, [persona], settings, moment_situation(drawn, settings)).mixture)


def test_two_menus_by_hand() -> None:
    """Half of those who choose come to the second menu, where a quarter hangs up; one key leads back."""
    drawn = flow(main=menu(k1="ivr||more", k2="department||1"), more=menu(k1="department||2"))
    use = use_of(drawn, Persona("x", 1.0, (RoundChances(0.75, 0, 0, 0.25),)))
    assert use.ways == {
        ("main", "choice", "1"): 0.375,
        ("main", "choice", "2"): 0.375,
        ("more", "choice", "1"): 0.28125,
    }
    assert (use.visits, use.hang_ups) == ({"main": 1.0, "more": 0.375}, {"main": 0.25, "more": 0.09375})


def test_callers_who_never_leave() -> None:
    drawn = flow(main=menu(k1="ivr||loop", k2="department||1"), loop=menu(k1="ivr||loop"))
    use = use_of(drawn, Persona("x", 1.0, (RoundChances(1, 0, 0, 0),)))
    assert use.ways == {("main", "choice", "1"): 0.5, ("main", "choice", "2"): 0.5, ("loop", "choice", "1"): inf}
    assert (use.visits["main"], isfinite(use.visits["loop"]), use.hang_ups) == (1.0, False, {})


@given(st.data())
def test_everybody_who_comes_leaves_by_a_way_or_hangs_up(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=3, most_options=2, worlds=data.draw(st.booleans())))
    try:
        use = use_of(drawn, data.draw(personas(drawn)))
    except LateReaction:
        assume(False)
    for node, visits in use.visits.items():
        if isfinite(visits):
            out = sum(share for (source, _, _), share in use.ways.items() if source == node)
            assert isclose(visits, out + use.hang_ups.get(node, 0.0), rel_tol=1e-9)
