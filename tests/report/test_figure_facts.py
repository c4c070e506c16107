"""The facts of a page of figures: of exact odds, and of a crowd."""

from __future__ import annotations

from dataclasses import replace

from simulator.callers.crowd_file import CrowdFile
from simulator.callers.persona import Persona, RoundChances
from simulator.config.flow import Flow
from simulator.draw.figure_plots import BarRow, RoundBars
from simulator.draw.map_tree import build_tree
from simulator.draw.paper_map import PaperSize, draw_for_paper
from simulator.graph.crowds.chunk_counts import ChunkSum
from simulator.graph.odds.arrival_times import ArrivalTimes
from simulator.graph.work_step import go_through
from simulator.report.figure_facts import FigureFacts, crowd_facts, odds_facts, share_words
from tests.graph.crowds.sampling import crowd, plan_of, sample
from tests.graph.small import flow, menu
from tests.report.test_odds_text import odds_of

MENU = flow(main=menu(k1="department||1"))
HALVES = Persona("x", 1.0, (RoundChances(0.75, 0, 0, 0.25),), source="by hand")


def facts_of(drawn: Flow, persona: Persona, effects: tuple[str, ...] = ()) -> FigureFacts:
    odds = odds_of(drawn, persona)
    arrivals = ArrivalTimes(odds)
    go_through(arrivals.steps())
    shown = draw_for_paper(build_tree(drawn), None, PaperSize(1000, 900), frozenset())
    return odds_facts("Menu", odds, arrivals, effects, None, "no hours", shown)


def test_exact_odds() -> None:
    facts = facts_of(MENU, HALVES, ("Change first",))
    assert [*facts.heading] == ["1,000 callers, exactly. Persona “x” (by hand)."]
    assert facts.words[-1] == "Change first"
    assert [(end.bar, end.mean) for end in facts.ends] == [
        (BarRow("department 1", 0.75, True), "1.5 s"),
        (BarRow("the caller hangs up", 0.25, False), "1.5 s"),
    ]
    assert facts.menus == {"Menu": [RoundBars(1, 1.0, 0.75, 0.0, 0.0, 0.25)]}
    assert (facts.person, facts.curve, facts.percentiles) == (0.75, [(1.5, 1.0)], {50: 1.5, 90: 1.5, 99: 1.5})


def test_a_crowd() -> None:
    sure = CrowdFile((replace(crowd((1, 0, 0, 0)), name="sure", source="by hand"),))
    facts = crowd_facts("Menu", sample(MENU, sure, 100), "partial")
    assert [*facts.heading] == ["partial", "100 calls, sampled with seed 1. Persona “sure” (by hand)."]
    (end,) = facts.ends
    assert (end.mean, share_words(end.bar)) == ("1.5 s", "100.0 % (96.30 to 100.00 %)")
    assert (facts.curve, facts.percentiles) == ([(1.5, 1.0)], {50: 1.5, 90: 1.5, 99: 1.5})
    assert facts.menus == {"Menu": [RoundBars(1, 1.0, 1.0, 0.0, 0.0, 0.0)]}
    assert (facts.hours, facts.map) == (None, None)


def test_a_crowd_without_a_call() -> None:
    facts = crowd_facts("Menu", plan_of(MENU, crowd(), 10).results(ChunkSum()), "")
    assert (facts.ends, facts.menus, facts.curve, facts.percentiles, facts.heading) == ([], {}, [], {}, facts.words)


def test_menus_of_one_name_are_told_apart() -> None:
    two = flow(main=menu(k1="ivr||more"), more=menu(k1="department||1"))
    assert [*facts_of(two, HALVES).menus] == ["Menu (main)", "Menu (more)"]
