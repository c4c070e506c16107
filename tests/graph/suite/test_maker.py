import pytest
from hypothesis import given

from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.coverage.tally import Coverage
from simulator.graph.suite import maker as suites
from simulator.graph.suite.maker import Suite, SuiteMaker
from simulator.testing.strategies import flows
from tests.graph.small_flows import PERSON, flow, menu, single


def suite(of: Flow, covered: set[CoverageItem] | None = None) -> Suite:
    return SuiteMaker(ShortestCallers(RoundMap(of)), covered or set()).make_suite()


def lines(of: Suite) -> list[str | None]:
    return [call.script.as_line() for call in of.calls]


def test_the_suite_of_a_small_menu() -> None:
    small = flow({"main": menu({"1": PERSON, "2": PERSON}, greeting="4")})
    found = suite(small)
    assert lines(found) == [
        "1",
        "early:2",
        "9 1",
        "9 2",
        "9 9",
        "silence 1",
        "silence 2",
        "silence silence",
        "9 silence 1",
        "silence 9 2",
        "9 silence 9",
        "9 silence silence",
    ]
    assert (len(found.needed), found.ends, found.least, found.left) == (21, 12, 12, ())


def test_the_clinic_needs_as_many_calls_as_there_are_decisions_that_end_one(clinic: Flow) -> None:
    found = suite(clinic)
    assert (len(found.needed), len(found.calls), found.ends, found.least) == (136, 66, 66, 66)
    steps = sum(len(call.script.steps) for call in found.calls)
    alone = sum(len(ShortestCallers(RoundMap(clinic)).caller_to(item).steps) for item in found.needed)
    assert (steps, alone) == (297, 438)


def test_only_what_other_tests_leave_out_is_covered() -> None:
    small = flow({"main": menu({"1": PERSON, "2": PERSON}, allowed=(0, 0))})
    every = set(ShortestCallers(RoundMap(small)).goals)
    left = {CoverageItem("main", "choice", 0, 0, "2"), CoverageItem("main", "silence", 0, 0)}
    assert lines(suite(small, every - left)) == ["2", "silence"]
    assert suite(small, every) == Suite((), (), 0, 0)


def test_a_flow_without_a_menu_takes_one_call() -> None:
    found = suite(flow({"hello": single("desk", greeting="2"), "desk": single(PERSON)}))
    assert (lines(found), found.least) == ([""], 1)


def test_in_a_trap_the_caller_hangs_up_in_the_end() -> None:
    found = suite(flow({"trap": menu({"1": "trap"}, wrong="trap", silence="trap", allowed=(0, 0))}))
    assert [call.trace.kind for call in found.calls] == ["abandoned"]
    assert sorted(str(lines(found)[0]).split()) == ["1", "9", "hangup", "silence"]


def test_an_item_is_shown_by_the_shortest_call_that_covers_it(clinic: Flow) -> None:
    retry = CoverageItem("main", "recording", what="wrong retry")
    assert [call.script.as_line() for call in suite(clinic).calls if retry in call.first] == ["9 1"]


def test_the_decisions_of_a_call_tell_the_visit_and_whether_it_ends_there(clinic: Flow) -> None:
    call = next(call for call in suite(clinic).calls if call.script.as_line() == "2 9 1")
    assert [(made.item.kind, made.visit, made.leaves) for made in call.path] == [
        ("choice", 1, True),
        ("wrong", 2, False),
        ("choice", 2, True),
    ]


def test_a_flow_of_too_many_items_gets_a_message(monkeypatch: pytest.MonkeyPatch, clinic: Flow) -> None:
    monkeypatch.setattr(suites, "ITEMS_MOST", 135)
    with pytest.raises(UsageError) as refusal:
        suite(clinic)
    assert str(refusal.value) == (
        "the flow has 136 items to cover; a suite is written for at most 135: "
        "lower the counts of its menus, or cover a part of it with --entry"
    )


def test_a_flow_whose_calls_are_too_long_together_gets_a_message(monkeypatch: pytest.MonkeyPatch, clinic: Flow) -> None:
    steps = sum(route.cost[1] for route in ShortestCallers(RoundMap(clinic)).goals.values())
    monkeypatch.setattr(suites, "TAKEN_STEPS_MOST", steps)
    assert suite(clinic).calls
    monkeypatch.setattr(suites, "TAKEN_STEPS_MOST", steps - 1)
    with pytest.raises(UsageError) as refusal:
        suite(clinic)
    assert str(refusal.value) == (
        f"the flow is so deep that the callers of its suite would take some {steps} steps in all; a suite is "
        f"written for at most {steps - 1}: cover a part of the flow with --entry"
    )


@given(flows())
def test_every_suite_covers_all_that_can_be_covered_and_says_how_few_calls_could(some: Flow) -> None:
    found = suite(some)
    coverage = Coverage(some)
    for call in found.calls:
        coverage.add_call(call.trace)
    assert (coverage.uncovered(), found.left) == ([], ())
    assert 0 <= len(found.calls) - found.least <= 2  # a recording heard only elsewhere may ask for a call more
