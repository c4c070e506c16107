"""Files that are not files of tests: what is said of one that was given for tests."""

from __future__ import annotations

from typing import Any

from simulator.config.value_rules import quote_value
from simulator.errors import nearest_words
from simulator.flowtests.calls_document import FILE_FIELDS, TEST_FIELDS

TESTS_NEEDED = "tests are needed: `tests:`, and below it a list of them"
"""What an empty file of tests lacks."""


def refuse_other_document(tree: dict[str, Any]) -> str | None:
    """Return the refusal of a mapping that is not a test file; None where it may be meant as one."""
    if not tree or "tests" in tree:
        return None
    from simulator.text.foreign_file import kind_of_tree  # its patterns take a while to compile

    kinds = {"destination_type": "a receptionist", "receptionists": "a flow"}
    kind = next((kind for field, kind in kinds.items() if field in tree), None) or kind_of_tree(tree)
    if kind is not None:
        return f"is not a test file but {kind}; test files are named NAME.calls.yaml and hold `tests:`"
    if "name" in tree and tree.keys() <= {*TEST_FIELDS}:
        return "is one test; a list of tests is accepted: write `tests:` above it, and a dash before its name"
    if not any(name in FILE_FIELDS or nearest_words(str(name), FILE_FIELDS) for name in [*tree][:50]):
        return f"holds {quote_value(next(iter(tree)))} and no tests; `tests:` with a list of them is needed"
    return None
