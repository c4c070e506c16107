import json
from dataclasses import replace

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.coverage.collected import Collected
from simulator.graph.coverage.tally import Tally
from simulator.load import load


def test_traces_of_one_flow_from_several_files_belong_together(clinic: Flow) -> None:
    again = replace(load("example:clinic"), source="elsewhere")
    single = load("example:single")
    collected = Collected()
    for flow, caller in ((clinic, "1"), (again, "9 1"), (clinic, "0"), (single, "")):
        collected.add(flow, Rehearsal(flow).trace(caller)[1])
    assert [(coverage.flow.entry, coverage.calls, coverage.total) for coverage in collected.coverages] == [
        ("main", 3, Tally(8, 136)),
        ("welcome", 1, Tally(2, 2)),
    ]
    assert collected.total == Tally(10, 138)
    assert collected.text().splitlines()[-1] == "All flows: 10 of 138 items (7.2 %)"
    told = json.loads(collected.json())
    assert (told["covered"], told["of"], told["percent"], len(told["flows"])) == (10, 138, 7.2, 2)


def test_a_flow_under_other_semantics_is_another(clinic: Flow) -> None:
    collected = Collected()
    other = load("example:clinic", semantics="freepbx")
    for flow in (clinic, other):
        collected.add(flow, Rehearsal(flow).trace("1")[1])
    assert len(collected.coverages) == 2


def test_tests_that_count_for_nothing_are_told() -> None:
    collected = Collected()
    assert collected.text() == "Coverage: no test ran, so there is nothing to tell"
    assert collected.total.reaches(100)
    collected.skip()
    assert collected.text().splitlines()[-1] == (
        "1 test asks for other semantics than the flow's, and count for nothing here"
    )
