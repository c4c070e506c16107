import json
from xml.etree import ElementTree

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.coverage.collector import CoverageCollector
from simulator.loader.flow_kinds import load
from simulator.report.coverage_report import coverage_json, coverage_text
from simulator.report.coverage_summary import summarize_coverage
from simulator.report.run_coverage import run_coverage_json, run_coverage_text, run_coverage_xml


def two_flows(clinic: Flow) -> CoverageCollector:
    collected = CoverageCollector()
    for flow, caller in ((clinic, "1"), (clinic, "9 1"), (clinic, "0"), (load("example:single"), "")):
        collected.add_call(flow, Rehearsal(flow).trace_call(caller)[1])
    return collected


def test_several_flows_one_after_another_and_all_of_them_in_the_last_line(clinic: Flow) -> None:
    collected = two_flows(clinic)
    first, second = collected.coverages
    total = "All flows: 10 of 138 items (7.2 %)"
    assert run_coverage_text(collected) == "\n\n".join([coverage_text(first), coverage_text(second), total])
    summaries = [summarize_coverage(first), summarize_coverage(second)]
    assert run_coverage_text(collected, summarize_coverage) == "\n\n".join([*summaries, total])


def test_a_single_flow_has_no_line_for_all(clinic: Flow) -> None:
    collected = CoverageCollector()
    collected.add_call(clinic, Rehearsal(clinic).trace_call("1")[1])
    assert run_coverage_text(collected) == coverage_text(collected.coverages[0])


def test_tests_under_other_semantics_are_counted_in_the_last_line() -> None:
    collected = CoverageCollector()
    nothing = "Coverage: no test ran, so there is nothing to report"
    assert run_coverage_text(collected) == nothing
    collected.count_skipped()
    one = "1 test asks for other semantics than the flow's and is not counted here"
    assert run_coverage_text(collected) == f"{nothing}\n\n{one}"
    collected.count_skipped()
    two = "2 tests ask for other semantics than the flow's and are not counted here"
    assert run_coverage_text(collected) == f"{nothing}\n\n{two}"


def test_the_json_holds_the_total_and_each_flow(clinic: Flow) -> None:
    collected = two_flows(clinic)
    report = json.loads(run_coverage_json(collected))
    flows = report.pop("flows")
    assert report == {"covered": 10, "of": 138, "percent": 7.2, "apart": 0, "stayed": 0}
    assert flows == json.loads(json.dumps([coverage_json(coverage) for coverage in collected.coverages]))


def test_the_xml_has_a_package_for_each_flow() -> None:
    collected = two_flows(load("example:clinic"))
    root = ElementTree.fromstring(run_coverage_xml(collected, version="1", timestamp=2))
    assert (root.get("version"), root.get("timestamp")) == ("1", "2")
    names = [package.get("name") for package in root.iter("package")]
    assert names == [coverage.flow.source for coverage in collected.coverages]
