from dataclasses import replace

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.coverage.collector import CoverageCollector
from simulator.graph.coverage.tally import Tally
from simulator.loader.flow_kinds import load


def test_traces_of_one_flow_from_several_files_belong_together(clinic: Flow) -> None:
    again = replace(load("example:clinic"), source="elsewhere")
    single = load("example:single")
    collected = CoverageCollector()
    for flow, caller in ((clinic, "1"), (again, "9 1"), (clinic, "0"), (single, "")):
        collected.add_call(flow, Rehearsal(flow).trace_call(caller)[1])
    assert [(coverage.flow.entry, coverage.calls, coverage.total) for coverage in collected.coverages] == [
        ("main", 3, Tally(8, 136)),
        ("welcome", 1, Tally(2, 2)),
    ]
    assert collected.total == Tally(10, 138)


def test_a_flow_under_other_semantics_is_another(clinic: Flow) -> None:
    collected = CoverageCollector()
    other = load("example:clinic", semantics="freepbx")
    for flow in (clinic, other):
        collected.add_call(flow, Rehearsal(flow).trace_call("1")[1])
    assert len(collected.coverages) == 2


def test_tests_under_other_semantics_are_counted_and_cover_nothing() -> None:
    collected = CoverageCollector()
    collected.count_skipped()
    assert (collected.coverages, collected.apart, collected.total.reaches(100)) == ([], 1, True)
