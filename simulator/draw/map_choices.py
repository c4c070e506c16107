"""The keys of long menus as one branch, for a map that has no room for all of them; a table next to it lists them."""

from __future__ import annotations

from dataclasses import replace

from simulator.draw.ending_sign import EndingSign
from simulator.draw.map_tree import MapBranch, MapNode, MapTree
from simulator.draw.map_ways import MapWay
from simulator.words.phrases import count_noun

CHOICES_MOST = 12
"""Keys of a menu that end calls, up to which a map without room still shows each."""


def fold_choices(tree: MapTree) -> MapTree:
    """Return the tree with the keys of each longer menu that end calls as one branch."""
    return replace(tree, nodes={id: _fold_node(node) for id, node in tree.nodes.items()})


def _fold_node(node: MapNode) -> MapNode:
    endings = [branch for branch in node.branches if branch.way.kind == "key" and branch.shape == "ending"]
    if len(endings) <= CHOICES_MOST:
        return node
    first, *_, last = endings
    kinds = {branch.sign.kind for branch in endings if branch.sign is not None}
    choices = f"{count_noun(len(endings), 'choice', spell=False)}, listed below"
    sign = EndingSign(choices, kinds.pop() if len(kinds) == 1 else "unknown")
    marks = tuple(mark for branch in endings for mark in branch.way.marks)
    way = MapWay("key", f"{first.way.caption} … {last.way.caption}", "", first.way.destination, marks)
    branches = [branch for branch in node.branches if branch not in endings]
    place = node.branches.index(first)
    return replace(node, branches=[*branches[:place], MapBranch(way, "ending", sign=sign), *branches[place:]])
