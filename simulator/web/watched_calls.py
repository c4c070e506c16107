"""The tests of a flow as calls to watch: what people who sign a menu want to hear first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from simulator.callers.script_recovery import recover_script
from simulator.config.flow import Flow
from simulator.core.call import Turn
from simulator.core.events import HUNG_UP, KEYS
from simulator.flowtests.collection import tests_to_show
from simulator.flowtests.flow_test import EndClaim, FlowTest
from simulator.flowtests.runner import run

CALLS_MOST = 16
"""Calls that a page carries."""

_ACT_SIGNS = {**{key: key for key in KEYS}, "*": "s", "#": "p", HUNG_UP: "h"}


class WatchedCalls(NamedTuple):
    """The calls as JSON values, and how many tests are not among them."""

    calls: list[dict[str, Any]]
    others: int


def watched_calls(flow: Flow, tests: Iterable[FlowTest]) -> WatchedCalls:
    """Play the tests of a flow, each as a script that makes the same call.

    A call that is not as its test claims says so (``passes``), with the name of where it should lead.
    """
    calls: list[dict[str, Any]] = []
    every = list(tests)
    for test in choose_tests(flow, every):
        verdict = run(test)
        script = recover_script(verdict.trace.turns, entry="" if test.number else test.entry, number=test.number)
        world = {name: value for name, value in script.as_json().items() if name != "steps"}
        acts = acts_text(verdict.trace.turns)
        call: dict[str, Any] = {"name": test.name, "acts": acts, "script": world, "passes": verdict.passed}
        if not verdict.passed and (expected := _expected_end(test, flow)):
            call["expected"] = expected
        calls.append(call)
    return WatchedCalls(calls, len(every) - len(calls))


def choose_tests(flow: Flow, tests: Iterable[FlowTest]) -> list[FlowTest]:
    """Return the tests whose calls the page of a flow carries, in its order."""
    return tests_to_show(flow, tests)[:CALLS_MOST]


def acts_text(turns: Iterable[Turn]) -> str:
    """Return the caller's acts with their times in milliseconds for a page's address: ``9.8700_s.9100``."""
    acts = [(turn.event.trigger, turn.at) for turn in turns if turn.event.trigger in _ACT_SIGNS]
    return "_".join(f"{_ACT_SIGNS[trigger]}.{at}" for trigger, at in acts) or "-"


def _expected_end(test: FlowTest, flow: Flow) -> str:
    """The name of the destination that a test claims; empty where it claims none."""
    for step in test.steps:
        if type(step) is EndClaim and step.destination is not None:
            key = flow.receptionist_for(step.destination)
            return flow.receptionists[key].name if key else flow.destination_name(step.destination) or ""
    return ""
