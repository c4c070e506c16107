"""Percentiles against every way that callers can take, followed one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.graph.odds.arrival_times import PERSON, ArrivalTimes, Percentiles
from simulator.graph.odds.flow_odds import FlowOdds, find_odds
from simulator.graph.odds.stay_library import LateReaction
from simulator.graph.odds.week_situations import moment_situation
from simulator.graph.work_step import go_through
from simulator.testing.strategies import flows
from tests.graph.odds.persona_strategies import personas
from tests.graph.odds.plain_chain import Ended, Node, PlainChain
from tests.graph.small import flow, menu

CROWD = (RoundChances(0.6, 0.2, 0.15, 0.05),)


def percentiles_of(odds: FlowOdds) -> list[dict[tuple[str, str | None], Percentiles]]:
    arrivals = ArrivalTimes(odds)
    go_through(arrivals.steps())
    return [
        {(kind, None if end is None else str(end)): found for (kind, end), found in table.items()}
        for table in arrivals.percentiles
    ]


def plain_arrivals(plain: PlainChain, until: int) -> dict[Ended, dict[int, float]]:
    """The callers at each end by the millisecond at which they come to it, as far as ``until``."""
    arrived: dict[Ended, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    waiting: dict[int, dict[Node, float]] = defaultdict(lambda: defaultdict(float))
    steps = [(0, 1.0, plain.start)]
    while True:
        for at, share, walk in steps:
            then = at + walk.milliseconds
            if isinstance(walk.to, Node):
                waiting[then][walk.to] += share
            else:
                arrived[walk.to][then] += share
        first = min((at for at, nodes in waiting.items() if nodes), default=until + 1)
        if first > until:
            return arrived
        node, share = waiting[first].popitem()
        steps = [(first, share * float(chance), walk) for chance, walk in plain.ways[node]] if share > 1e-15 else []


def impatient(persona: Persona) -> Persona:
    """The same persona, but a quarter hangs up in each round and nothing happens in no time: its calls are short."""
    rounds = [tuple(0.75 * chance for chance in chances) for chances in persona.rounds]
    leaving = tuple(RoundChances(right, wrong, silent, gone + 0.25) for right, wrong, silent, gone in rounds)
    return replace(persona, rounds=leaving, reaction_ms=max(persona.reaction_ms, 250))


@given(st.data())
def test_percentiles_are_the_first_milliseconds_that_reach_them(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=2, most_options=2, worlds=data.draw(st.booleans())))
    persona = impatient(data.draw(personas(drawn)))
    try:
        odds = find_odds(drawn, [persona], WorldSettings(drawn), moment_situation(drawn, WorldSettings(drawn)))
    except LateReaction:
        assume(False)
    plain = PlainChain(drawn, persona, odds.situations.every[0].states)
    assume(len(plain.ways) <= 30)
    exact = plain.solve()
    assume(not exact.endless)
    (found, mixed) = percentiles_of(odds)
    assert found == mixed
    latest = max(times.p99 for times in found.values())
    assume(latest < 30_000)
    arrived = plain_arrivals(plain, latest)
    for end, times in found.items():
        if end != PERSON:
            reached = [
                sum(share for at, share in arrived[end].items() if at <= by) / float(exact.shares[end]) for by in times
            ]
            before = [
                sum(share for at, share in arrived[end].items() if at < by) / float(exact.shares[end]) for by in times
            ]
            levels = (0.5, 0.9, 0.99)
            assert all(share >= level - 1e-9 for share, level in zip(reached, levels, strict=True))
            assert all(share < level + 1e-9 for share, level in zip(before, levels, strict=True))


def test_one_menu_by_hand() -> None:
    """71 % of those who choose do so at 1.5 s, 85 % by 3.5 s, 96 % by 5.1 s, and the rest at 7.1 s."""
    drawn = flow(main=menu(k1="department||1"))
    persona = Persona("x", 1.0, CROWD)
    odds = find_odds(drawn, [persona], WorldSettings(drawn), moment_situation(drawn, WorldSettings(drawn)))
    (found, _) = percentiles_of(odds)
    assert found["routed", "department||1"] == (1500, 5100, 7100)


def test_a_percentile_that_is_met_exactly_is_that_millisecond() -> None:
    """Half choose in the first round, and nobody is left to after the second."""
    drawn = flow(main=menu(k1="department||1"))
    persona = Persona("x", 1.0, (RoundChances(0.5, 0.5, 0, 0), RoundChances(1, 0, 0, 0)))
    odds = find_odds(drawn, [persona], WorldSettings(drawn), moment_situation(drawn, WorldSettings(drawn)))
    assert percentiles_of(odds)[-1]["routed", "department||1"] == (1500, 3500, 3500)


def test_the_endless_are_not_waited_for() -> None:
    circle = flow(main=menu(k1="ivr||loop", k2="department||1"), loop=menu(k1="ivr||loop"))
    persona = Persona("x", 1.0, (RoundChances(1, 0, 0, 0),))
    odds = find_odds(circle, [persona], WorldSettings(circle), moment_situation(circle, WorldSettings(circle)))
    at_once = Percentiles(1500, 1500, 1500)
    assert percentiles_of(odds)[-1] == {("routed", "department||1"): at_once, PERSON: at_once}


def test_the_curve_of_a_person_passes_its_percentiles() -> None:
    """71 % of those who choose do so at 1.5 s; the curve is of all callers, and ends with the last percentile."""
    drawn = flow(main=menu(k1="department||1"))
    odds = find_odds(
        drawn, [Persona("x", 1.0, CROWD)], WorldSettings(drawn), moment_situation(drawn, WorldSettings(drawn))
    )
    arrivals = ArrivalTimes(odds)
    go_through(arrivals.steps())
    total, times = odds.mixture.person.share, arrivals.percentiles[-1][PERSON]
    curve = arrivals.person_curve
    assert curve == sorted(curve)
    assert curve[-1][0] == times.p99
    for number, at in zip((50, 90, 99), times, strict=True):
        assert next(moment for moment, share in curve if share >= total * number / 100 - 1e-11) == at
    assert ArrivalTimes(odds).person_curve == []  # nobody has been followed yet


def test_there_is_no_curve_where_nobody_reaches_a_person() -> None:
    drawn = flow(main=menu(k1="department||1"))
    settings = WorldSettings(drawn)
    gone = Persona("x", 1.0, (RoundChances(0, 0, 0, 1),))
    arrivals = ArrivalTimes(find_odds(drawn, [gone], settings, moment_situation(drawn, settings)))
    go_through(arrivals.steps())
    assert arrivals.person_curve == []
