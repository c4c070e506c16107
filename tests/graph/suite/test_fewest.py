from itertools import pairwise

from hypothesis import given

from simulator.config.flow import Flow
from simulator.graph.coverage.items import Item
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import Shortest
from simulator.graph.suite.decisions import DecisionGraph, Link
from simulator.graph.suite.fewest import fewest
from simulator.graph.suite.routes import Routes
from simulator.testing.strategies import flows
from tests.graph.small_flows import PERSON, flow, menu


def graph(of: Flow) -> DecisionGraph:
    return DecisionGraph(Shortest(RoundMap(of)))


def made(calls: list[list[Link]]) -> set[Item]:
    return {link.decision.item for call in calls for link in call}


def one_each(of: DecisionGraph) -> list[list[Link]]:
    """One call for each decision: as many as anybody could want."""
    return [[*of.prefix(link.source), link, *of.suffix(link.target)] for link in of.all()]


def test_calls_that_are_already_as_few_as_can_be_stay_as_they_are(clinic: Flow) -> None:
    found = graph(clinic)
    calls = Routes(found, set(found.shortest.goals)).calls
    assert len(calls) == 66
    assert fewest(found, calls) == calls


def test_of_one_call_for_each_decision_the_fewest_are_left(clinic: Flow) -> None:
    found = graph(clinic)
    assert len(one_each(found)) == 108
    assert len(fewest(found, one_each(found))) == 66


def test_a_narrow_passage_needs_more_calls_than_there_are_ends() -> None:
    narrow = {
        "main": menu({"1": "end", "2": "end", "3": "end"}, wrong="end", silence="end", allowed=(0, 0)),
        "end": menu({}, wrong=PERSON, silence=PERSON, allowed=(0, 0)),
    }
    found = graph(flow(narrow))
    assert sum(link.target is None for link in found.all()) == 2
    assert len(fewest(found, one_each(found))) == 5


def test_a_trap_without_a_way_out_needs_one_call() -> None:
    found = graph(flow({"trap": menu({"1": "trap", "2": "trap"}, wrong="trap", silence="trap")}))
    calls = fewest(found, one_each(found))
    assert (len(calls), made(calls)) == (1, {link.decision.item for link in found.all()})


@given(flows())
def test_the_fewest_calls_make_every_decision_and_each_can_be_taken(some: Flow) -> None:
    found = graph(some)
    if not found.links:
        return
    calls = fewest(found, one_each(found))
    assert made(calls) == {link.decision.item for link in found.all()}
    assert len(calls) <= len(Routes(found, set(found.shortest.goals)).calls)
    for call in calls:
        assert call[0].source in found.starts
        assert all(one.target == other.source for one, other in pairwise(call))
        assert call[-1].target is None or call[-1].target not in found.ways_out
