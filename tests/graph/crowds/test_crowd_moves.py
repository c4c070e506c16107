"""The moves of one chain, by hand; against odds and the machine they are tested in ``test_lane_walk``."""

from __future__ import annotations

from simulator.callers.persona import CallerMemory, RoundChances
from simulator.config.receptionist import Destination
from simulator.graph.crowds.crowd_moves import ChainMoves, CrowdEnd, CrowdFact, CrowdPlace, cut_fact
from simulator.graph.odds.call_chain import CallChain
from simulator.graph.odds.stay_library import StayLibrary
from simulator.tables.flow_table import FlowTable
from tests.graph.crowds.sampling import crowd
from tests.graph.small import flow, menu

MEMORY = CallerMemory((RoundChances(0, 0, 1, 0), RoundChances(1, 0, 0, 0)))


def test_the_rounds_of_a_menu() -> None:
    """Round 1: chosen, wrong, silent, gone; then what the first mistake leaves, and out after a second silence."""
    drawn, persona = flow(main=menu(k1="department||1")), crowd(memory=MEMORY)
    chain = CallChain(FlowTable(drawn), StayLibrary(drawn, persona), "main", {})
    moves = ChainMoves(0, persona, chain, {})
    first = {fact.result: (chance, to, lasts, fact.keys) for chance, to, lasts, fact in moves.moves_from(moves.start)}
    assert first == {
        "silence": (0.15, CrowdPlace(0, 1, 2, 0, 1, 2), 3_000, ""),
        "wrong": (0.2, CrowdPlace(0, 1, 2, 1, 0, 1), 1_500, "2"),
        "choice": (0.6, CrowdPlace(chain.choice_way(chain.table.station_of("main"), 0, ())), 1_500, "1"),
        "hung_up": (0.05, CrowdPlace(~0, 0), 1_500, ""),
    }
    ((chance, to, lasts, fact),) = moves.moves_from(first["silence"][1])
    assert (chance, moves.end_of(to), lasts) == (1.0, CrowdEnd(0, "routed", Destination("department", "8")), 4_400)
    assert fact == CrowdFact(0, "main", 2, "silence", "", ("there?", "hello", "bye"))
    assert cut_fact(fact) == CrowdFact(0, "main", 2, "hung_up")


def test_people_behind_an_end_are_come_to_before_it() -> None:
    drawn, persona = flow(main=menu(k1="department||1")), crowd()
    chain = CallChain(FlowTable(drawn), StayLibrary(drawn, persona), "main", {})
    moves = ChainMoves(0, persona, chain, {Destination("department", "1"): 5})
    chosen = CrowdPlace(chain.choice_way(chain.table.station_of("main"), 0, ()))
    stop = moves.stop_at(chosen)
    assert stop == (5, {"picked_up": chosen._replace(answered=True)})
    assert (moves.end_of(chosen), moves.stop_at(chosen._replace(answered=True))) == (None, None)
    assert moves.end_of(chosen._replace(answered=True)) == CrowdEnd(0, "routed", Destination("department", "1"))
