"""Flow tests a second in one process.

pytest tests/benchmarks/test_flowtests.py -s
"""

from __future__ import annotations

from time import perf_counter

from simulator import Rehearsal
from simulator.flowtests import load_tests, run
from simulator.flowtests.collection import run_all
from tests.benchmarks.pairs import ratio
from tests.conftest import FLOWS

SUITES = [FLOWS / name / f"{name}.calls.yaml" for name in ("clinic", "council", "single")]
WANTED = 3_000


def test_tests_a_second() -> None:
    tests = [test for path in SUITES for test in load_tests(path).tests] * 100
    run_all(tests[: len(tests) // 10])  # the machines' places are opened
    started = perf_counter()
    verdicts = run_all(tests)
    rate = len(verdicts) / (perf_counter() - started)
    print(f"\n{rate:,.0f} flow tests a second (target: {WANTED:,})")
    assert all(verdict.passed for verdict in verdicts)
    assert rate >= WANTED


def test_a_test_against_a_bare_call() -> None:
    (test,) = (test for test in load_tests(SUITES[0]).tests if "confused" in test.name)
    rehearsal = Rehearsal(test.flow)

    def ours() -> None:
        for _ in range(500):
            run(test)

    def peer() -> None:
        for _ in range(500):
            rehearsal.trace_call("9 silence 1")

    assert ratio("a flow test, against its call alone", ours, peer) <= 2


def test_loading_a_suite() -> None:
    started = perf_counter()
    count = sum(len(load_tests(path).tests) for path in SUITES)
    seconds = perf_counter() - started
    print(f"\n{count} tests of {len(SUITES)} files loaded in {seconds * 1000:.0f} ms, their flows included")
