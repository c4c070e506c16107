import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text import json_tree as room
from simulator.text.json_tree import json_tree, settle_error
from simulator.text.positions import UnreadableText

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
trees = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


@given(trees)
def test_what_json_writes_is_read(tree: Any) -> None:
    assert json_tree(json.dumps(tree)).root == tree


def test_the_first_of_two_keys_holds() -> None:
    tree = json_tree('{"a": 1, "b": 2, "a": 3}')
    assert (tree.root, tree.repeated) == ({"a": 1, "b": 2}, True)
    assert json_tree('{"a": 1, "b": {"a": 2}}').repeated is False


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        (" ", -1, "is empty"),
        ('{"a": 1,}', 8, "a comma stands before the closing }; remove it"),
        ("[1,\n]", 4, "a comma stands before the closing ]; remove it"),
        ("[1,}", 3, "a comma stands before the closing }; remove it"),
        ("{'a': 1}", 1, "JSON writes texts in double quotes"),
        ("{\n// x\n}", 2, "JSON has no comments; remove this, or write YAML in a .yaml file"),
        ("# x\n{}", 0, "JSON has no comments; remove this, or write YAML in a .yaml file"),
        ('{"a": 1} {"b": 2}', 9, "something follows the end of the JSON value"),
        ('{"a" 1}', 5, "a colon is missing before this"),
        ('{"a": 1 "b": 2}', 8, "a comma, or the closing } or ], is missing before this"),
        ("{a: 1}", 1, 'a field\'s name in double quotes is needed here: "name"'),
        ('{"a": True}', 6, "a value is missing or misspelt here"),
        ('{"a": "x', 6, "the text that starts here is never closed by a double quote"),
        ('{"a": ', 6, "the text ends too early; a value or a closing bracket is missing"),
        ('{"a": 1', 7, "the text ends too early; a value or a closing bracket is missing"),
        ('{"a": "\\x"}', 7, 'a backslash starts an escape; write it twice: "\\\\"'),
        ('{"a": "x\ny"}', 8, "a line break or tab inside a text; write \\n or \\t"),
        ('{"a": NaN}', 6, "NaN is not a number in JSON; use a number, or null"),
        ('{"a": "NaN", "b": -Infinity}', 18, "-Infinity is not a number in JSON; use a number, or null"),
        ('{"a": ' + "1" * 5000 + "}", 6, "a number of 5,000 digits; an id that long is written as text, in quotes"),
        ("[" * 100_000, -1, "nests far too deep; a flow needs 6"),
        ('{"a":' * 100_000, -1, "nests far too deep; a flow needs 6"),
    ],
)
def test_what_is_no_json(text: str, offset: int, message: str) -> None:
    with pytest.raises(UnreadableText) as refusal:
        json_tree(text)
    assert refusal.value.fault == (offset, message)


@pytest.mark.parametrize(
    ("text", "comma", "bracket", "before", "since"),
    [
        (
            '{"a": 1 ,\n }',
            8,
            11,
            "Expecting property name enclosed in double quotes",
            "Illegal trailing comma before end of object",
        ),
        ('["é", ]', 4, 6, "Expecting value", "Illegal trailing comma before end of array"),
    ],
)
def test_a_comma_too_many_is_told_alike_whatever_the_python(
    text: str, comma: int, bracket: int, before: str, since: str
) -> None:
    told = [settle_error(json.JSONDecodeError(*refusal)) for refusal in ((before, text, bracket), (since, text, comma))]
    assert [(error.msg, error.pos) for error in told] == [(since, bracket), (since, bracket)]


def test_any_other_refusal_is_told_as_it_is() -> None:
    refusals = [("Expecting value", "[1,}", 3), ("Expecting value", "[1,", 3), ("Expecting value", "]", 0)]
    told = [settle_error(json.JSONDecodeError(*refusal)) for refusal in refusals]
    assert [(error.msg, error.doc, error.pos) for error in told] == refusals


def test_too_many_values_are_refused_before_any_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "COMMAS_MOST", 100)
    with pytest.raises(UnreadableText, match=r"^holds over 100 values; a file may hold at most that$"):
        json_tree("[" + "1," * 200 + "1]")


@given(st.text(st.sampled_from('{}[],:"\\ 1eaN-.')))
def test_any_text_is_read_as_json_reads_it_or_refused(text: str) -> None:
    try:
        tree = json_tree(text)
    except UnreadableText:
        return
    assert json.loads(text) == tree.root or tree.repeated
