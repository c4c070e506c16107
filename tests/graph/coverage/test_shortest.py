from dataclasses import replace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.core.events import ANSWERED, KEYS
from simulator.graph.coverage.coverage_items import CoverageItem, items_of
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.coverage.tally import Coverage
from simulator.tables.table_plan import TablePlan
from simulator.testing.strategies import callers, flows
from tests.graph.plain_plan import PlainPlan
from tests.graph.small_flows import PERSON, flow, menu


def test_the_shortest_caller_to_each_kind_of_item(clinic: Flow) -> None:
    shortest = ShortestCallers(RoundMap(clinic))
    wanted = {
        CoverageItem("main", "recording", what="greeting"): "",
        CoverageItem("main", "choice", 0, 0, "3"): "3",
        CoverageItem("main", "wrong", 1, 1): "4 silence 4",
        CoverageItem("main", "recording", what="silence final"): "silence silence silence",
        CoverageItem("main", "barge_in", what="silence retry"): "silence early:0",
        CoverageItem("billing", "choice", 2, 1, "1"): "2 4 4 silence 1",
        CoverageItem("billing", "destination", what="main", cause="choice"): "2 3",
    }
    assert {item: shortest.caller_to(item).as_line() for item in wanted} == wanted


def test_fewest_steps_come_first_then_least_time_then_smaller_keys() -> None:
    three = flow(
        {
            "main": menu({"21": PERSON, "7": "slow", "3": "quick", "2": "quick"}),
            "slow": menu({"1": PERSON}, greeting="9"),
            "quick": menu({"1": PERSON}, greeting="2"),
        }
    )
    shortest = ShortestCallers(RoundMap(three))
    assert shortest.caller_to(CoverageItem("quick", "choice", 0, 0, "1")).as_line() == "3 1"  # 2 would wait for 21
    assert shortest.caller_to(CoverageItem("slow", "choice", 0, 0, "1")).as_line() == "7 1"


def test_another_number_is_called_only_for_what_the_entry_does_not_lead_to(clinic: Flow) -> None:
    alone = {"main": menu({"1": PERSON}), "night": menu({"1": PERSON})}
    shortest = ShortestCallers(RoundMap(flow(alone, numbers={"+441632960001": "main", "+441632960002": "night"})))
    assert shortest.caller_to(CoverageItem("night", "choice", 0, 0, "1")).as_json() == {
        "entry": "night",
        "steps": [{"press": "1"}],
    }
    assert shortest.caller_to(CoverageItem("main", "choice", 0, 0, "1")).entry == ""
    by_number = ShortestCallers(RoundMap(replace(clinic, numbers={"+441632960002": "billing"})))
    assert by_number.caller_to(CoverageItem("billing", "choice", 0, 0, "1")).as_json() == {
        "steps": [{"press": "2"}, {"press": "1"}]
    }


def test_nothing_lies_beyond_the_thousandth_round() -> None:
    items = {f"m{number}": menu({"1": f"m{number + 1}"}) for number in range(1001)}
    shortest = ShortestCallers(RoundMap(flow({**items, "m1001": menu({"1": PERSON})})))
    reached = {item.receptionist for item in shortest.goals}
    assert ("m999" in reached, "m1000" in reached, "m1001" in reached) == (True, False, False)


@given(st.data())
def test_every_goal_is_covered_by_its_caller_and_no_caller_covers_more(data: st.DataObject) -> None:
    some = data.draw(flows())
    shortest = ShortestCallers(RoundMap(some))
    rehearsal = Rehearsal(some, limit=60)
    for item in shortest.goals:
        coverage = Coverage(some)
        coverage.add_call(rehearsal.trace_call(shortest.caller_to(item))[1])
        assert item in coverage.hits
    anybody = Coverage(some)
    anybody.add_call(rehearsal.trace_call(data.draw(callers(some)))[1])
    assert set(anybody.hits) - set(shortest.goals) == set()


@given(flows())
def test_the_goals_are_the_items_of_every_place_that_calls_come_to(some: Flow) -> None:
    """By the plain road: every event at every place of the blueprints, where keys need a wait to be in time."""
    plan = PlainPlan(some)
    known = cast("TablePlan", plan)
    items: set[CoverageItem] = set()
    waiting = [plan.ringing_place(start) for start in (some.entry, *some.numbers.values())]
    seen = set(waiting)
    for place in waiting:  # grows while it is walked
        triggers = [ANSWERED] if place.phase == "ringing" else []
        if place.wait is not None:
            triggers = [place.wait.then.trigger, *(KEYS if place.wait.milliseconds else ())]
        for trigger in triggers:
            arc = plan.arc_from(place, trigger)
            items.update(items_of(known, place, trigger, arc.effects, arc.dest))
            if arc.dest not in seen:
                seen.add(arc.dest)
                waiting.append(arc.dest)
    assert ShortestCallers(RoundMap(some)).goals.keys() == items
