"""Files that are given for tests and are none (their messages in context: test_calls_reader)."""

import pytest

from simulator.flowtests.foreign_document import refuse_other_document


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
