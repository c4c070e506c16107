"""A test as it is read (problems of whole tests, all listed: test_calls_reader)."""

from simulator.flowtests.flow_test import TimeLimit
from tests.flowtests.conftest import Written


def test_limits_in_the_order_in_which_they_are_written(written: Written) -> None:
    (test,) = written("tests: [{name: a, always: sorry, within: 2 min, never: [goodbye, Reception]}]").tests
    assert [limit.kind if not isinstance(limit, TimeLimit) else limit.milliseconds for limit in test.limits] == [
        "always",
        120_000,
        "never",
    ]


def test_an_end_may_be_claimed_in_the_call_or_next_to_it(written: Written) -> None:
    (test,) = written("tests: [{name: a, call: [presses: 1], reaches: Booking desk}]").tests
    assert [type(step).__name__ for step in test.steps] == ["ScriptedAct", "EndClaim"]
