"""How a field differs, in words."""

from simulator.provider.live.difference_words import differing_parts, value_words
from tests.provider.lived import menu


def test_a_menu_differs_option_by_option() -> None:
    one = menu(to=[("department", "1"), ("ringgroup", "2"), ("ivr", "3")]).entries
    other = menu(to=[("department", "9"), ("department", "2")]).entries
    assert [*differing_parts("entries", one, other)] == [
        ("option 1", "department||1", "department||9"),
        ("option 3", "ivr||3", "nothing"),
    ]
    assert one is not None
    with_template = (one[0].model_copy(update={"template_id": "4"}), *one[1:])
    assert [*differing_parts("entries", one, with_template)] == [
        ("option 1", "department||1", "department||1 with template 4")
    ]


def test_what_is_alike_does_not_differ() -> None:
    assert [*differing_parts("description", None, "")] == []
    assert [*differing_parts("silence_destination_type", "ringgroup", "department")] == []
    assert [*differing_parts("wrong_key_retry_recording", None, "7")] == [("invalid_recording", "nothing", "7")]


def test_one_value() -> None:
    assert [value_words(None), value_words(2.5), value_words(()), value_words(menu().entries)] == [
        "nothing",
        "2.5",
        "no entries",
        "1 to department||108000",
    ]
