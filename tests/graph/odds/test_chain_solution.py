"""The two roads to the visits of a chain: passing callers on, and elimination."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.callers.persona import Persona, RoundChances
from simulator.config.flow import Flow
from simulator.graph.odds.call_chain import CallChain
from simulator.graph.odds.chain_solution import solve_chain
from simulator.graph.odds.component_solution import solve_components
from simulator.graph.odds.stay_library import StayLibrary
from simulator.tables.flow_table import FlowTable
from simulator.testing.strategies import flows
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu


def chain_of(drawn: Flow, persona: Persona) -> CallChain:
    return CallChain(FlowTable(drawn), StayLibrary(drawn, persona), drawn.start, {})


@given(st.data())
def test_both_roads_lead_to_the_same_figures(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=4, most_options=3))
    persona = data.draw(personas(drawn, hangs_up=True))
    assume(persona.cue == "prompt" or persona.reaction_ms < 1000)
    chain = chain_of(drawn, persona)
    passed = solve_chain(chain)
    solved = solve_components(chain.rows, chain.exits, chain.start)
    for one, other in zip(passed.visits, solved.visits, strict=True):
        assert one == pytest.approx(other, rel=1e-12)
    assert sum(end.share for end in passed.ends) + passed.endless == pytest.approx(1, abs=1e-12)


def test_a_loop_that_few_leave_is_solved_by_elimination() -> None:
    """One call in a million leaves the first menu for good; the passes would go on for ever."""
    circle = flow(main=menu(k1="ivr||other", k2="department||1"), other=menu(k1="ivr||main"))
    persona = Persona("x", 1.0, (RoundChances(1, 0, 0, 0),), {"main": {"1": 1 - 1e-6, "2": 1e-6}})
    solution = solve_chain(chain_of(circle, persona))
    assert solution.visits[0].share == pytest.approx(1e6, rel=1e-9)
    assert [end.share for end in solution.ends] == [0.0, pytest.approx(1, abs=1e-12)]
