"""Edits of trees: the smallest change of a text, which then says exactly what was asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.document import document_of, read_document
from simulator.text.splice import SpliceRefused
from simulator.text.tree_edit import BareWord, TreeEdit, edit_text, spell_value

TEXT = """\
# top\r
schedules:   # hours\r
  office:\r
    open: ['Mon-Fri 09:00-17:00']  # door\r
    holidays:\r
      - {date: 2026-12-24, name: Eve}  # a\r
      # tail\r
  late: {open: daily 17:00-20:00, holidays: []}\r
  empty:\r
note: >-  # folded\r
  some\r
  text\r
# end"""
HOLIDAY = {"date": "2026-12-28", "name": "Ö: #x"}


def edited(*edits: TreeEdit, text: str = TEXT, name: str = "a.yaml") -> str:
    return edit_text(read_document(Path(name), name, text), edits)


def test_edits_one_after_the_other() -> None:
    holidays = [TreeEdit("append", ("schedules", key, "holidays"), HOLIDAY) for key in ("office", "late", "empty")]
    assert edited(
        *holidays,
        TreeEdit("put", ("recordings", "19"), {"name": "a", "seconds": 3}),
        TreeEdit("put", ("schedules", "late", "open"), "Mon 09:00-10:00"),
        TreeEdit("put", ("note",), "other"),
        TreeEdit("rename", ("schedules", "late"), "later"),
        TreeEdit("remove", ("schedules", "office", "holidays", 0)),
    ).splitlines() == [
        "# top",
        "schedules:   # hours",
        "  office:",
        "    open: ['Mon-Fri 09:00-17:00']  # door",
        "    holidays:",
        '      - {date: 2026-12-28, name: "Ö: #x"}',
        "      # tail",
        '  later: {open: "Mon 09:00-10:00", holidays: [{date: 2026-12-28, name: "Ö: #x"}]}',
        '  empty: {holidays: [{date: 2026-12-28, name: "Ö: #x"}]}',
        'note: "other"  # folded',
        "recordings:",
        '  "19": {name: "a", seconds: 3}',
        "# end",
    ]


LINES = """\
open:   # hours
- Mon-Thu 09:00-17:00   # most
- Fri 09:00-12:00
# no more
next: [a, b, c]
"""


def test_a_list_of_plain_values_changes_item_by_item() -> None:
    more = TreeEdit("put", ("open",), ["Mon-Thu 09:00-17:00", "Fri 09:00-13:00", "Sat 10:00-12:00"])
    less = TreeEdit("put", ("next",), ["a"])
    assert edited(more, less, text=LINES).splitlines() == [
        "open:   # hours",
        "- Mon-Thu 09:00-17:00   # most",
        '- "Fri 09:00-13:00"',
        '- "Sat 10:00-12:00"',
        "# no more",
        "next: [a]",
    ]
    assert edited(TreeEdit("put", ("open",), ["daily 00:00-24:00"]), text=LINES).splitlines()[:3] == [
        "open:   # hours",
        '- "daily 00:00-24:00"   # most',
        "# no more",
    ]


def test_json_keeps_its_numbers() -> None:
    text = '{"a": {"timeout": 5, "on": true}, "e": []}'
    edits = [
        TreeEdit("put", ("a", "timeout"), "7"),
        TreeEdit("put", ("a", "n"), 2.5),
        TreeEdit("append", ("e",), {"x": None}),
        TreeEdit("put", ("a", "on"), "yes"),
    ]
    assert (
        edited(*edits, text=text, name="a.json") == '{"a": {"timeout": 7, "on": "yes", "n": 2.5}, "e": [{"x": null}]}'
    )


def test_new_values_are_quoted_and_old_ones_stay_bare() -> None:
    document = read_document(Path("a.yaml"), "a.yaml", "a: b\n")
    assert [
        spell_value(document, value, old)[0]
        for value, old in [
            ("main", ""),
            (BareWord("department"), ""),
            (BareWord("no"), ""),
            ("main", "old"),
            ("no", "old"),
            ("a b", "old"),
            ("main", "'old'"),
            ("12", "7"),
            (12, '"7"'),
            ("2026-12-28/2026-12-29", ""),
            ([], ""),
            ({"no": "1"}, ""),
        ]
    ] == [
        '"main"',
        "department",
        '"no"',
        "main",
        '"no"',
        '"a b"',
        '"main"',
        "12",
        '"12"',
        "2026-12-28/2026-12-29",
        "[]",
        '{"no": "1"}',
    ]


@pytest.mark.parametrize(
    "edit",
    [
        TreeEdit("remove", ("gone",)),
        TreeEdit("append", ("note",), "x"),
        TreeEdit("rename", ("schedules", "late"), "office"),  # two keys of one name
    ],
)
def test_what_cannot_be_said_in_place_is_refused(edit: TreeEdit) -> None:
    with pytest.raises(SpliceRefused):
        edited(edit)


WORDS = st.text(st.sampled_from("ab1 :#-'\"{}[]@*é\\|>"), max_size=8)


@given(
    value=WORDS | st.dictionaries(WORDS, WORDS, max_size=3) | st.lists(WORDS, max_size=3), name=st.sampled_from("yj")
)
def test_any_value_is_read_again_as_it_was_put(value: object, name: str) -> None:
    text, file = ("a: {b: 1}  # c\nd: [2]\n", "a.yaml") if name == "y" else ('{"a": {"b": "1"}, "d": [2]}', "a.json")
    document = read_document(Path(file), file, text)
    said = document_of(
        document, edit_text(document, [TreeEdit("put", ("a", "b"), value), TreeEdit("append", ("d",), value)])
    )
    assert (said.tree["a"]["b"], said.tree["d"][1]) == (value, value)
