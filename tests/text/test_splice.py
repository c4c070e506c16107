"""Edits in place: what is not edited stays, to the byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.text.document import read_document
from simulator.text.splice import EMPTY_LIST, SpliceRefused, TextSplice

TEXT = """\
# top
name: "x"   # the name
recording:   # none yet
description: >- # folded
  some
  text

entries:   # what each key does
  # one
  - {option: "1", destination_id: "9"}   # first
  # two
  - option: "2"
    destination_id: "8"   # eight
  - {option: "3", destination_id: "7"}

timeout: UNKNOWN  # the provider's answer does not carry it
# end"""


def splice(text: str = TEXT, suffix: str = ".yaml") -> TextSplice:
    return TextSplice(read_document(Path(f"a{suffix}"), f"a{suffix}", text))


def test_many_edits_at_once() -> None:
    edit = splice()
    edit.add_field((), "id", '"701"', first=True)
    edit.replace_value(("name",), '"y"')
    edit.replace_value(("recording",), '"@g"')
    edit.replace_value(("description",), '"short"')
    edit.replace_value(("entries", 0, "destination_id"), '"10"')
    edit.add_field(("entries", 0), "template_id", '"4"')
    edit.add_field(("entries", 1), "template_id", '"5"')
    edit.remove_value(("entries", 2))
    edit.insert_item(("entries",), '{option: "4"}', behind=1)
    edit.insert_item(("entries",), '{option: "0"}', behind=None)
    edit.replace_value(("timeout",), "5", gone="# the provider's")
    edit.add_field((), "timeout_retries", "2", after=["name", "timeout"])
    assert (
        edit.edited_text
        == """\
# top
id: "701"
name: "y"   # the name
recording: "@g"   # none yet
description: "short" # folded

entries:   # what each key does
  # one
  - {option: "0"}
  - {option: "1", destination_id: "10", template_id: "4"}   # first
  # two
  - option: "2"
    destination_id: "8"   # eight
    template_id: "5"
  - {option: "4"}

timeout: 5
timeout_retries: 2
# end"""
    )


def test_nothing_edited_is_the_text() -> None:
    assert splice().edited_text == TEXT


def test_a_list_that_loses_all_its_items_keeps_its_comments() -> None:
    edit = splice()
    for index in range(3):
        edit.remove_value(("entries", index))
    edit.insert_item(("entries",), EMPTY_LIST, behind=None)
    assert "entries:   # what each key does\n  # one\n  []\n  # two\n\ntimeout" in edit.edited_text


def test_a_list_in_the_place_of_a_word_starts_on_the_next_line() -> None:
    edit = splice("entries: UNKNOWN  # the provider's answer does not carry it\ntimeout: 5\n")
    edit.replace_value(("entries",), '\n  - {option: "1"}', gone="# the provider's")
    assert edit.edited_text == 'entries:\n  - {option: "1"}\ntimeout: 5\n'


def test_what_somebody_added_to_a_comment_that_goes_stays() -> None:
    edit = splice("timeout: UNKNOWN  # the provider's answer does not carry it  # ask Ann\n")
    edit.replace_value(("timeout",), "5", gone="# the provider's")
    assert edit.edited_text == "timeout: 5  # ask Ann\n"


def test_line_ends_are_the_files_own() -> None:
    edit = splice("a: 1\r\nb: 2")
    edit.add_field((), "c", "3")
    edit.add_field((), "d", "4", after=["a"])
    assert edit.edited_text == "a: 1\r\nd: 4\r\nb: 2\r\nc: 3"


@pytest.mark.parametrize(
    ("text", "made"),
    [("{a: 1}", "{a: 1, b: 2}"), ("{}", '{"b": 2}'), ("{\n  a: 1  # one\n}", "{\n  a: 1,  # one\n  b: 2\n}")],
)
def test_a_field_in_brackets(text: str, made: str) -> None:
    edit = splice(text)
    edit.add_field((), "b", "2")
    assert edit.edited_text == made


def test_json() -> None:
    edit = splice('{\n  "a": [1, 2, 3],\n  "b": {}\n}', ".json")
    edit.remove_value(("a", 1))
    edit.insert_item(("a",), "4", behind=2)
    edit.insert_item(("a",), "0", behind=None)
    edit.add_field(("b",), "c", "null")
    edit.add_field((), "d", '"x"')
    assert edit.edited_text == '{\n  "a": [0, 1, 3, 4],\n  "b": {"c": null},\n  "d": "x"\n}'


def test_removing_the_only_and_the_last_in_brackets() -> None:
    edit = splice("{a: [1], b: [1, 2]}")
    edit.remove_value(("a", 0))
    edit.remove_value(("b", 1))
    assert edit.edited_text == "{a: [], b: [1]}"


def test_an_empty_list_takes_its_first_item() -> None:
    edit = splice("a: []\n")
    edit.insert_item(("a",), "1", behind=None)
    assert edit.edited_text == "a: [1]\n"


def test_what_cannot_be_done_in_place() -> None:
    edits: dict[str, Callable[[TextSplice], None]] = {
        "no such value": lambda edit: edit.replace_value(("nothing",), "1"),
        "no mapping": lambda edit: edit.add_field(("name",), "a", "1"),
        "no list": lambda edit: edit.insert_item(("name",), "a", behind=None),
        "the first field behind a dash": lambda edit: edit.remove_value(("entries", 1, "option")),
    }
    refused = []
    for name, edit in edits.items():
        with pytest.raises(SpliceRefused):
            edit(splice())
        refused.append(name)
    assert refused == [*edits]


def test_a_comment_in_brackets_is_not_lost() -> None:
    with pytest.raises(SpliceRefused):
        splice("[1, # one\n 2]").remove_value((0,))


def test_two_edits_of_one_value() -> None:
    edit = splice()
    edit.replace_value(("name",), "a")
    edit.replace_value(("name",), "b")
    with pytest.raises(SpliceRefused):
        _ = edit.edited_text


def test_how_something_is_written() -> None:
    edit = splice()
    assert (edit.text_of(("name",)), edit.text_of(("nothing",)), edit.key_text(("name",))) == ('"x"', "", "name: ")
    assert (edit.indent_of(("entries", 1)), edit.is_block(("entries", 0))) == (4, False)
    edit.put_field(("entries", 0), "option", '"5"', there=True)
    edit.put_field(("entries", 0), "template_id", '"6"', there=False)
    assert '{option: "5", destination_id: "9", template_id: "6"}' in edit.edited_text
