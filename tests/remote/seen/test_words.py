"""How a field differs, in words."""

from simulator.remote.seen.words import differing, word
from tests.remote.lived import menu


def test_a_menu_differs_option_by_option() -> None:
    one = menu(to=[("department", "1"), ("ringgroup", "2"), ("ivr", "3")]).entries
    other = menu(to=[("department", "9"), ("department", "2")]).entries
    assert [*differing("entries", one, other)] == [
        ("option 1", "department||1", "department||9"),
        ("option 3", "ivr||3", "nothing"),
    ]
    assert one is not None
    with_template = (one[0].model_copy(update={"template_id": "4"}), *one[1:])
    assert [*differing("entries", one, with_template)] == [
        ("option 1", "department||1", "department||1 with template 4")
    ]


def test_what_is_alike_does_not_differ() -> None:
    assert [*differing("description", None, "")] == []
    assert [*differing("silence_destination_type", "ringgroup", "department")] == []
    assert [*differing("wrong_key_retry_recording", None, "7")] == [("invalid_recording", "nothing", "7")]


def test_one_value() -> None:
    assert [word(None), word(2.5), word(()), word(menu().entries)] == [
        "nothing",
        "2.5",
        "no entries",
        "1 to department||108000",
    ]
