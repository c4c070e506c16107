"""The search for one value of a JSON text, against the tree of all positions."""

from __future__ import annotations

import json
from pathlib import Path as FilePath
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from simulator.text.document import Document
from simulator.text.json_search import search_json
from simulator.text.json_tree import json_tree
from simulator.text.position_tree import json_positions, walk_values

KEYS = st.sampled_from(["a", "b", 'q"', "{", "é", "", "\\"])
TREES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('ab\\"{}[],: é', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
LAYOUTS = st.sampled_from([None, 0, 2])


@given(TREES, LAYOUTS, st.sampled_from(["a", 0, 7, ""]))
def test_a_place_is_where_the_tree_of_all_has_it(tree: Any, indent: int | None, beyond: str | int) -> None:
    text = "\n " + json.dumps(tree, indent=indent)
    positions = json_positions(text)
    for path, _ in walk_values(tree):
        for asked in (path, (*path, beyond)):
            span, match = positions.top.nearest(asked), search_json(text, asked)
            assert (match.start, match.key) == (span.start, span.key), asked


@given(TREES, LAYOUTS)
def test_paths_sort_as_their_places_do(tree: Any, indent: int | None) -> None:
    text = json.dumps(tree, indent=indent)
    document = Document("a.json", FilePath(), text, "json", json_tree(text))
    places = {path: json_positions(text).top.nearest(path).start for path, _ in walk_values(tree)}
    assert sorted(places, key=document.order_of) == sorted(places, key=lambda path: places[path])


def test_of_a_key_that_comes_twice_the_first_holds() -> None:
    text = '{"a": {"b": 1}, "a": {"c": 2}}'
    assert [search_json(text, path).start for path in (("a", "b"), ("a", "c"))] == [12, 6]
