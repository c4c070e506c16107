"""A call of a suite covers the same whether it is read off its moves or off its turns."""

from hypothesis import given

from simulator.config.flow import Flow
from simulator.graph.coverage.coverage_items import TurnItems
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.maker import SuiteMaker
from simulator.graph.suite.suite_call import suite_call
from simulator.testing.strategies import flows


@given(flows(most=2))
def test_both_roads_to_what_a_call_covers_agree(some: Flow) -> None:
    known = TurnItems(some)
    for call in SuiteMaker(ShortestCallers(RoundMap(some))).make_suite().calls:
        by_turns = suite_call(known, call.script, call.trace)
        assert (call.items, call.path) == (by_turns.items, by_turns.path)
