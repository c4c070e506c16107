from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.rounds import RoundMap, open_round
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.covering_routes import CoveringRoutes
from simulator.graph.suite.decisions import DecisionGraph, Link
from simulator.graph.suite.route_exchange import RouteExchange
from simulator.loader.flow_kinds import load
from tests.graph.small_flows import PERSON, flow, menu

FLOWS = Path(__file__).parents[3] / "flows"
SHARED = flow(
    {"main": menu({}, allowed=(1, 1), wrong_key_retry_recording="3", silence_retry_recording="4")},
    semantics=Semantics(counters="shared"),
)
TWO_MENUS = flow(
    {
        "main": menu({"1": "inner"}, allowed=(2, 2), wrong_key_retry_recording="3", silence_retry_recording="4"),
        "inner": menu({}, allowed=(2, 3), wrong_key_retry_recording="5", silence_retry_recording="4"),
    },
    semantics=Semantics(counters="shared"),
)


def press_after_plainly(rounds: RoundMap, routes: Sequence[list[Link]], item: CoverageItem) -> None:
    """The same search, through all routes for every item."""

    def leads_there(link: Link) -> bool:
        place = open_round(link.decision.arrival)
        if place is None or place.receptionist != item.receptionist:
            return False
        return rounds.early_step(rounds.opening_of(place), item.what) is not None

    heard = [(route, at) for route in routes for at in range(1, len(route)) if leads_there(route[at - 1])]
    if any(route[at].decision.keys for route, at in heard):
        return
    for (first, here), second in product(heard, routes):
        meets = (at for at, link in enumerate(second) if link.source == first[here].source and link.decision.keys)
        there = next(meets, None)
        if there is not None and second is not first:
            first[here:], second[there:] = second[there:], first[here:]
            return


def kinds(routes: Sequence[list[Link]]) -> list[list[str]]:
    return [[link.decision.item.kind for link in route] for route in routes]


def test_calls_exchange_their_ends_where_no_key_follows_a_recording() -> None:
    shortest = ShortestCallers(RoundMap(SHARED))
    links = {(link.source.wrong_keys, link.decision.item.kind): link for link in DecisionGraph(shortest).all_links()}
    routes = [[links[0, "wrong"], links[1, "silence"]], [links[0, "silence"], links[1, "wrong"]]]
    RouteExchange(shortest.rounds, routes).press_after(CoverageItem("main", "barge_in", what="wrong retry"))
    assert kinds(routes) == [["wrong", "wrong"], ["silence", "silence"]]


def test_a_call_does_not_exchange_ends_with_itself() -> None:
    shortest = ShortestCallers(RoundMap(SHARED))
    links = {(link.source.wrong_keys, link.decision.item.kind): link for link in DecisionGraph(shortest).all_links()}
    routes = [[links[0, "wrong"], links[1, "silence"]]]
    RouteExchange(shortest.rounds, routes).press_after(CoverageItem("main", "barge_in", what="wrong retry"))
    assert kinds(routes) == [["wrong", "silence"]]


@pytest.mark.parametrize(
    "of",
    [
        SHARED,
        TWO_MENUS,
        flow({"main": menu({"1": PERSON, "2": PERSON}, greeting="4", wrong_key_retry_recording="3")}),
        load(FLOWS / "clinic"),
        load(FLOWS / "clinic").with_semantics(Semantics(counters="shared")),
        load(FLOWS / "council").with_semantics(Semantics(counters="shared")),
    ],
    ids=["shared", "two menus", "one menu", "clinic", "clinic, shared", "council, shared"],
)
@pytest.mark.parametrize("order", [1, -1])
def test_the_exchanges_are_those_of_a_search_through_all_routes(of: Flow, order: int) -> None:
    shortest = ShortestCallers(RoundMap(of))
    calls = CoveringRoutes(DecisionGraph(shortest), set(shortest.goals)).calls[::order]
    items = [item for item in shortest.goals if item.kind == "barge_in"][::order]
    indexed, plain = [list(call) for call in calls], [list(call) for call in calls]
    exchange = RouteExchange(shortest.rounds, indexed)
    for item in items:
        exchange.press_after(item)
        press_after_plainly(shortest.rounds, plain, item)
        assert indexed == plain


WALKED = ShortestCallers(RoundMap(TWO_MENUS))
GRAPH = DecisionGraph(WALKED)


def walk(turns: list[int]) -> list[Link]:
    """A route that takes, in each round, the decision with this number."""
    links: list[Link] = []
    place = next(iter(GRAPH.starts), None)
    for turn in turns:
        if place is None:
            break
        links.append(GRAPH.links[place][turn % len(GRAPH.links[place])])
        place = links[-1].target
    return links


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=8), min_size=2, max_size=6),
    st.permutations([item for item in WALKED.goals if item.kind == "barge_in"]),
)
def test_the_index_stays_true_over_many_exchanges(turns: list[list[int]], items: list[CoverageItem]) -> None:
    indexed, plain = [walk(each) for each in turns], [walk(each) for each in turns]
    exchange = RouteExchange(WALKED.rounds, indexed)
    for item in items * 2:
        exchange.press_after(item)
        press_after_plainly(WALKED.rounds, plain, item)
        assert indexed == plain
