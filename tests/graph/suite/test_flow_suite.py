"""The suite of a flow in all of its worlds."""

from dataclasses import replace

from hypothesis import given

from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.item_words import play_flags
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.call_names import CallNames
from simulator.graph.suite.flow_suite import FlowSuiteMaker
from simulator.graph.suite.maker import SuiteMaker
from simulator.testing.strategies import flows
from tests.callers.world_flow import world_flow
from tests.graph.small_flows import PERSON, flow, menu, single, to


def test_each_world_gets_the_calls_that_the_worlds_before_it_leave_out() -> None:
    flow = world_flow(reception=PersonRoute(5_000, True))
    suite = FlowSuiteMaker(FlowCallers(flow)).make_suite()
    names = CallNames(flow)
    assert [f"{play_flags(call.script)}: {names.name_call(call)}" for call in suite.calls] == [
        "--caller '' --number '+441632960002' --given 'night-mode: open' --given 'office: open': "
        "every caller reaches Reception",
        "--caller '1': 1 reaches Booking desk",
        "--caller '9': a wrong key reaches Reception",
        "--caller '1' --number '+441632960002' --given 'night-mode: closed': "
        "1 reaches Night voicemail (night-mode closed)",
        "--caller '9' --number '+441632960002' --given 'night-mode: closed': "
        "a wrong key reaches Reception (night-mode closed)",
        "--caller 'silence' --number '+441632960002' --given 'night-mode: closed': "
        "a silence reaches Reception (night-mode closed)",
        "--caller '' --number '+441632960001' --given 'office: closed': every caller reaches Reception (office closed)",
        "--caller '1' --given 'Booking desk: no answer': 1 reaches Night voicemail (Booking desk no answer)",
        "--caller '1' --given 'Booking desk: busy': 1 reaches Reception (Booking desk busy)",
    ]
    assert (len(suite.needed), suite.worlds, suite.left) == (18, 5, ())


def test_a_suite_of_one_fixed_world_covers_what_that_world_has() -> None:
    flow = world_flow()
    callers = FlowCallers(flow, {"office": "closed", "night-mode": "closed"}, {"department||108000": "busy"})
    suite = FlowSuiteMaker(callers).make_suite()
    assert suite.left == ()
    assert {item for call in suite.calls for item in call.items} >= set(suite.needed) == set(callers.goals)


def test_who_is_busy_and_then_picks_up_in_one_call_gets_a_call_alone() -> None:
    desk = to(PERSON)
    busy = PersonRoute(5_000, True, busy=to("@menu"))
    of = replace(flow({"main": single(PERSON), "menu": menu({}, wrong=PERSON, allowed=(0, 0))}), routes={desk: busy})
    suite = FlowSuiteMaker(FlowCallers(of)).make_suite()
    assert [(call.script.as_line(), call.script.given) for call in suite.calls] == [
        ("", {}),
        ("silence", {"Desk": "busy"}),
        ("0", {"Desk": ["busy", "picked up"]}),
    ]
    assert (len(suite.needed), suite.worlds, suite.left) == (6, 3, ())


@given(flows())
def test_a_flow_without_a_world_has_the_suite_that_it_had(flow: Flow) -> None:
    suite = FlowSuiteMaker(FlowCallers(flow)).make_suite()
    before = SuiteMaker(ShortestCallers(RoundMap(flow))).make_suite()
    assert suite == before
    assert [call.trace for call in suite.calls] == [call.trace for call in before.calls]


@given(flows(worlds=True, most=3, most_options=3))
def test_the_calls_of_all_worlds_together_cover_everything(flow: Flow) -> None:
    callers = FlowCallers(flow)
    suite = FlowSuiteMaker(callers).make_suite()
    covered = {item for call in suite.calls for item in call.items}
    assert {*callers.goals} - covered == {*suite.left}
    assert suite.left == ()
