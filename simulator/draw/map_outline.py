"""A map in words: its counts, and an outline for those who do not see the picture."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.draw.map_tree import MapBranch, MapNode, MapTree, name_of_target
from simulator.words.phrases import count_noun

OUTLINED_MOST = 40
"""Nodes up to which the description of a picture goes through all of them; of more, nobody listens to the end."""


def count_words(tree: MapTree) -> str:
    """Return the counts of menus and of the places where calls end."""
    ends = sum(tree.ending_counts().values())
    menus = count_noun(tree.menu_count, "menu", spell=False)
    return f"{menus} · {count_noun(ends, 'place where calls end', 'places where calls end', spell=False)}"


def describe_map(tree: MapTree) -> str:
    """Return the outline of a map as sentences; of a large one, its counts only."""
    if len(tree.nodes) > OUTLINED_MOST:
        return f"{count_words(tree)}."
    common = ", ".join(_way_words(tree, branch) for branch in tree.common)
    parts = [f"In every menu: {common}."] if common else []
    return " ".join([*parts, *(_describe_node(tree, node) for node in tree.nodes.values())])


def _describe_node(tree: MapTree, node: MapNode) -> str:
    numbers = f" ({', '.join(node.numbers)})" if node.numbers else ""
    ways = ", ".join([*node.details, *_outline_ways(tree, node)])
    return f"{node.name}{numbers}: {ways}." if ways else f"{node.name}{numbers}."


def _outline_ways(tree: MapTree, node: MapNode) -> Iterator[str]:
    yield from (_way_words(tree, branch) for branch in node.branches)
    yield from (f"{_way_words(tree, branch)} again" for branch in node.returns)


def _way_words(tree: MapTree, branch: MapBranch) -> str:
    way = branch.way
    head = way.note if way.kind == "mistake" else way.caption
    kind = f" ({branch.sign.kind_words})" if branch.sign else ""
    return f"{head} {name_of_target(tree, branch)}{kind}".strip()
