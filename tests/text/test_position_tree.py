"""Every value of a text is where its span says: cut it out, and it is the value."""

import json
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.document import Document, read_document
from simulator.text.position_tree import PositionTree, ValueSpan, json_positions, walk_values, yaml_positions
from simulator.text.yaml_tree import LOADER, yaml_tree
from simulator.wire.decoding import Path

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\x85\ufeff")
)
trees = st.recursive(words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=12)


def starts_there(text: str, offset: int, value: Any) -> bool:
    if isinstance(value, dict):
        return text[offset] in '{"?'  # a block mapping starts with its first key
    if isinstance(value, list):
        return text[offset] in "[-"
    return bool(json.JSONDecoder().raw_decode(text, offset)[0] == value)


def places(tree: Any) -> list[tuple[Path, Any]]:
    """Every value with its path."""
    found: list[tuple[Path, Any]] = [((), tree)]
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, item in inner:
        found += [((key, *path), value) for path, value in places(item)]
    return found


def all_point_home(text: str, positions: PositionTree, tree: Any) -> None:
    for path, value in places(tree):
        span = positions.top.nearest(path)
        assert starts_there(text, span.start, value)
        if path and isinstance(path[-1], str):
            assert starts_there(text, span.key, path[-1])


@given(trees, st.sampled_from([None, 2]), st.booleans())
def test_json(tree: Any, indent: int | None, escapes: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=escapes)
    all_point_home(text, json_positions(text), tree)


@pytest.mark.parametrize("loader", [LOADER, yaml.SafeLoader], ids=["libyaml", "pure"])
@given(tree=trees, flow=st.booleans())
def test_yaml(tree: Any, flow: bool, loader: Any) -> None:
    # JSON's spelling of each text, which is YAML's as well, so that it can be cut out again
    text = yaml.safe_dump(tree, default_flow_style=flow, default_style='"', allow_unicode=True, width=10**9)
    text = "\n" + text
    if "\\" not in text:
        all_point_home(text, yaml_positions(text, loader), yaml_tree(text).root)


def test_a_path_that_the_text_does_not_hold_is_its_nearest_container() -> None:
    positions = json_positions('{"a": [1, {"b": 2}]}')
    assert [positions.top.nearest(path).start for path in ((), ("a", 1, "c", "d"), ("x", 3))] == [0, 10, 0]


def test_an_empty_value_stands_behind_its_key() -> None:
    assert yaml_positions("a: 1\nb:\nc: #\n", LOADER).top.nearest(("c",)).start == 10


def test_repeated_keys_are_known_with_both_places() -> None:
    assert yaml_positions("a: 1\nb: {c: 1, c: 2}\na: 3\n", LOADER).repeated == [("c", 9, 15), ("a", 0, 21)]
    assert json_positions('{"a": 1, "a": {"b": 2}}').repeated == [("a", 1, 9)]


def test_odd_keys_do_not_shift_what_follows() -> None:
    text = "? [x, y]\n: 1\n*a : 2\nb: *c\nd: 3\n"
    assert yaml_positions(text, LOADER).top.nearest(("d",)).start == text.index("3")


def test_values_walks_ten_thousand_levels() -> None:
    tree: list[Any] = []
    for _ in range(10_000):
        tree = [tree]
    assert sum(1 for _ in walk_values(tree)) == 10_001
    assert list(walk_values({"a": ["b"]})) == [((), {"a": ["b"]}), (("a",), "a"), (("a",), ["b"]), (("a", 0), "b")]


YAML = """\
# top
name: 'x'   # the name
folded: >- # why
  some
  text

none:
entries:   # each key
  # one
  - {option: "1", at: [a, b]}   # first
  - option: "2"
    plain: two words
list:
- 1
-
"""
JSON = '{"name": "x", "entries": [{"option": "1"}, {}], "timeout": 5, "none": null}'


def document(text: str, suffix: str = ".yaml") -> Document:
    return read_document(FilePath(f"a{suffix}"), f"a{suffix}", text)


def held(span: ValueSpan, text: str) -> Any:
    """The text of every scalar, as the tree has them."""
    if span.kind == "scalar":
        return text[span.start : span.end]
    inner = {step: held(one, text) for step, one in span.inner.items()}
    return inner if span.kind == "mapping" else list(inner.values())


def test_the_spans_of_yaml_hold_the_values_and_no_comments() -> None:
    assert held(document(YAML).positions.top, YAML) == {
        "name": "'x'",
        "folded": ">- # why\n  some\n  text",
        "none": "",
        "entries": [{"option": '"1"', "at": ["a", "b"]}, {"option": '"2"', "plain": "two words"}],
        "list": ["1", ""],
    }


def test_the_spans_of_json_hold_the_values() -> None:
    assert held(document(JSON, ".json").positions.top, JSON) == {
        "name": '"x"',
        "entries": [{"option": '"1"'}, {}],
        "timeout": "5",
        "none": "null",
    }


@pytest.mark.parametrize(
    ("path", "block", "start", "end"),
    [
        (("entries",), True, "- {option", "two words"),
        (("entries", 0), False, "{option", "b]}"),
        (("entries", 0, "at"), False, "[a", "b]"),
        (("entries", 1), True, "option: ", "two words"),
    ],
)
def test_where_a_mapping_or_a_list_starts_and_ends(
    path: tuple[str | int, ...], block: bool, start: str, end: str
) -> None:
    span = document(YAML).positions.top.span_at(path)
    assert span is not None
    text = YAML[span.start : span.end]
    assert (span.block, text.startswith(start), text.endswith(end)) == (block, True, True)


def test_a_path_that_is_not_there() -> None:
    assert document(YAML).positions.top.span_at(("entries", 7, "option")) is None


def test_of_a_repeated_key_the_first_holds() -> None:
    text = "a: 1\na: 2\n"
    assert held(document(text).positions.top, text) == {"a": "1"}


def test_the_example_of_the_docstring_is_as_it_says() -> None:
    text = "entries:\n  - {option: 1} # x"
    top = document(text).positions.top
    option, entries = top.span_at(("entries", 0, "option")), top.span_at(("entries",))
    assert option is not None
    assert entries is not None
    assert (len(text), option.key, option.key_end, option.start, option.end) == (28, 14, 20, 22, 23)
    assert (entries.key, entries.key_end, entries.start, entries.end) == (0, 7, 11, 24)


def test_a_key_that_is_a_mapping_does_not_shift_the_ends_of_what_follows() -> None:
    text = "? {x: 1}\n: 2\nd: [3]  # last\n"
    span = yaml_positions(text, LOADER).top.span_at(("d",))
    assert span is not None
    assert text[span.start : span.end] == "[3]"


def test_an_empty_text_is_pointed_at_by_its_beginning() -> None:
    assert yaml_positions("# nothing\n", LOADER).top.nearest(("a",)).start == 0
