"""What coverage costs beside the tests that feed it, and how long a suite takes to make.

pytest tests/benchmarks/test_coverage.py -s
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from simulator.flowtests import load_tests, run
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.coverage.tally import Coverage
from simulator.graph.suite.maker import SuiteMaker
from simulator.loader.flow_kinds import load
from tests.benchmarks.pairs import ratio

FLOWS = Path(__file__).parents[2] / "flows"


def test_coverage_costs_little_beside_the_tests_themselves() -> None:
    file = load_tests(FLOWS / "council/generated.calls.yaml")
    traces = [run(test).trace for test in file.tests]

    def covered() -> None:
        coverage = Coverage(file.flow)
        for trace in traces:
            coverage.add_call(trace)

    figure = ratio(f"coverage of {len(traces)} tests over running them", covered, lambda: list(map(run, file.tests)))
    assert figure < 0.25


def test_what_can_be_covered_and_the_suite_of_twelve_menus() -> None:
    council = load(FLOWS / "council")
    started = perf_counter()
    shortest = ShortestCallers(RoundMap(council))
    searched = perf_counter() - started
    calls = SuiteMaker(shortest).make_suite().calls
    made = perf_counter() - started
    print(f"\n{len(shortest.goals)} items in {searched * 1000:.0f} ms; {len(calls)} calls in {made * 1000:.0f} ms")
    assert searched < 0.5
    assert made < 5
