"""What a call covers whose caller stays after a voicemail."""

from simulator.callers.rehearsal import Rehearsal
from simulator.config.receptionist import Destination
from simulator.graph.coverage.collector import CoverageCollector
from simulator.graph.coverage.stayed_calls import comes_back, without_stays
from simulator.graph.coverage.tally import Coverage
from tests.callers.test_voicemail_returns import GROUP, MAIN, RETURNS, announcement, flow_of, leading
from tests.core.test_return_rules import menu


def test_what_is_covered_is_what_two_callers_cover_who_hang_up() -> None:
    flow = flow_of(
        leading(MAIN, k2="sub", k3="tip"), menu("sub"), announcement("tip", Destination("Voicemail", "5")), on=("main",)
    )
    staying = Rehearsal(flow, given={**RETURNS, "Sales": "no answer"})
    stayed, parted = Coverage(flow), Coverage(flow)
    for keys in ("5 2 9", "3 2 9", "6 2 9"):
        trace = staying.trace_call(keys)[1]
        assert comes_back(flow, trace)
        stayed.add_call(without_stays(flow, trace))
    hangs_up = Rehearsal(flow, given={"Sales": "no answer"})
    for keys in ("5", "3", "6", "2 9"):
        trace = hangs_up.trace_call(keys)[1]
        assert not comes_back(flow, trace)
        assert without_stays(flow, trace).turns == trace.turns
        parted.add_call(trace)
    assert stayed.hits.keys() == parted.hits.keys()


def test_the_calls_are_counted_for_a_note() -> None:
    flow = flow_of(MAIN, on=("main",))
    collected = CoverageCollector()
    collected.add_stay(flow, Rehearsal(flow, given=RETURNS).trace_call("5 9")[1])
    assert (collected.stayed, collected.coverages[0].calls) == (1, 1)
    assert GROUP  # the flow has a telephone behind which the same voicemail lies
