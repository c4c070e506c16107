"""A test is run: its caller acts, the call is judged, and whoever listens is told of the trace."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator import Destination, Flow, Rehearsal
from simulator.callers.drivers import Trace
from simulator.callers.voicemail_returns import MachineKey
from simulator.config.semantics import PROFILES
from simulator.core.machine import CallMachine
from simulator.flowtests import run, run_file
from simulator.flowtests.failure_text import failure_report
from simulator.flowtests.flow_test import (
    CallRule,
    EndClaim,
    FlowTest,
    HearsClaim,
    Mark,
    NamedThing,
    RingsClaim,
    ScriptedAct,
    Switchboard,
    TimeLimit,
)
from simulator.graph.coverage.tally import Coverage
from simulator.testing.strategies import flows
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


class MachineBoard(Switchboard):
    """A switchboard whose calls are made in the reference machine."""

    def player_for(self, key: MachineKey) -> None:
        """No call is played by rows."""

    def make_machine(self, key: MachineKey) -> CallMachine:
        return CallMachine(key.flow_for(self.flow))


@st.composite
def drawn_tests(draw: st.DrawFn) -> FlowTest:
    """A test of a random flow: a few acts, with every cue, and claims that may hold or not."""
    flow = draw(flows(worlds=True) | flows(worlds=True, returns=True))
    mark = Mark((), 1, 1)
    recordings = sorted({name for item in flow.receptionists.values() for name in item.recordings} | {"none"})
    destinations = [Destination("department", "1").canonical, *(route.canonical for route in flow.routes)]
    acts = st.builds(
        ScriptedAct,
        st.just(mark),
        st.sampled_from(["press", "press", "hangup"]),
        st.text("123*#", min_size=1, max_size=3),
        st.sampled_from(["listening", "prompt", "during"]),
        st.sampled_from([0, 300, 500, 4000, 20_000]),
        st.sampled_from([0, 250, 3000]),
        st.sampled_from(recordings),
    ) | st.just(ScriptedAct(mark, "silence"))
    heard = st.lists(st.sampled_from(recordings), max_size=3).map(tuple)
    claims = st.one_of(
        st.builds(HearsClaim, st.just(mark), heard, st.booleans()),
        st.builds(RingsClaim, st.just(mark), st.lists(st.sampled_from(destinations), max_size=2).map(tuple)),
        st.builds(EndClaim, st.just(mark), st.just("reaches"), st.sampled_from(destinations)),
        st.builds(EndClaim, st.just(mark), st.sampled_from(["menu hangs up", "never ends"])),
    )
    things = st.builds(NamedThing, st.just("it"), st.sampled_from(recordings)) | st.builds(
        NamedThing, st.just("it"), st.none(), st.sampled_from(destinations)
    )
    rules = st.builds(CallRule, st.just(mark), st.sampled_from(["never", "always"]), st.tuples(things))
    limits = st.builds(TimeLimit, st.just(mark), st.sampled_from([0, 5000, 60_000])) | rules
    return FlowTest(
        "drawn", "a", mark, tuple(draw(st.lists(acts | acts | acts | claims, max_size=8))),
        tuple(draw(st.lists(limits, max_size=2))), flow.entry, flow.semantics, Switchboard(flow), draw(st.booleans()),
    )  # fmt: skip


@given(drawn_tests())
def test_a_verdict_by_rows_is_that_of_the_machine(test: FlowTest) -> None:
    by_rows, in_machine = run(test), run(replace(test, switchboard=MachineBoard(test.flow)))
    assert (by_rows.problem, by_rows.call.begun) == (in_machine.problem, in_machine.call.begun)
    assert by_rows.call.heard == in_machine.call.heard
    if by_rows.problem is not None:
        assert failure_report(by_rows) == failure_report(in_machine)
    covered, covered_in_machine = Coverage(test.flow), Coverage(test.flow)
    covered.add_call(by_rows.call.made)
    covered_in_machine.add_call(in_machine.call.made)
    assert covered.hits == covered_in_machine.hits
    assert by_rows.trace == in_machine.trace
