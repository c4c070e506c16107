"""Files that are given for tests and are none (their messages in context: test_calls_reader)."""

import pytest

from simulator.errors import Problem
from simulator.flowtests.foreign_document import explain_problem, refuse_other_document


@pytest.mark.parametrize(
    ("tree", "refusal"),
    [
        ({"tests": []}, None),
        ({}, None),
        ({"test": []}, None),
        (
            {"receptionists": {}},
            "is not a test file but a flow; test files are named NAME.calls.yaml and hold `tests:`",
        ),
        (
            {"name": "a", "at": "now"},
            "is one test; a list of tests is accepted: write `tests:` above it, and a dash before its name",
        ),
        ({"colour": 1}, "holds 'colour' and no tests; `tests:` with a list of them is needed"),
    ],
)
def test_what_a_file_is_instead_is_said(tree: dict[str, object], refusal: str | None) -> None:
    assert refuse_other_document(tree) == refusal


def test_a_problem_of_any_file_asks_for_tests_here() -> None:
    told = explain_problem(Problem("a.calls.yaml", 1, 1, "the file is empty; a receptionist is needed"))
    assert told.message == "the file is empty; tests are needed: `tests:`, and below it a list of them"
    assert explain_problem(Problem("a", 1, 1, "other")) == Problem("a", 1, 1, "other")
