"""Suites of FreeSWITCH's menus, in which one decision can be made on several ways back."""

from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.graph.coverage import shortest
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.coverage.tally import Coverage
from simulator.graph.suite.maker import SuiteMaker
from tests.callers.switch_flows import switch_flow
from tests.core.test_menu_stack import MENUS

BELOW = {"timeout": 1, "inter_digit_timeout": 0, "digit_len": 1, "greet_long": "long1", "invalid_sound": "invalid1"}
TWO_MENUS = {
    "m0": {**BELOW, "failures": 3, "timeouts": 2, "entries": {"1": "m1", "2": "department||7", "9": "exit"}},
    "m1": {**BELOW, "failures": 1, "timeouts": 1, "entries": {"1": "department||8", "*": "back"}},
}


def test_a_suite_says_no_more_calls_are_needed_than_it_has(tmp_path: Path) -> None:
    flow = switch_flow(TWO_MENUS, tmp_path)
    suite = SuiteMaker(ShortestCallers(RoundMap(flow))).make_suite()
    coverage = Coverage(flow)
    for call in suite.calls:
        coverage.add_call(call.trace)
    assert (coverage.uncovered(), suite.left) == ([], ())
    assert (len(suite.calls), suite.least) == (20, 18)


def test_keys_of_a_code_come_in_the_time_that_they_have_together(tmp_path: Path) -> None:
    """After half of 0.6 s for the first key, no two more fit at the usual pace."""
    menu = BELOW | {"timeout": 0.6, "inter_digit_timeout": 0.5, "failures": 2, "timeouts": 1}
    flow = switch_flow({"m0": menu | {"entries": {"123": "department||7", "1": "department||8"}}}, tmp_path)
    suite = SuiteMaker(ShortestCallers(RoundMap(flow))).make_suite()
    assert suite.left == ()
    assert {"press": "123", "after": 0.3, "gap": 0.149} in [
        step for call in suite.calls for step in call.script.as_json()["steps"]
    ]


def test_menus_that_lead_back_in_too_many_ways_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortest, "UNROLLED_MOST", 5)
    with pytest.raises(UsageError, match="so many ways that there are over 5 rounds to search; look at a part"):
        ShortestCallers(RoundMap(switch_flow(MENUS, tmp_path)))
