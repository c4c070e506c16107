"""The shortest caller to each item, in every world that the calendar can produce."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.graph.coverage.coverage_items import CoverageItem, sort_items
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.item_words import ItemWords, play_flags
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.coverage.tally import Coverage
from simulator.graph.worlds import asked_schedules, possible_states
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import world_flow


def shown(callers_of: FlowCallers) -> dict[str, str]:
    words = ItemWords(callers_of.flow)
    items = sort_items(callers_of.flow, set(callers_of.goals))
    return {words.in_full(item): play_flags(callers_of.caller_to(item)) for item in items}


def test_each_answer_and_what_lies_behind_it_has_a_caller_who_says_what_they_were_given() -> None:
    assert {words: line for words, line in shown(FlowCallers(world_flow())).items() if "choice" in words} == {
        "Main menu: reaching Booking desk by a choice": "--caller '1'",
        "Night menu: reaching Night voicemail by a choice": (
            "--caller '1' --number '+441632960002' --given 'night-mode: closed'"
        ),
    }
    assert {words: line for words, line in shown(FlowCallers(world_flow())).items() if "menu" not in words} == {
        "Office hours: open": "--caller '' --number '+441632960001'",
        "Office hours: closed": "--caller '' --number '+441632960001' --given 'office: closed'",
        "Night switch: open": "--caller '' --number '+441632960002'",
        "Night switch: closed": "--caller '' --number '+441632960002' --given 'night-mode: closed'",
        "Booking desk: no answer": "--caller '1' --given 'Booking desk: no answer'",
        "Booking desk: busy": "--caller '1' --given 'Booking desk: busy'",
    }


def test_what_is_fixed_leaves_the_other_worlds_out() -> None:
    fixed = FlowCallers(world_flow(), {"office": "closed"}, {"department||108000": "picked_up"})
    assert {words for words in shown(fixed) if "menu" not in words} == {
        "Office hours: closed",
        "Night switch: open",
        "Night switch: closed",
    }


@given(flows())
def test_a_flow_without_a_world_is_searched_as_before(flow: Flow) -> None:
    assert FlowCallers(flow).goals.keys() == ShortestCallers(RoundMap(flow)).goals.keys()


def covered_by(flow: Flow, script: object) -> set[CoverageItem]:
    coverage = Coverage(flow)
    coverage.add_call(Rehearsal(flow).trace_call(script)[1])  # type: ignore[arg-type]  # a script as it was drawn
    return set(coverage.hits)


@given(st.data())
def test_every_item_is_covered_by_its_caller_and_no_caller_covers_more(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    shortest = FlowCallers(flow)
    for item in shortest.goals:
        caller = shortest.caller_to(item)
        assert item in covered_by(flow, caller)
        assert shortest.count_steps(item) == len(caller.steps)
    asked = asked_schedules(flow)
    states = data.draw(st.sampled_from([*possible_states(flow, asked, {})] if asked else [{}]))
    script = data.draw(callers(flow))
    people = {name: answer for name, answer in script.given.items() if name not in flow.schedules}
    anybody = script.model_copy(update={"given": {**people, **states}})
    assert covered_by(flow, anybody) - set(shortest.goals) == set()
    assert all(isinstance(route, PersonRoute) for route in flow.routes.values()) or asked
