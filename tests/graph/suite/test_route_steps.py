from simulator.callers.caller_script import steps_line
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.covering_routes import CoveringRoutes
from simulator.graph.suite.decisions import DecisionGraph
from simulator.graph.suite.route_steps import PlannedCall, Planner
from tests.graph.small_flows import PERSON, flow, menu


def planned(of: Flow) -> tuple[Planner, list[PlannedCall]]:
    shortest = ShortestCallers(RoundMap(of))
    graph = DecisionGraph(shortest)
    planner = Planner(shortest.rounds)
    calls = [planner.plan_call(of.entry, route) for route in CoveringRoutes(graph, set(shortest.goals)).calls]
    return planner, [call for call in calls if call is not None]


def lines(calls: list[PlannedCall]) -> list[str | None]:
    return [steps_line(call.caller_steps) for call in calls]


def test_the_wrong_key_is_one_that_people_would_press() -> None:
    def wrong(of: Flow) -> list[str | None]:
        return lines(planned(of)[1])[-2:]

    assert wrong(flow({"main": menu({"1": PERSON}, allowed=(0, 0))})) == ["9", "silence"]
    assert wrong(flow({"main": menu({"1": PERSON, "9": PERSON}, allowed=(0, 0))})) == ["8", "silence"]
    # under first_match a digit waits for another one; # is wrong at once
    first_match = Semantics(collect="first_match")
    assert wrong(flow({"main": menu({"1": PERSON}, allowed=(0, 0))}, semantics=first_match)) == ["#", "silence"]


def test_a_key_goes_into_a_recording_in_a_call_that_presses_one_there_anyway() -> None:
    planner, calls = planned(flow({"main": menu({"1": PERSON, "2": PERSON}, greeting="4", allowed=(0, 0))}))
    planner.press_into(calls, [CoverageItem("main", "barge_in", what="greeting")])
    assert lines(calls) == ["1", "early:2", "9", "silence"] or lines(calls)[0] == "1"
    assert sum("early" in (line or "") for line in lines(calls)) == 1


def test_where_every_call_is_the_first_of_its_round_one_of_them_takes_it() -> None:
    planner, calls = planned(flow({"main": menu({"1": PERSON}, greeting="4", allowed=(0, 0))}))
    planner.press_into(calls, [CoverageItem("main", "barge_in", what="greeting")])
    assert lines(calls) == ["1", "early:9", "silence"]


def test_who_cannot_press_in_time_is_not_planned() -> None:
    silent = flow({"main": menu({"1": PERSON}, timeout=0)}, semantics=Semantics(zero_timeout_seconds=0))
    assert lines(planned(silent)[1]) == ["silence silence"]


def test_a_call_to_another_number_says_so() -> None:
    two = flow({"day": menu({"1": PERSON}), "night": menu({"1": PERSON})}, numbers={"+441632960002": "night"})
    shortest = ShortestCallers(RoundMap(two))
    graph = DecisionGraph(shortest)
    planner = Planner(shortest.rounds)
    calls = [
        planner.plan_call(graph.starts[route[0].source], route)
        for route in CoveringRoutes(graph, set(shortest.goals)).calls
    ]
    assert {call.start.get("entry", "") for call in calls if call} == {"", "night"}


def test_keys_go_into_recordings_as_a_search_through_all_calls_places_them() -> None:
    of = flow(
        {
            "main": menu({"1": "inner", "2": PERSON}, greeting="4", wrong_key_retry_recording="3"),
            "inner": menu({"1": PERSON}, greeting="5", allowed=(2, 2), silence_retry_recording="6"),
        }
    )
    items = [item for item in ShortestCallers(RoundMap(of)).goals if item.kind == "barge_in"]
    planner, calls = planned(of)
    planner.press_into(calls, items)
    searching, plain = planned(of)
    taken = set({call.steps[-1].opening.listening: number for number, call in reversed([*enumerate(plain)])}.values())
    order = sorted(range(len(plain)), key=lambda number: len(plain[number].steps))
    every = [(number, index) for number in order for index in range(len(plain[number].steps))]
    for item in items:
        chances = (
            searching._first_chance(plain, every, item, reserved, usual=usual)
            for reserved, usual in ((taken, True), (set[int](), True), (set[int](), False))
        )
        number, index, step = next(filter(None, chances))
        taken.add(number)
        plain[number].steps[index] = plain[number].steps[index]._replace(step=step)
    assert lines(calls) == lines(plain)
    assert sum("early" in (line or "") for line in lines(calls)) == len(items)
