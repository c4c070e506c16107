"""A test is run: its caller acts, the call is judged, and whoever listens is told of the trace."""

from simulator import Flow, Rehearsal
from simulator.callers.drivers import Trace
from simulator.config.semantics import PROFILES
from simulator.flowtests import run, run_file
from tests.flowtests.conftest import ROOT, Written


def test_a_verdict_holds_the_call(written: Written, clinic: Flow) -> None:
    (test,) = written("tests: [{name: a, caller: '9 silence 1', reaches: Booking desk}]").tests
    verdict = run(test)
    assert (verdict.passed, verdict.problem, verdict.test) == (True, None, test)
    assert verdict.trace == Rehearsal(clinic).trace_call("9 silence 1")[1]
    assert verdict.seconds > 0


def test_every_trace_is_told_with_the_flow_under_its_semantics(written: Written) -> None:
    told: list[tuple[Flow, Trace]] = []
    (test,) = written("tests: [{name: a, within: 1 min, entry: Billing, semantics: freepbx}]").tests
    verdict = run(test, on_trace=lambda flow, trace: told.append((flow, trace)))
    assert [(flow.semantics.profile, trace.entry) for flow, trace in told] == [("freepbx", "billing")]
    assert told[0][1] is verdict.trace


def test_a_test_runs_under_other_semantics_than_its_own(written: Written) -> None:
    (test,) = written("tests: [{name: a, caller: '9 9 1', reaches: Booking desk}]").tests
    assert [run(test, semantics=PROFILES[name]).passed for name in ("acefone", "acefone-uk-literal")] == [True, False]


def test_the_shipped_suites_hold() -> None:
    for name in ("clinic", "council", "single"):
        verdicts = run_file(ROOT / f"flows/{name}/{name}.calls.yaml")
        assert verdicts
        assert [verdict.test.name for verdict in verdicts if not verdict.passed] == []
