from simulator.config.flow import Flow
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.decisions import DecisionGraph, Link
from tests.graph.small_flows import HANGUP, PERSON, flow, menu


def graph(of: Flow) -> DecisionGraph:
    return DecisionGraph(ShortestCallers(RoundMap(of)))


def keys(links: list[Link]) -> str:
    return " ".join(link.decision.keys or "silence" for link in links)


def test_every_round_and_every_decision_is_in_the_graph(clinic: Flow) -> None:
    found = graph(clinic)
    assert (len(found.links), sum(1 for _ in found.all_links())) == (18, 108)
    assert {place.name: root for place, root in found.starts.items()} == {
        "main/0,0/listening": "main",
        "billing/0,0/listening": "billing",
    }


def test_the_way_to_a_round_is_made_of_the_fewest_decisions_from_the_entry(clinic: Flow) -> None:
    found = graph(clinic)
    ways = {place.name: keys(found.links_to(place)) for place in found.links}
    assert ways["main/0,0/listening"] == ""
    assert ways["billing/0,0/listening"] == "2"
    assert ways["billing/2,1/listening"] in ("2 4 4 silence", "2 4 silence 4", "2 silence 4 4")


def test_out_of_a_trap_there_is_no_way() -> None:
    trap = menu({"1": "trap"}, wrong="trap", silence="trap")
    found = graph(flow({"main": menu({"1": "trap", "2": PERSON}, wrong=HANGUP, silence=HANGUP), "trap": trap}))
    assert {place.receptionist for place in found.ways_out} == {"main"}
    assert {place.receptionist for place in found.links} == {"main", "trap"}
    inside = next(place for place in found.links if place.receptionist == "trap")
    assert found.links_from(inside) == []
    start = next(iter(found.starts))
    assert keys(found.links_from(start)) == "2"
