"""Errors by whose fault they are, and how they read."""

import pytest

from simulator.errors import (
    EventRefused,
    FlowError,
    Problem,
    ScriptError,
    SimulatorError,
    SnapshotError,
    UsageError,
    nearest_words,
)


def test_a_problem_says_where_and_what() -> None:
    assert [str(Problem("main.yaml", 3, 7, "is wrong")), str(Problem("main.yaml", 0, 0, "is empty"))] == [
        "main.yaml:3:7: is wrong",
        "main.yaml: is empty",
    ]


def test_a_flow_error_lists_every_problem_once_in_the_order_of_its_place() -> None:
    later, sooner = Problem("b.yaml", 2, 1, "two"), Problem("a.yaml", 9, 1, "one")
    error = FlowError([later, sooner, later])
    assert (error.problems, str(error)) == ((sooner, later), "a.yaml:9:1: one\nb.yaml:2:1: two")


@pytest.mark.parametrize("kind", [FlowError, ScriptError, UsageError, EventRefused, SnapshotError])
def test_every_refusal_is_one_of_ours(kind: type[Exception]) -> None:
    assert issubclass(kind, SimulatorError)


def test_the_nearest_words_come_first_and_case_does_not_matter() -> None:
    known = ["billing", "Billing", "main", "builder"]
    assert nearest_words("BILING", known) == ["billing"]
    assert nearest_words("xyz", known) == []
