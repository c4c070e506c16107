from simulator.config.flow import Flow
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.covering_routes import CoveringRoutes
from simulator.graph.suite.decisions import DecisionGraph
from tests.graph.small_flows import PERSON, flow, menu


def routes(of: Flow, needed: set[CoverageItem] | None = None) -> list[str]:
    shortest = ShortestCallers(RoundMap(of))
    found = CoveringRoutes(DecisionGraph(shortest), set(shortest.goals) if needed is None else needed).calls
    return [" ".join(link.decision.keys or "silence" for link in call) for call in found]


def test_each_decision_that_ends_a_call_has_a_call_and_the_others_are_made_on_the_way() -> None:
    sub = {
        "main": menu({"1": PERSON, "2": "sub"}, allowed=(0, 0)),
        "sub": menu({"1": PERSON, "*": "main"}, allowed=(0, 0)),
    }
    assert routes(flow(sub)) == ["1", "2 * 0", "silence", "2 1", "2 0", "2 silence"]


def test_the_first_call_to_end_in_a_round_stays_plain(clinic: Flow) -> None:
    assert [call for call in routes(clinic) if len(call.split()) < 3] == ["1", "2 1", "4 1", "silence 1"]


def test_only_what_is_needed_is_made() -> None:
    shop = flow({"main": menu({"1": PERSON, "2": PERSON}, allowed=(0, 0))})
    assert routes(shop, {CoverageItem("main", "choice", 0, 0, "2")}) == ["2"]
    assert routes(shop, set()) == []


def test_what_fits_nowhere_gets_a_call_of_its_own() -> None:
    narrow = {"main": menu({"1": "end", "2": "end", "3": "end"}, wrong="end", silence="end", allowed=(0, 0))}
    end = menu({str(key): "end" for key in range(10)}, wrong="end", silence=PERSON, allowed=(0, 0))
    narrow["end"] = end
    calls = routes(flow(narrow))
    assert [call.split()[0] for call in calls] == ["1", "2", "3", "0", "silence"]
    assert calls[1:] == ["2 silence", "3 silence", "0 silence", "silence silence"]
