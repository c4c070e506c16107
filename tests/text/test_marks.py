"""Marks point at values: cut out what stands at a mark, and it is the value."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from simulator.text.marks import Marks, json_marks, walk_values, yaml_marks
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


def all_point_home(text: str, marks: Marks, tree: Any) -> None:
    for path, value in places(tree):
        spot = marks.spot_of(path)
        assert starts_there(text, spot.value, value)
        if path and isinstance(path[-1], str):
            assert starts_there(text, spot.key, path[-1])


@given(trees, st.sampled_from([None, 2]), st.booleans())
def test_json(tree: Any, indent: int | None, escapes: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=escapes)
    all_point_home(text, json_marks(text), tree)


@pytest.mark.parametrize("loader", [LOADER, yaml.SafeLoader], ids=["libyaml", "pure"])
@given(tree=trees, flow=st.booleans())
def test_yaml(tree: Any, flow: bool, loader: Any) -> None:
    # JSON's spelling of each text, which is YAML's as well, so that it can be cut out again
    text = yaml.safe_dump(tree, default_flow_style=flow, default_style='"', allow_unicode=True, width=10**9)
    text = "\n" + text
    if "\\" not in text:
        all_point_home(text, yaml_marks(text, loader), yaml_tree(text).root)


def test_a_path_that_the_text_does_not_hold_is_its_nearest_container() -> None:
    marks = json_marks('{"a": [1, {"b": 2}]}')
    assert [marks.spot_of(path).value for path in ((), ("a", 1, "c", "d"), ("x", 3))] == [0, 10, 0]


def test_an_empty_value_stands_behind_its_key() -> None:
    assert yaml_marks("a: 1\nb:\nc: #\n", LOADER).spot_of(("c",)).value == 10


def test_repeated_keys_are_known_with_both_places() -> None:
    assert yaml_marks("a: 1\nb: {c: 1, c: 2}\na: 3\n", LOADER).repeated == [("c", 9, 15), ("a", 0, 21)]
    assert json_marks('{"a": 1, "a": {"b": 2}}').repeated == [("a", 1, 9)]


def test_odd_keys_do_not_shift_what_follows() -> None:
    text = "? [x, y]\n: 1\n*a : 2\nb: *c\nd: 3\n"
    assert yaml_marks(text, LOADER).spot_of(("d",)).value == text.index("3")


def test_values_walks_ten_thousand_levels() -> None:
    tree: list[Any] = []
    for _ in range(10_000):
        tree = [tree]
    assert sum(1 for _ in walk_values(tree)) == 10_001
    assert list(walk_values({"a": ["b"]})) == [((), {"a": ["b"]}), (("a",), "a"), (("a",), ["b"]), (("a", 0), "b")]
