"""A recorded suite gives what running every test on every mutant, compared from every call's start, would give."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.flow_test import (
    CallVerdict,
    EndClaim,
    FlowTest,
    HearsClaim,
    Mark,
    ScriptedAct,
    Switchboard,
    TimeLimit,
)
from simulator.flowtests.mutant_comparison import prepare_call
from simulator.flowtests.mutants import (
    KilledMutant,
    MutationScore,
    SmallMistake,
    SurvivingMutant,
    describe_catcher,
    list_mutants,
    score_report,
    score_suite,
)
from simulator.flowtests.recorded_suite import RecordedSuite
from simulator.flowtests.runner import run
from simulator.flowtests.stated_world import StatedWorld
from simulator.flowtests.tested_call import TestedCall
from simulator.flowtests.world_mutants import paired_flows
from simulator.graph.compare.differences import are_equal, compare_flows
from simulator.testing.strategies import flows
from tests.callers.world_flow import world_flow
from tests.conftest import FLOWS

MARK = Mark((), 1, 1)


def exhaustive_score(flow: Flow, tests: list[FlowTest]) -> MutationScore:
    killed, survivors, equivalent = [], [], []
    for mutant in list_mutants(flow):
        pairs = paired_flows(flow, mutant.flow)
        called = next((pair for pair in pairs if not are_equal(pair.flow, pair.mutant)), None)
        board = Switchboard(mutant.flow)
        failing = (test.name for test in tests if not run(replace(test, switchboard=board)).passed)
        mistake = SmallMistake(mutant.receptionist, mutant.change)
        if called is None:
            equivalent.append(mistake)
        elif (name := next(failing, None)) is not None:
            killed.append(KilledMutant(mistake, name))
        else:
            difference = compare_flows(called.flow, called.mutant, most=1).differences[0]
            catcher = describe_catcher(difference, prepare_call(called))
            survivors.append(SurvivingMutant(mistake, difference.script, catcher))
    return MutationScore(tuple(killed), tuple(survivors), tuple(equivalent))


def both_scores(tests: list[FlowTest]) -> tuple[MutationScore, MutationScore]:
    flow, verdicts = tests[0].flow, [run(test) for test in tests]
    assert all(verdict.passed for verdict in verdicts)
    return score_suite(flow, RecordedSuite(verdicts)), exhaustive_score(flow, tests)


def act_of(sign: str, after: int) -> ScriptedAct:
    """A key, or a round of silence where the sign is a space."""
    return ScriptedAct(MARK, "silence") if sign == " " else ScriptedAct(MARK, "press", sign, after=after)


def recorded_tests(
    flow: Flow, presses: list[str], world: StatedWorld, *, after: int = 500, timed: bool = False
) -> list[FlowTest]:
    """Tests that claim what callers who press these keys hear, and where they end, at the entry and on each number.

    They press ``after`` so many milliseconds; ``timed``: the call is to take no longer than it did, either.
    """
    board, tests = Switchboard(flow), []
    for number in ("", *flow.numbers):
        for keys in presses:
            acts = tuple(act_of(sign, after) for sign in keys)
            name = f"{keys!r} on {number or 'the entry'}"
            bare = FlowTest(
                name, "a", MARK, acts, (), flow.entry, flow.semantics, board, True, 0, number, world
            )  # fmt: skip
            trace = run(bare).trace
            heard = tuple(
                effect.recording for turn in trace.turns for effect in turn.effects if hasattr(effect, "recording")
            )
            ends = [EndClaim(MARK, "reaches", trace.destination.canonical)] if trace.destination is not None else []
            limits = (TimeLimit(MARK, trace.milliseconds),) if timed else ()
            tests.append(replace(bare, steps=(*acts, HearsClaim(MARK, heard, whole=True), *ends), limits=limits))
    return tests


@pytest.mark.parametrize(("name", "most"), [("clinic", 99), ("single", 99)])
def test_the_shipped_flows_score_as_they_do_exhaustively(name: str, most: int) -> None:
    tests = load_tests(next(iter(sorted((FLOWS / name).glob(f"{name}.calls.yaml"))))).tests
    recorded, exhaustive = both_scores(list(tests[:most]))
    assert recorded == exhaustive
    assert score_report(tests[0].flow, recorded) == score_report(tests[0].flow, exhaustive)


def assert_kills_are_those_of_every_test(tests: list[FlowTest], step: int = 1) -> None:
    suite = RecordedSuite([run(test) for test in tests])
    for mutant in islice(list_mutants(tests[0].flow), 0, None, step):
        board = Switchboard(mutant.flow)
        failing = (test.name for test in tests if not run(replace(test, switchboard=board)).passed)
        assert suite(mutant) == next(failing, None), mutant.change


@settings(max_examples=10, deadline=None)
@given(
    flows(worlds=True, returns=True, most=3, most_options=3),
    st.lists(st.text("123 ", max_size=3), min_size=1, max_size=3),
    st.sampled_from([0, 500, 4000, 5000]),
    st.booleans(),
)
def test_the_kills_on_random_flows_with_worlds_are_those_of_an_exhaustive_run(
    flow: Flow, presses: list[str], after: int, timed: bool
) -> None:
    assert_kills_are_those_of_every_test(recorded_tests(flow, presses, StatedWorld(), after=after, timed=timed))


def test_only_calls_that_may_go_otherwise_are_made_again() -> None:
    tests = load_tests(FLOWS / "clinic/clinic.calls.yaml").tests
    suite = RecordedSuite([run(test) for test in tests])
    made_again = {
        f"{mutant.receptionist}: {mutant.change}": [test.name for test in suite.tests_on(mutant)]
        for mutant in list_mutants(tests[0].flow)
    }
    shown = ("main: option 3 dropped", "main: incorrect_count 2 -> 3", "billing: incorrect_count 2 -> 3")
    assert {change: made_again[change] for change in shown} == {
        "main: option 3 dropped": ["key 3 of the main menu leads to Night voicemail"],
        "main: incorrect_count 2 -> 3": [
            "the third wrong key is the last, and a person takes over",
            "three wrong keys in a hurry hear no greeting to its end",
        ],
        "billing: incorrect_count 2 -> 3": [],
    }


def test_the_kills_of_the_council_are_those_of_an_exhaustive_run() -> None:
    assert_kills_are_those_of_every_test(list(load_tests(FLOWS / "council/council.calls.yaml").tests), 7)


def test_tests_that_came_back_without_their_calls_are_run_again() -> None:
    tests = recorded_tests(world_flow(), ["", "1"], StatedWorld())
    verdicts = [run(test) for test in tests]
    bare = [CallVerdict(item.test, TestedCall(replace(item.trace, turns=[]), item.call.begun)) for item in verdicts]
    flow = world_flow()
    assert score_suite(flow, RecordedSuite(bare)) == score_suite(flow, RecordedSuite(verdicts))
