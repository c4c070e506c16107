"""What coverage costs next to the tests that feed it, and how long a suite takes to make."""

from __future__ import annotations

from pathlib import Path

from simulator.flowtests import load_tests, run
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.coverage.tally import Coverage
from simulator.graph.suite.maker import SuiteMaker
from simulator.loader.flow_kinds import load
from tests.benchmarks.pairs import ratio, time_road, triggers

SEARCHED, MADE = 11_000, 68_000
"""Gates in bare triggers: some 1.75 times what was measured; the aims are 40,000 and 400,000."""

FLOWS = Path(__file__).parents[2] / "flows"


def test_coverage_costs_little_beside_the_tests_themselves() -> None:
    file = load_tests(FLOWS / "council/generated.calls.yaml")
    traces = [run(test).trace for test in file.tests]

    def covered() -> None:
        coverage = Coverage(file.flow)
        for trace in traces:
            coverage.add_call(trace)

    name = f"coverage of {len(traces)} tests over running them"
    ratio(name, covered, lambda: list(map(run, file.tests)), most=0.3)


def test_what_can_be_covered_and_the_suite_of_twelve_menus() -> None:
    council = load(FLOWS / "council")
    searched = time_road(lambda: ShortestCallers(RoundMap(council)))
    made = time_road(lambda: SuiteMaker(ShortestCallers(RoundMap(council))).make_suite())
    triggers("what can be covered in 12 menus", searched, most=SEARCHED)
    triggers("the suite that covers 12 menus", made, most=MADE)
