"""Whether a response says yes or no, in whatever case it spells its two keys."""

from typing import Any

import pytest

from simulator.wire.verdict import contradiction, messages, refuses

CASES = ["success", "Success", "SUCCESS", "sUcCeSs", " Success "]


@pytest.mark.parametrize("key", CASES)
@pytest.mark.parametrize("value", [False, "false", "False", " FALSE ", 0, 0.0, "0", "no", "No"])
def test_a_no_in_any_case_is_a_refusal(key: str, value: Any) -> None:
    assert refuses({key: value, "Message": "limit reached"})


@pytest.mark.parametrize("key", CASES)
@pytest.mark.parametrize("value", [True, "true", 1, "1", "yes", None, [], "Created"])
def test_anything_else_is_not(key: str, value: Any) -> None:
    assert not refuses({key: value})


@pytest.mark.parametrize("answer", [None, [], [{"success": False}], "false", {}, {"successful": False}])
def test_what_says_nothing_of_itself_is_not(answer: Any) -> None:
    assert not refuses(answer)
    assert contradiction(answer) == ""


def test_of_two_that_contradict_each_other_the_no_wins_and_both_are_named() -> None:
    for answer in ({"success": True, "Success": False}, {"success": False, "Success": "true"}):
        assert refuses(answer)
    assert contradiction({"success": True, "Success": False}) == (
        "the response says success: yes and Success: no, and a no counts"
    )
    assert contradiction({"success": "0", "SUCCESS": False}) == contradiction({"success": True, "Success": 1}) == ""


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"message": "a"}, ["a"]),
        ({"Message": ["a"], "Error": "b"}, [["a"]]),
        ({"message": "a", "MESSAGE": {"b": "c"}}, ["a", {"b": "c"}]),
        ({"ERROR": "a"}, ["a"]),
        ({"errors": {"a": ["b"]}}, [{"a": ["b"]}]),
        ({"data": 1}, []),
        ("a", ["a"]),
        (None, [None]),
        (["a"], [["a"]]),
    ],
)
def test_what_a_response_tells_its_reader(answer: Any, told: list[Any]) -> None:
    assert messages(answer) == told
