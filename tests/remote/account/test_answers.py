import pytest

from simulator.remote.account.answers import Unreadable, listed, parsed, refused, said


@pytest.mark.parametrize(
    ("answer", "items"),
    [([1], [1]), ({"ivrs": [1]}, [1]), ({"data": {"ivrs": [1]}}, [1]), ({"a": [], "b": []}, None), ("x", None)],
)
def test_the_items_of_a_list(answer: object, items: object) -> None:
    assert listed(answer) == items


@pytest.mark.parametrize("value", [False, "false", "False", 0, "0"])
def test_success_says_no_in_many_spellings(value: object) -> None:
    assert refused({"success": value})
    assert not refused({"success": not value} if isinstance(value, bool) else {})


def test_an_empty_answer_is_none() -> None:
    assert parsed(b" \n") is None
    assert said(None) == ""
    assert said({"error": {"deep": [{"er": "no"}]}}) == "deep: er: no"


def test_half_a_character_is_replaced_so_that_a_receipt_can_hold_it() -> None:
    assert parsed(b'{"name": "a\\ud800b", "whole": "\\ud83d\\ude00"}') == {"name": "a\ufffdb", "whole": "\U0001f600"}


def test_a_number_beyond_any_is_refused() -> None:
    with pytest.raises(Unreadable, match="holds a number beyond"):
        parsed(b'{"timeout": 1e999}')
