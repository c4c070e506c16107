"""Flow tests in one process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.flowtests import load_tests, run
from simulator.flowtests.collection import run_all
from simulator.flowtests.flow_test import CallVerdict, EndClaim, FlowTest, Mark, ScriptedAct, Step, Switchboard
from simulator.flowtests.mutants import score_suite
from simulator.flowtests.recorded_suite import RecordedSuite
from tests.benchmarks.pairs import ratio, time_road, triggers
from tests.conftest import FLOWS
from tests.graph.small import menu

SUITES = [FLOWS / name / f"{name}.calls.yaml" for name in ("clinic", "council", "single")]
ONE_TEST = 15
"""In bare triggers: some 1.75 times what was measured; the aim of 3,000 tests a second is 28 where one takes 12 us."""

MUTANTS_MOST = 36
"""Eight times as many mutants, whose calls are up to three times as long; 1.5 times what was measured."""


def test_tests_a_second() -> None:
    tests = [test for path in SUITES for test in load_tests(path).tests] * 100
    run_all(tests[: len(tests) // 10])  # the machines' places are opened
    verdicts: list[CallVerdict] = []
    seconds = time_road(lambda: verdicts.extend(run_all(tests)))
    assert all(verdict.passed for verdict in verdicts)
    triggers("a flow test", seconds / len(verdicts), most=ONE_TEST)


def test_a_test_against_a_bare_call() -> None:
    (test,) = (test for test in load_tests(SUITES[0]).tests if "confused" in test.name)
    rehearsal = Rehearsal(test.flow)

    def ours() -> None:
        for _ in range(500):
            run(test)

    def peer() -> None:
        for _ in range(500):
            rehearsal.trace_call("9 silence 1")

    ratio("a flow test over its call alone", ours, peer, most=2, rounds=7)


def test_mutants_of_a_flow_of_eight_times_as_many_menus() -> None:
    small, large = ([run(test) for test in _one_test_for_each_menu(count)] for count in (4, 32))

    def scored(verdicts: list[CallVerdict]) -> Callable[[], object]:
        return lambda: score_suite(verdicts[0].test.flow, RecordedSuite(verdicts))

    ratio("mutants of 32 menus over those of 4", scored(large), scored(small), most=MUTANTS_MOST, rounds=1)


def _one_test_for_each_menu(count: int) -> Iterator[FlowTest]:
    """A tree of menus with three keys below each, and what the wrong key in each is claimed to bring."""
    flow = Flow("m0", {f"m{number}": _menu(number, count) for number in range(count)})
    board, mark = Switchboard(flow), Mark((), 1, 1)
    for number in range(count):
        keys, at = "9", number
        while at:
            keys, at = str((at - 1) % 3 + 1) + keys, (at - 1) // 3
        acts = tuple(ScriptedAct(mark, "press", key) for key in keys)
        steps: tuple[Step, ...] = *acts, EndClaim(mark, "reaches", Destination("department", str(number)))
        yield FlowTest(keys, "made", mark, steps, (), "m0", flow.semantics, board)


def _menu(number: int, count: int) -> Receptionist:
    below = [key for key in range(3 * number + 1, 3 * number + 4) if key < count]
    ways = {f"k{option}": f"ivr||m{key}" for option, key in enumerate(below, 1)}
    return menu(**ways, wrong=f"department||{number}", wrong_keys_allowed=0)


def test_loading_a_suite() -> None:
    seconds = time_road(lambda: [load_tests(path) for path in SUITES])
    triggers(f"{len(SUITES)} test files loaded, with their flows", seconds)
