from itertools import pairwise

from hypothesis import given

from simulator.config.flow import Flow
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.covering_routes import CoveringRoutes
from simulator.graph.suite.decisions import DecisionGraph, Link
from simulator.graph.suite.minimum_flow import merge_calls
from simulator.testing.strategies import flows
from tests.graph.small_flows import PERSON, flow, menu


def graph(of: Flow) -> DecisionGraph:
    return DecisionGraph(ShortestCallers(RoundMap(of)))


def made(calls: list[list[Link]]) -> set[CoverageItem]:
    return {link.decision.item for call in calls for link in call}


def one_each(of: DecisionGraph) -> list[list[Link]]:
    """One call for each decision: as many as anybody could want."""
    return [[*of.links_to(link.source), link, *of.links_from(link.target)] for link in of.all_links()]


def test_calls_that_are_already_as_few_as_can_be_stay_as_they_are(clinic: Flow) -> None:
    found = graph(clinic)
    calls = CoveringRoutes(found, set(found.shortest.goals)).calls
    assert len(calls) == 66
    assert merge_calls(found, calls) == calls


def test_of_one_call_for_each_decision_the_fewest_are_left(clinic: Flow) -> None:
    found = graph(clinic)
    assert len(one_each(found)) == 108
    assert len(merge_calls(found, one_each(found))) == 66


def test_a_narrow_passage_needs_more_calls_than_there_are_ends() -> None:
    narrow = {
        "main": menu({"1": "end", "2": "end", "3": "end"}, wrong="end", silence="end", allowed=(0, 0)),
        "end": menu({}, wrong=PERSON, silence=PERSON, allowed=(0, 0)),
    }
    found = graph(flow(narrow))
    assert sum(link.target is None for link in found.all_links()) == 2
    assert len(merge_calls(found, one_each(found))) == 5


def test_a_trap_without_a_way_out_needs_one_call() -> None:
    found = graph(flow({"trap": menu({"1": "trap", "2": "trap"}, wrong="trap", silence="trap")}))
    calls = merge_calls(found, one_each(found))
    assert (len(calls), made(calls)) == (1, {link.decision.item for link in found.all_links()})


@given(flows())
def test_the_fewest_calls_make_every_decision_and_each_can_be_taken(some: Flow) -> None:
    found = graph(some)
    if not found.links:
        return
    calls = merge_calls(found, one_each(found))
    assert made(calls) == {link.decision.item for link in found.all_links()}
    assert len(calls) <= len(CoveringRoutes(found, set(found.shortest.goals)).calls)
    for call in calls:
        assert call[0].source in found.starts
        assert all(one.target == other.source for one, other in pairwise(call))
        assert call[-1].target is None or call[-1].target not in found.ways_out
