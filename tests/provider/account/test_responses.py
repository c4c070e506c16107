import pytest

from simulator.provider.account.responses import UnreadableResponse, list_items, parse_response, response_message


@pytest.mark.parametrize(
    ("answer", "items"),
    [([1], [1]), ({"ivrs": [1]}, [1]), ({"data": {"ivrs": [1]}}, [1]), ({"a": [], "b": []}, None), ("x", None)],
)
def test_the_items_of_a_list(answer: object, items: object) -> None:
    assert list_items(answer) == items


def test_a_list_of_messages_is_no_list_of_receptionists() -> None:
    assert list_items({"success": True, "Message": []}) is None
    assert list_items({"Success": True, "Message": ["done"], "ivrs": [1]}) == [1]


def test_words_come_in_any_case_and_a_contradiction_is_named() -> None:
    assert response_message({"Success": False, "Message": ["limit", {"Name": "taken"}]}) == "limit; Name: taken"
    assert response_message({"success": True, "message": "Created", "Success": False, "Message": "limit reached"}) == (
        "Created; limit reached; the response says success: yes and Success: no, and a no counts"
    )


def test_a_key_that_is_there_twice_is_shown_as_it_may_be() -> None:
    with pytest.raises(UnreadableResponse) as refused:
        parse_response(b'{"tok-1": 1, "tok-1": 2}', lambda text: text.replace("tok-1", "(token)"))
    assert str(refused.value) == "'(token)' occurs twice"


def test_an_empty_answer_is_none() -> None:
    assert parse_response(b" \n") is None
    assert response_message(None) == ""
    assert response_message({"error": {"deep": [{"er": "no"}]}}) == "deep: er: no"


def test_half_a_character_is_refused_since_no_receipt_can_hold_it() -> None:
    assert parse_response(b'{"whole": "\\ud83d\\ude00"}') == {"whole": "\U0001f600"}
    with pytest.raises(UnreadableResponse, match=r"it holds half a character \(a lone surrogate\)"):
        parse_response(b'{"name": "a\\ud800b", "whole": "\\ud83d\\ude00"}')


def test_a_number_beyond_any_is_refused() -> None:
    with pytest.raises(UnreadableResponse, match="holds a number beyond"):
        parse_response(b'{"timeout": 1e999}')
